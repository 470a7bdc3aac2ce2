import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { whatGoesIn } from './plan-bundle.mjs'

/*
 * Packs the built product with its packages into one archive for a closed network. Needs a build, and a registry or a filled store
 * on this machine; the machine that unpacks it needs Node and nothing else.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } })
const run = (program, args, cwd) => execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })

const missing = [
  'apps/cli/dist/nq15.js',
  'apps/web/dist/server.js',
  'apps/web/build/server/index.js',
  'apps/monitor/dist/main.js',
  'apps/vault/dist/main.js',
].filter((path) => !existsSync(join(root, path)))
if (missing.length > 0) {
  process.stderr.write(`not built yet: ${missing.join(', ')}. Run npx -y pnpm@12 build first.\n`)
  process.exit(1)
}

const revision = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim()
const name = `nq15-${revision}-${process.platform}-${process.arch}`
const work = await mkdtemp(join(tmpdir(), 'nq15-bundle-'))
const staged = join(work, name)
try {
  const workspaces = (
    await Promise.all(
      ['apps', 'packages'].map(async (floor) => (await readdir(join(root, floor))).map((one) => `${floor}/${one}`)),
    )
  ).flat()
  for (const path of whatGoesIn(workspaces).filter((one) => existsSync(join(root, one)))) {
    await mkdir(join(staged, path, '..'), { recursive: true })
    await cp(join(root, path), join(staged, path), { recursive: true, filter: (from) => !from.endsWith('.map') })
  }
  await writeFile(join(staged, 'VERSION'), `${revision}\n`)
  run(
    'npx',
    ['-y', 'pnpm@12', 'install', '--prod', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts'],
    staged,
  )
  await mkdir(values.out, { recursive: true })
  const archive = resolve(values.out, `${name}.tar.gz`)
  run('tar', ['--sort=name', '--owner=0', '--group=0', '-czf', archive, name], work)
  const hash = createHash('sha256')
  for await (const piece of createReadStream(archive)) hash.update(piece)
  const sum = hash.digest('hex')
  await writeFile(`${archive}.sha256`, `${sum}  ${basename(archive)}\n`)
  process.stdout.write(`${archive}\n${Math.round((await stat(archive)).size / 1e6)} MB, sha256 ${sum}\n`)
} finally {
  await rm(work, { recursive: true, force: true })
}
