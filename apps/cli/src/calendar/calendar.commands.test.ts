import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, expect, test } from 'vitest'
import { calendarCommands } from './calendar.commands.ts'

afterEach(() => {
  process.exitCode = undefined
})

async function run(...words: string[]) {
  let out = ''
  let err = ''
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  calendarCommands(program)
  await program.parseAsync(['node', 'nq15', 'calendar', ...words])
  return { out, err, code: process.exitCode ?? 0 }
}

test('a term of the command line is counted and explained', async () => {
  const { out, code } = await run('due', '--from', '2026-08-28', '--quantity', '2', '--unit', 'WD')
  expect(code).toBe(0)
  expect(out).toContain('term: 2026-09-04')
  expect(out).toContain('2026-09-02      –  Public holiday: Quốc khánh')
})

test('a suspension and an extension are read from the options', async () => {
  const words = [
    'due',
    '--from',
    '2026-09-03',
    '--quantity',
    '30',
    '--unit',
    'CD',
    '--suspend',
    '2026-09-18..2026-10-12',
  ]
  const { out } = await run(...words, '--extend', '30', '--json')
  expect(JSON.parse(out)).toMatchObject([{ id: 'term', rawDue: '2026-11-26', due: '2026-11-26' }])
})

test('what cannot be counted says why and ends with 1', async () => {
  const { out, code } = await run('due', '--from', '2030-01-01', '--quantity', '3', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([{ refused: true, code: 'CALENDAR_RANGE' }])
})

test('wrong options end with 2 and are named', async () => {
  const { err, code } = await run('due', '--from', '2026-01-01', '--quantity', 'ten')
  expect(code).toBe(2)
  expect(err).toContain('--quantity')
})

test('cases are answered in their order, each with its id', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-cases-'))
  const file = join(folder, 'cases.json')
  const cases = [
    { id: 'a', from: '2026-03-02', quantity: 5, unit: 'WD' },
    { id: 'b', from: '2026-02-29', quantity: 5, unit: 'WD' },
    { id: 'c', from: '2026-03-02', quantity: 8, unit: 'WH', roll: 'none' },
  ]
  await writeFile(file, JSON.stringify(cases))
  const { out, code } = await run('due', '--cases', file, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', due: '2026-03-09' },
    { id: 'b', refused: true, code: 'BAD_DATE' },
    { id: 'c', refused: true, code: 'NEED_TIME' },
  ])
})
