import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { findTexts } from './find-texts.mjs'
import { judgePair } from './judge-messages.mjs'
import { judgeWords } from './judge-words.mjs'
import { listFiles } from './list-files.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const paths = listFiles(root).filter((path) => /^(packages|apps)\//.test(path))
const faults = []
let pairs = 0

for (const path of paths) {
  const [, stem, language, kind] = /^(.+)[.](vi|en)[.](ts|json)$/.exec(path) ?? []
  if (!stem) continue
  const other = `${stem}.${language === 'vi' ? 'en' : 'vi'}.${kind}`
  if (!paths.includes(other)) faults.push(`${path} has no ${other}`)
  else if (language === 'vi') {
    pairs += 1
    const [vi, en] = await Promise.all([read(path), read(other)])
    const syntax = kind === 'json' ? 'icu' : 'braces'
    const found = [...judgePair({ vi, en, syntax }), ...judgeWords(vi)]
    faults.push(...found.map((fault) => `${path}: ${fault}`))
  }
}
// The guide shows the parts with one invented story, to those who build them.
for (const path of paths.filter((path) => /^apps\/web\/app\/(?!guide\/).+(?<![.]test)[.]tsx$/.test(path))) {
  const texts = findTexts(path, readFileSync(join(root, path), 'utf8'))
  faults.push(...texts.map((text) => `${path}:${text} — belongs into the messages of its room`))
}

for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(faults.length === 0 ? `messages: ${pairs} pairs agree\n` : `messages: ${faults.length} faults\n`)
process.exitCode = faults.length === 0 ? 0 : 1

/** The texts of one file. A module may export several objects; their names differ by the language at the end only. */
async function read(path) {
  if (path.endsWith('.json')) return JSON.parse(readFileSync(join(root, path), 'utf8'))
  const { outputFiles } = buildSync({ entryPoints: [join(root, path)], bundle: true, format: 'esm', write: false })
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
  return Object.fromEntries(Object.entries(module).map(([name, value]) => [name.replace(/(Vi|En)$/, ''), value]))
}
