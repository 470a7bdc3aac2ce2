import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { planRoom } from './plan-room.mjs'

const [kind, room, noun] = process.argv.slice(2)
const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (line) => process.stdout.write(`${line}\n`)

try {
  if (kind !== 'room' || !room || !noun)
    throw new Error('pnpm gen room <name> <noun>, for example: pnpm gen room petitions petition')
  const house = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'))
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const { files, edits } = planRoom({ room, noun, house, stamp })
  const there = Object.keys(files).filter((path) => existsSync(join(root, path)))
  if (there.length > 0) throw new Error(`already there: ${there.join(', ')}`)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    say(`new      ${path}`)
  }
  for (const [path, edit] of Object.entries(edits)) {
    writeFileSync(join(root, path), edit(readFileSync(join(root, path), 'utf8')))
    say(`changed  ${path}`)
  }
  say(
    '\nNext: pnpm format, pnpm check, pnpm test; then say in the README of the room what it decides, and in docs/rooms.md by which law.',
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
