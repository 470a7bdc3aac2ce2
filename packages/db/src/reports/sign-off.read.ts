import { type SignedTables, signedTablesSchema } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** One sign-off without its numbers. */
export type SignOffRow = {
  readonly id: string
  readonly organizationId: string
  readonly year: number
  readonly asOf: LegalDay
  readonly contentHash: string
  readonly signerName: string
  readonly signerTitle: string
  readonly signedByName: string
  readonly signedAt: Date
  readonly reason: string | null
  readonly supersededAt: Date | null
}
export type SignOff = SignOffRow & { readonly content: SignedTables }

const columns = {
  id: true,
  organizationId: true,
  year: true,
  asOf: true,
  contentHash: true,
  signerName: true,
  signerTitle: true,
  signedByName: true,
  signedAt: true,
  reason: true,
  supersededAt: true,
} as const

type Of = { readonly organizationId: string; readonly year: number }

/** The sign-offs of a level and year, the standing one first; empty out of scope. */
export async function listSignOffs(tx: Tx, scope: Scope, { organizationId, year }: Of): Promise<SignOffRow[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  const rows = await tx.reportSignOff.findMany({
    where: { organizationId, year },
    select: columns,
    orderBy: { signedAt: 'desc' },
  })
  return rows.map((row) => ({ ...row, asOf: dayOf(row.asOf) }))
}

/** The standing sign-off of a level and year with its numbers, or null. */
export async function findStandingSignOff(tx: Tx, scope: Scope, { organizationId, year }: Of): Promise<SignOff | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  return toSignOff(
    await tx.reportSignOff.findFirst({
      where: { organizationId, year, supersededAt: null },
      select: { ...columns, content: true },
    }),
  )
}

type Row = Omit<SignOffRow, 'asOf'> & { readonly asOf: Date; readonly content: unknown }

const toSignOff = (row: Row | null): SignOff | null =>
  row && { ...row, asOf: dayOf(row.asOf), content: signedTablesSchema.parse(row.content) }
