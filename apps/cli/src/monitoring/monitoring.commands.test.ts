import { Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, expect, test } from 'vitest'
import { monitoringCommands } from './monitoring.commands.ts'

afterEach(() => {
  process.exitCode = undefined
})

async function run(cases: unknown) {
  let [out, err] = ['', '']
  const program = new Command().configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  monitoringCommands(program, { input: Readable.from([JSON.stringify(cases)]) })
  for (const command of program.commands) command.configureOutput(program.configureOutput())
  await program.parseAsync(['node', 'nq15', 'screen', '--cases', '-', '--json'])
  return { out, err, code: process.exitCode }
}

test('cases of all kinds are answered in their order', async () => {
  const { out, code } = await run([
    { id: 'a', kind: 'indicator', input: { indicator: 'B3', inputs: { failedSubOrgs: 8, ratedSubOrgs: 23 } } },
    { id: 'b', kind: 'block', input: { block: 'A', statuses: { A1: 'red', A2: 'no-data' } } },
    { id: 'c', kind: 'block', input: { committeeCells: { A1: ['red', 'green', 'green', 'green'] } } },
    { id: 'd', kind: 'block', input: { area: { C: 1, D: 2 } } },
    { id: 'e', kind: 'contradiction', input: { rule: 'X4', assignments: [], on: '2026-10-31' } },
  ])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', status: 'red', value: 800 / 23 },
    { id: 'b', colour: 'red', level: 1 },
    { id: 'c', indicator: 'A1', status: 'yellow' },
    { id: 'd', watchLevel: 2 },
    { id: 'e', raised: true, gradeChanged: false, needs: 'explanation' },
  ])
})

test.each([
  [[{ id: 'a', kind: 'indicator', input: { indicator: 'C10', inputs: {} } }], 'rule of small numbers'],
  [[{ id: 'a', kind: 'indicator', input: { indicator: 'Z9', inputs: {} } }], 'is not in N1'],
  [[{ id: 'a', kind: 'other', input: {} }], 'kind'],
])('%j is refused in its place', async (cases, why) => {
  const { out, code } = await run(cases)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { id: 'a', refused: true, code: 'BAD_CASE', message: expect.stringContaining(why) },
  ])
})

test('no array is wrong use', async () => {
  const { out, err, code } = await run({ id: 'a' })
  expect([out, code]).toEqual(['', 2])
  expect(err).toContain('must be a JSON array')
})
