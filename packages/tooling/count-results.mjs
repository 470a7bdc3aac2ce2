import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countResults } from './sum-results.mjs'

const [folder] = process.argv.slice(2)
const root = fileURLToPath(new URL('../..', import.meta.url))
const json = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
const reportsOf = (step) =>
  existsSync(join(folder, step))
    ? Object.fromEntries(
        readdirSync(join(folder, step)).map((name) => [name.replace('.json', ''), json(join(folder, step, name))]),
      )
    : {}

const withTests = ['packages', 'apps'].flatMap((floor) =>
  readdirSync(join(root, floor)).filter((name) => json(join(root, floor, name, 'package.json'))?.scripts?.test),
)
const onPostgres = existsSync(join(folder, 'postgres.expected'))
  ? readFileSync(join(folder, 'postgres.expected'), 'utf8').split('\n').filter(Boolean)
  : []

const { passed, failed, skipped, faults } = countResults({
  steps: readFileSync(join(folder, 'steps.tsv'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([kind, name, status]) => ({ kind, name, status: Number(status) })),
  suites: {
    units: { expected: withTests, reports: reportsOf('units') },
    postgres: { expected: onPostgres, reports: reportsOf('postgres') },
    golden: { expected: ['documents'], reports: reportsOf('golden') },
  },
  browser: json(join(folder, 'playwright.json')),
})

for (const fault of faults) process.stdout.write(`FAILED ${fault}\n`)
if (skipped > 0) process.stdout.write(`${skipped} skipped\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
