import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExportColumn, writeTableCsv, writeTableWorkbook } from '@nq15/documents/reports'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { exportsCommands } from './exports.commands.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-export-'))
})
afterEach(() => {
  process.exitCode = 0
})
afterAll(() => rm(folder, { recursive: true }))

const columns: readonly ExportColumn<{ code: string; level: string }>[] = [
  { head: 'Mã đảng viên', width: 12, kind: 'text', value: ({ code }) => code },
  { head: 'Mức', width: 20, kind: 'text', value: ({ level }) => level },
]
const rows = [
  { code: '01.000001', level: 'Hoàn thành tốt nhiệm vụ' },
  { code: '01.000002', level: '=1+1' },
]
const statement = {
  ...{ title: 'Kết quả', filter: 'Tất cả', scope: 'Đảng bộ phường Hoa Ban', asOf: '2026-12-10', rules: 'G3, 0123' },
  ...{ generatedAt: '2026-12-10T03:00:00Z', generatedBy: 'Văn phòng' },
}
const written = {
  xlsx: async (path: string) => {
    await writeTableWorkbook(rows, columns, { statement, sheetName: 'Kết quả', target: createWriteStream(path) })
  },
  csv: async (path: string) => {
    await writeTableCsv(rows, columns, { statement, target: createWriteStream(path) })
  },
}

async function nq15(...args: string[]) {
  let [out, err] = ['', '']
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  exportsCommands(program)
  await program.parseAsync(args, { from: 'user' })
  return { out, err, exitCode: process.exitCode }
}

test.each(['xlsx', 'csv'] as const)(
  'nq15 export check: a whole %s says count, scope, rules and hash, exit 0',
  async (format) => {
    const path = join(folder, `whole.${format}`)
    await written[format](path)
    const { out, exitCode } = await nq15('export', 'check', path, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      state: 'whole',
      sheets: [{ recorded: { count: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) } }],
      statement: { 'Phạm vi': 'Đảng bộ phường Hoa Ban', 'Theo quy định': 'G3, 0123', 'Tính đến ngày': '10/12/2026' },
    })
  },
)

test('nq15 export check: a CSV with a level changed, and one cut off, exit 1', async () => {
  const path = join(folder, 'changed.csv')
  await written.csv(path)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('Hoàn thành tốt', 'Hoàn thành xuất sắc'))
  expect(await nq15('export', 'check', path)).toMatchObject({ exitCode: 1, out: expect.stringContaining('changed') })
  await writeFile(path, text.slice(0, text.indexOf('01.000002')))
  expect(await nq15('export', 'check', path)).toMatchObject({ exitCode: 1, out: expect.stringContaining('changed') })
})

test.each([
  ['another file', 'a,b\r\n1,2\r\n', 1],
  ['no file', null, 2],
])('nq15 export check: %s, exit %3$s', async (name, text, exitCode) => {
  const path = join(folder, `${name}.csv`)
  if (text !== null) await writeFile(path, text)
  expect((await nq15('export', 'check', path)).exitCode).toBe(exitCode)
})
