import { Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, expect, test } from 'vitest'
import { reportsCommands } from './reports.commands.ts'

afterEach(() => {
  process.exitCode = undefined
})

async function check(cases: unknown) {
  const said = { out: '', err: '' }
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      said.out += text
    },
    writeErr: (text) => {
      said.err += text
    },
  })
  reportsCommands(program, { input: Readable.from([JSON.stringify(cases)]) as unknown as NodeJS.ReadableStream })
  await program.parseAsync(['node', 'nq15', 'report', 'check', '--cases', '-', '--json'])
  return { ...said, code: process.exitCode ?? 0 }
}

test('what does not add up ends with 1 and is named with its difference', async () => {
  const { out, code } = await check([
    { id: 'a', kind: 'report', input: { table: 'T3', inCompetence: 2389, settled: 2260, open: 129 } },
    { id: 'b', kind: 'report', input: { table: 'T1', 'start+added': 220, takenOff: 162, merged: 0, end: 55 } },
  ])
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', ok: true, check: 'CK3', rate: 94.6 },
    { id: 'b', ok: false, check: 'CK1', difference: 3, signOff: 'blocked' },
  ])
})

test('figures that are none are refused in their place', async () => {
  const { out, code } = await check([{ id: 'a', kind: 'report', input: { table: 'T1', start: -1 } }])
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', refused: true, code: 'BAD_CASE', message: expect.stringContaining('input') },
  ])
})
