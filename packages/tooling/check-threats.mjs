import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeThreats } from './judge-threats.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null)
const text = read('docs/security.md') ?? ''
const faults = judgeThreats(text, read)
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(
  faults.length === 0 ? 'threats: every named test is there\n' : `threats: ${faults.length} faults\n`,
)
process.exitCode = faults.length === 0 ? 0 : 1
