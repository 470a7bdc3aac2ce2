import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeRooms } from './judge-rooms.mjs'
import { judgeVersions } from './judge-versions.mjs'
import { listFiles } from './list-files.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

const paths = listFiles(root)
const textOf = (path) => readFileSync(join(root, path), 'utf8')
const manifests = paths.filter((path) => /(^|\/)package[.]json$/.test(path))

const faults = [
  ...judgeRooms({ paths, textOf, house: read('rooms.json'), longFiles: read('long-files.json') }),
  ...judgeVersions(Object.fromEntries(manifests.map((path) => [path, JSON.parse(textOf(path))]))),
]
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(faults.length === 0 ? 'rooms: in order\n' : `rooms: ${faults.length} faults\n`)
process.exitCode = faults.length === 0 ? 0 : 1
