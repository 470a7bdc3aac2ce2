import { Readable } from 'node:stream'
import { organizationColumns as domainColumns, readOrganizationRow } from '@nq15/domain/organizations'
import { expect, test } from 'vitest'
import { readTable } from '../reports/index.ts'
import {
  mapOrganizationColumns,
  organizationColumns,
  organizationTemplate,
  organizationTexts,
} from './organization-table.ts'

test('the template has the columns that the domain reads', () => {
  expect(organizationColumns.map(({ key }) => key).toSorted()).toEqual([...domainColumns].toSorted())
})

test('every head and alias is its own column', () => {
  const all = organizationColumns.flatMap(({ head, aliases, key }) => [head, ...aliases].map((name) => ({ name, key })))
  for (const { name, key } of all) expect(mapOrganizationColumns([name]).mapping).toEqual({ [name]: key })
})

test('the examples of the template are read by the domain: only the unknown superior is refused', async () => {
  const bytes = await organizationTemplate('2026-11-01T00:00:00Z')
  const heads = organizationColumns.map(({ head }) => head)
  const table = await readTable(Readable.from([bytes]), 'xlsx', { heads, sheet: 'Ví dụ' })
  if (!table.ok) throw new Error(table.refusal.code)
  const { mapping } = mapOrganizationColumns(table.value.heads)
  const codes: unknown[] = []
  for await (const row of table.value.rows) {
    if (!row.ok) throw new Error(row.refusal.code)
    const read = readOrganizationRow(organizationTexts(row.value.cells, mapping), () => undefined)
    codes.push(read.ok ? 'ok' : read.refusal.reasons.map(({ code }) => code))
  }
  expect(codes).toEqual([['UNKNOWN_PARENT'], ['UNKNOWN_PARENT']])
})
