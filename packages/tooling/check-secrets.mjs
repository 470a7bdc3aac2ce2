import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findSecrets } from './find-secrets.mjs'
import { listFiles } from './list-files.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Hashes of packages look like keys and are none; pictures and papers hold no text. */
const passedBy = /(^|\/)pnpm-lock[.]yaml$|[.](png|jpe?g|woff2?|ttf|docx|xlsx|pdf|ico|webp)$/

const files = listFiles(root)
  .filter((path) => !passedBy.test(path) && statSync(join(root, path)).size < 2_000_000)
  .map((path) => [path, readFileSync(join(root, path), 'utf8')])
const found = []
for (let at = 0; at < files.length; at += 100) found.push(...(await findSecrets(files.slice(at, at + 100))))
for (const one of found) process.stderr.write(`${one}\n`)
process.stdout.write(`secrets: ${files.length} files looked through, ${found.length} found\n`)
process.exitCode = found.length === 0 ? 0 : 1
