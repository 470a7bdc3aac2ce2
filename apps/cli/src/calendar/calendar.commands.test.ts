import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, expect, test } from 'vitest'
import { calendarCommands } from './calendar.commands.ts'

afterEach(() => {
  process.exitCode = undefined
})

const run = (...words: string[]) => give('calendar', ...words)

async function give(...words: string[]) {
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
  await program.parseAsync(['node', 'nq15', ...words])
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

test('a deadline is counted by its rule and cites it', async () => {
  const { out, code } = await give(
    'deadline',
    '--rule',
    'K2',
    '--from',
    '2026-09-03',
    '--suspend',
    '2026-09-18..2026-10-12',
  )
  expect(code).toBe(0)
  expect(out).toContain('deadline: 2026-10-27')
  expect(out).toContain('Điều 28 Luật Khiếu nại số 02/2011/QH13')
})

test('deadline cases answer by the contract: due days, what is left, refusals in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-cases-'))
  const file = join(folder, 'cases.json')
  const cases = [
    { id: 'a', rule: 'K1', from: '2026-07-01' },
    { id: 'b', rule: 'K2', from: '2026-09-03', suspensions: [['2026-09-18', null]] },
    { id: 'c', rule: 'T3', from: '2026-03-02', variant: 'complex', extensions: [31] },
    { id: 'd', rule: 'R5', from: '2026-07-01' },
  ]
  await writeFile(file, JSON.stringify(cases))
  const { out, code } = await give('deadline', '--cases', file, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', due: '2026-07-10', rawDue: '2026-07-10', unit: 'WD', basis: 'D2:16.1' },
    { id: 'b', due: null, rawDue: null, remaining: 15, unit: 'CD', basis: 'L2:28' },
    { id: 'c', refused: true, code: 'EXTENSION_TOO_LONG', message: 'An extension has 1 to 30 days; 31 was given.' },
    { id: 'd', refused: true, code: 'NO_QUANTITY' },
  ])
})
