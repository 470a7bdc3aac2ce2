import {
  type InputKind,
  inputKindSchema,
  type Level,
  levelSchema,
  type Participation,
  participationSchema,
} from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** What another body was asked about a person, and what it said. */
export type InputRow = {
  readonly id: string
  readonly caseId: string
  readonly organizationId: string
  readonly kind: InputKind
  readonly sourceName: string
  readonly askedOrganizationId: string | null
  readonly personName: string
  readonly cellName: string
  readonly requestedAt: Date
  readonly requestedByName: string
  readonly dueOn: LegalDay | null
  readonly level: Level | null
  readonly participation: Participation | null
  readonly comment: string
  readonly documentNumber: string | null
  readonly givenOn: LegalDay | null
  readonly signerName: string | null
  readonly answeredAt: Date | null
  readonly answeredByName: string | null
  readonly version: number
}

type Row = Awaited<ReturnType<Tx['ratingCaseInput']['findFirstOrThrow']>>

const toInput = (row: Row): InputRow => ({
  ...row,
  kind: inputKindSchema.parse(row.kind),
  level: levelSchema.nullable().parse(row.level),
  participation: participationSchema.nullable().parse(row.participation),
  dueOn: row.dueOn && dayOf(row.dueOn),
  givenOn: row.givenOn && dayOf(row.givenOn),
})

/** The words asked for on the persons of a cell in a campaign, oldest first. */
export async function listCellInputs(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<InputRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingCaseInput.findMany({
    where: { organizationId, withdrawnAt: null, case: { campaignId } },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toInput)
}

/** The words on one person; the caller has found his case in scope. */
export async function listCaseInputs(tx: Tx, _scope: Scope, caseId: string): Promise<InputRow[]> {
  const rows = await tx.ratingCaseInput.findMany({
    where: { caseId, withdrawnAt: null },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toInput)
}

/** What a cell was asked about people who live there, unanswered first. */
export async function listAskedInputs(
  tx: Tx,
  scope: Scope,
  { year, organizationId }: { year: number; organizationId: string },
): Promise<InputRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingCaseInput.findMany({
    where: {
      askedOrganizationId: organizationId,
      withdrawnAt: null,
      requestedAt: { gte: new Date(Date.UTC(year, 0, 1)) },
    },
    orderBy: [{ answeredAt: { sort: 'asc', nulls: 'first' } }, { requestedAt: 'asc' }],
  })
  return rows.map(toInput)
}

/** One request by its id, for the cell that asked or the one that was asked; null when out of scope. */
export async function findInput(tx: Tx, scope: Scope, id: string): Promise<InputRow | null> {
  const row = isId(id) ? await tx.ratingCaseInput.findUnique({ where: { id } }) : null
  if (!row || row.withdrawnAt) return null
  const own = await isWithinOnce(tx, scope, row.organizationId)
  const asked = row.askedOrganizationId !== null && (await isWithinOnce(tx, scope, row.askedOrganizationId))
  return own || asked ? toInput(row) : null
}

/** Whether the cell that asked still takes words; for the cell that was asked, which sees no more of its file. */
export async function isAskedFileOpen(tx: Tx, _scope: Scope, { id }: Pick<InputRow, 'id'>): Promise<boolean> {
  const [answer] = await tx.$queryRaw<{ open: boolean }[]>`select app.asked_file_open(${id}::uuid) as open`
  return answer?.open ?? false
}
