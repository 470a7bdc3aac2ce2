import { z } from 'zod'
import { legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import type { ComputedBlock } from './compute-block.ts'
import type { TableFinding } from './reconcile-table.ts'
import { type TableCode, tableCodes } from './table-definition.ts'

const value = z.number().nullable()
const blockSchema = z.object({
  key: z.string(),
  lines: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      organizationId: z.string().nullable(),
      values: z.record(z.string(), value),
    }),
  ),
  total: z.record(z.string(), value),
})

/** What is frozen when a year's tables are signed: the numbers and everything they were made by, no name of a person. */
export const signedTablesSchema = z.object({
  tablesVersion: z.string(),
  year: z.number(),
  asOf: z.string(),
  organization: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  rules: z.object({ code: z.string(), hash: z.string() }),
  against: z.object({ year: z.number(), rules: z.string().nullable() }),
  tables: z.array(z.object({ code: z.enum(tableCodes), blocks: z.array(blockSchema) })),
  warnings: z.array(z.string()),
})
export type SignedTables = z.infer<typeof signedTablesSchema>

/** The form of a sign-off; a later one of the same year says why it replaces the earlier. */
export const signTablesSchema = z.object({
  asOf: legalDayField,
  signerName: textField.pipe(z.string().min(1).max(120)),
  signerTitle: textField.pipe(z.string().min(1).max(120)),
  reason: textField.pipe(z.string().max(500)).nullable(),
})
export type SignTables = z.infer<typeof signTablesSchema>

export type SignOffRefusal =
  | { readonly code: 'DOES_NOT_ADD_UP'; readonly findings: readonly TableFinding[] }
  | { readonly code: 'REASON_REQUIRED' | 'DAY_IN_FUTURE' | 'NOTHING_CHANGED' | 'SIGNED_BEFORE_THIS_DAY' }

type ToSign = {
  readonly asOf: string
  readonly today: string
  readonly reason: string | null
  readonly findings: readonly TableFinding[]
  readonly hash: string
  /** The sign-off that stands for the year and level, when there is one. */
  readonly standing: { readonly asOf: string; readonly hash: string } | null
}

/** Whether a year's tables may be signed as they stand; refused with every finding that keeps them from adding up. */
export function checkSignOff({ asOf, today, reason, findings, hash, standing }: ToSign): Result<null, SignOffRefusal> {
  if (asOf > today) return refuse({ code: 'DAY_IN_FUTURE' } as const)
  const blocking = findings.filter(({ weight }) => weight === 'BLOCK')
  if (blocking.length > 0) return refuse({ code: 'DOES_NOT_ADD_UP', findings: blocking } as const)
  if (!standing) return ok(null)
  if (standing.asOf > asOf) return refuse({ code: 'SIGNED_BEFORE_THIS_DAY' } as const)
  if (standing.hash === hash) return refuse({ code: 'NOTHING_CHANGED' } as const)
  return reason ? ok(null) : refuse({ code: 'REASON_REQUIRED' } as const)
}

/** One number that is no longer what was signed. */
export type ChangedFigure = {
  readonly table: TableCode
  readonly block: string
  /** Key and name of the line; null for the line of totals. */
  readonly line: { readonly key: string; readonly name: string } | null
  readonly column: string
  readonly was: number | null
  readonly is: number | null
}

type Tables = readonly { readonly code: TableCode; readonly blocks: readonly ComputedBlock[] }[]

/** Every number that differs between what was signed and what the records say now; lines that came or went count with nought. */
export function changesSince(signed: Tables, now: Tables): ChangedFigure[] {
  return signed.flatMap(({ code, blocks }) => {
    const present = now.find((table) => table.code === code)?.blocks ?? []
    return blocks.flatMap((before) => {
      const after = present.find(({ key }) => key === before.key)
      const keys = [...new Set([...before.lines, ...(after?.lines ?? [])].map(({ key }) => key))]
      const place = { table: code, block: before.key }
      return [
        ...keys.flatMap((key) => {
          const [was, is] = [before, after].map((block) => block?.lines.find((line) => line.key === key))
          const line = { key, name: is?.name ?? was?.name ?? key }
          return changedValues(was?.values ?? {}, is?.values ?? {}).map((changed) => ({ ...place, line, ...changed }))
        }),
        ...changedValues(before.total, after?.total ?? {}).map((changed) => ({ ...place, line: null, ...changed })),
      ]
    })
  })
}

type Values = Readonly<Record<string, number | null>>

function changedValues(was: Values, is: Values): Pick<ChangedFigure, 'column' | 'was' | 'is'>[] {
  return Object.keys({ ...was, ...is }).flatMap((column) => {
    const [before, after] = [was[column] ?? null, is[column] ?? null]
    // A line that is not there counted nobody.
    return (before ?? 0) === (after ?? 0) ? [] : [{ column, was: before, is: after }]
  })
}
