import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { judgeDependencies } from './judge-dependencies.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = (path) => readFileSync(join(root, path), 'utf8')
const store = join(root, 'node_modules/.pnpm')

/** The manifest of every package that is installed here; what belongs to another system is in the lock file only. */
function* manifests() {
  for (const folder of readdirSync(store)) {
    const beside = join(store, folder, 'node_modules')
    if (!existsSync(beside)) continue
    for (const entry of readdirSync(beside, { withFileTypes: true })) {
      const inScope = entry.name.startsWith('@')
      const places = inScope ? readdirSync(join(beside, entry.name), { withFileTypes: true }) : [entry]
      // Its neighbours are links to packages with a folder of their own.
      for (const place of places.filter((one) => one.isDirectory())) {
        const file = join(beside, inScope ? entry.name : '', place.name, 'package.json')
        if (existsSync(file)) yield JSON.parse(readFileSync(file, 'utf8'))
      }
    }
  }
}

const licenceOf = ({ license, licenses }) =>
  typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none')
const hooks = ['preinstall', 'install', 'postinstall']

const lock = parse(text('pnpm-lock.yaml'))
/** The store may still hold what an earlier lock file asked for. */
const isLocked = ({ name, version }) => Object.hasOwn(lock.packages ?? {}, `${name}@${version}`)

const installed = [...manifests()].filter(isLocked).map((manifest) => ({
  name: manifest.name,
  version: manifest.version,
  licence: licenceOf(manifest),
  runs: hooks.filter((hook) => manifest.scripts?.[hook]),
}))
const faults = judgeDependencies({
  lock,
  workspace: parse(text('pnpm-workspace.yaml')),
  installed,
  exceptions: JSON.parse(text('packages/tooling/licence-exceptions.json')),
})

/** What the registry knows of weaknesses, `high` and above by name. Where it answers nothing, that is said and proves nothing. */
function audit() {
  const asked = spawnSync('npx', ['-y', 'pnpm@12', 'audit', '--json', '--audit-level', 'high'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
  })
  const answer = readAnswer(asked.stdout ?? '')
  if (!answer) {
    const why = /ERR_PNPM_\w+/.exec(`${asked.stdout}${asked.stderr}`)?.[0] ?? asked.error?.code ?? 'no answer'
    return {
      said: `known weaknesses: NOT ASKED, the registry answers no audit (${why}); nothing is known about them`,
      found: [],
    }
  }
  const grave = Object.values(answer.advisories ?? {}).filter(({ severity }) => ['high', 'critical'].includes(severity))
  return {
    said: `known weaknesses: ${grave.length} high or critical`,
    found: grave.map(({ module_name: name, severity, title }) => `${name}: ${severity}, ${title}`),
  }
}

function readAnswer(written) {
  try {
    const answer = JSON.parse(written)
    return answer.metadata || answer.advisories ? answer : null
  } catch {
    return null
  }
}

// A weakness that became known overnight is no fault of the change that is judged today: it is named each time, and red
// where somebody asks for that, before a release.
const isRelease = process.argv.includes('--release')
const { said, found } = audit()
for (const fault of faults) process.stderr.write(`${fault}\n`)
for (const weakness of found) process.stderr.write(`known weakness: ${weakness}\n`)
process.stdout.write(
  `dependencies: ${installed.length} packages looked at, ${faults.length} faults of policy; ${said}\n`,
)
process.exitCode = faults.length + (isRelease ? found.length : 0) === 0 ? 0 : 1
