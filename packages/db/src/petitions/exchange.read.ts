import type { ExchangeRecord, ExchangeStep, ToldRow } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { withinUnit } from './within-unit.ts'

/** A record that waits, or was told, with what became of it. */
export type ExchangeItem = {
  readonly itemId: string
  readonly caseId: string
  readonly state: 'pending' | 'sent' | 'acknowledged' | 'rejected'
  readonly record: ExchangeRecord
  readonly queuedAt: Date
  readonly foreignNumber: string
  readonly error: string
}

/** The newest record of each matter of the unit, those that wait or were refused first; a page of them. */
export async function listExchangeItems(
  tx: Tx,
  scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<ExchangeItem[]> {
  return tx.$queryRaw<ExchangeItem[]>`
    select * from (
      select distinct on (x.case_id) x.id::text as "itemId", x.case_id::text as "caseId", x.state, x.record, x.queued_at as "queuedAt", x.foreign_number as "foreignNumber", x.error
        from petition_exchange_item x where x.organization_id = ${organizationId}::uuid and ${withinUnit(scope)}
       order by x.case_id, (x.state = 'pending') desc, x.queued_at desc, x.id desc) newest
     order by array_position(array['rejected', 'pending', 'sent', 'acknowledged'], newest.state), newest."queuedAt" desc, newest."itemId" limit ${limit}`
}

/** How many matters of the unit stand in each state of telling, by their newest record. */
export async function countExchange(
  tx: Tx,
  scope: Scope,
  organizationId: string,
): Promise<Readonly<Record<ExchangeItem['state'], number>>> {
  const rows = await tx.$queryRaw<{ state: ExchangeItem['state']; count: number }[]>`
    select newest.state, count(*)::int as count from (
      select distinct on (x.case_id) x.case_id, x.state from petition_exchange_item x where x.organization_id = ${organizationId}::uuid and ${withinUnit(scope)}
       order by x.case_id, (x.state = 'pending') desc, x.queued_at desc, x.id desc) newest group by 1`
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  const of = (state: ExchangeItem['state']) => counts.get(state) ?? 0
  return { pending: of('pending'), sent: of('sent'), acknowledged: of('acknowledged'), rejected: of('rejected') }
}

/** Matters of the unit of which nothing was ever told or queued, such as those from before the exchange; the oldest first. */
export async function listUntold(
  tx: Tx,
  scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ caseId: string }[]>`
    select x.id::text as "caseId" from petition_case x
     where x.organization_id = ${organizationId}::uuid and not exists (select from petition_exchange_item i where i.case_id = x.id) and ${withinUnit(scope)}
     order by x.opened_on, x.number limit ${limit}`
  return rows.map(({ caseId }) => caseId)
}

/** A file that was made or taken. */
export type ExchangeFile = {
  readonly fileId: string
  readonly direction: 'out' | 'in'
  readonly name: string
  readonly formatVersion: string
  readonly rows: number
  readonly contentHash: string
  readonly madeByName: string
  readonly madeAt: Date
}

/** The last files of the unit, the newest first. */
export async function listExchangeFiles(
  tx: Tx,
  scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<ExchangeFile[]> {
  return tx.$queryRaw<ExchangeFile[]>`
    select x.id::text as "fileId", x.direction, x.name, x.format_version as "formatVersion", x.rows, x.content_hash as "contentHash", x.made_by_name as "madeByName", x.made_at as "madeAt"
      from petition_exchange_file x where x.organization_id = ${organizationId}::uuid and ${withinUnit(scope)} order by x.made_at desc, x.id desc limit ${limit}`
}

/** A file that was made, with its records as they were told; null when there is none for the reader. */
export async function findExchangeFile(
  tx: Tx,
  scope: Scope,
  fileId: string,
): Promise<(ExchangeFile & { readonly organizationId: string; readonly records: readonly ExchangeRecord[] }) | null> {
  if (!isId(fileId)) return null
  const [file] = await tx.$queryRaw<(ExchangeFile & { organizationId: string })[]>`
    select x.id::text as "fileId", x.organization_id::text as "organizationId", x.direction, x.name, x.format_version as "formatVersion", x.rows,
        x.content_hash as "contentHash", x.made_by_name as "madeByName", x.made_at as "madeAt"
      from petition_exchange_file x where x.id = ${fileId}::uuid and x.direction = 'out' and ${withinUnit(scope)}`
  if (!file) return null
  const rows = await tx.$queryRaw<{ record: ExchangeRecord }[]>`
    select x.record from petition_exchange_item x where x.file_id = ${fileId}::uuid order by x.record ->> 'number'`
  return { ...file, records: rows.map(({ record }) => record) }
}

/** Whether a file with these records was taken before. */
export async function wasFileTaken(
  tx: Tx,
  _scope: Scope,
  { organizationId, contentHash }: { readonly organizationId: string; readonly contentHash: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from petition_exchange_file where organization_id = ${organizationId}::uuid and content_hash = ${contentHash} and direction = 'in'`
  return rows.length > 0
}

/** What was told last of each matter of the unit; what waits is not among it. */
export async function listTold(tx: Tx, _scope: Scope, organizationId: string): Promise<ToldRow[]> {
  return tx.$queryRaw<ToldRow[]>`
    select distinct on (x.case_id) x.case_id::text as "caseId", x.record ->> 'number' as number, (x.record ->> 'step') as step, x.record ->> 'updatedOn' as "updatedOn"
      from petition_exchange_item x where x.organization_id = ${organizationId}::uuid and x.state <> 'pending' order by x.case_id, x.queued_at desc, x.id desc`
}

/** The numbers of all matters of the unit, those shut to the reader too: nothing is told of them but that they are known. */
export async function listExchangeNumbers(tx: Tx, _scope: Scope, organizationId: string): Promise<ReadonlySet<string>> {
  const [row] = await tx.$queryRaw<
    { numbers: string[] }[]
  >`select app.exchange_numbers(${organizationId}::uuid) as numbers`
  return new Set(row?.numbers ?? [])
}

type Side = { readonly step?: ExchangeStep; readonly updatedOn?: string; readonly reason?: string }
/** A difference with what was answered. */
export type DifferenceRow = {
  readonly differenceId: string
  readonly organizationId: string
  readonly caseId: string | null
  readonly kind: 'missing-there' | 'missing-here' | 'state-differs' | 'time-differs' | 'not-taken'
  readonly number: string
  readonly foreignNumber: string
  readonly ours: Side
  readonly theirs: Side
  readonly answer: 'send-again' | 'corrected-here' | 'ask-there' | 'explained' | null
  readonly reason: string
  readonly answeredByName: string | null
  readonly answeredAt: Date | null
  readonly version: number
}

/** Differences of the unit: the open ones, or those that were answered, the newest first. */
export async function listDifferences(
  tx: Tx,
  scope: Scope,
  {
    organizationId,
    isOpen,
    limit,
  }: { readonly organizationId: string; readonly isOpen: boolean; readonly limit: number },
): Promise<DifferenceRow[]> {
  return tx.$queryRaw<DifferenceRow[]>`
    select x.id::text as "differenceId", x.organization_id::text as "organizationId", x.case_id::text as "caseId", x.kind, x.number, x.foreign_number as "foreignNumber", x.ours, x.theirs, x.answer, x.reason,
        x.answered_by_name as "answeredByName", x.answered_at as "answeredAt", x.version
      from petition_exchange_difference x
     where x.organization_id = ${organizationId}::uuid and (x.answer is null) = ${isOpen} and (not ${isOpen} or x.superseded_at is null) and ${withinUnit(scope)}
     order by x.answered_at desc nulls first, x.kind, x.number, x.id limit ${limit}`
}

/** One difference; null when there is none for the reader, or a later file took its place. */
export async function findDifference(tx: Tx, scope: Scope, differenceId: string): Promise<DifferenceRow | null> {
  if (!isId(differenceId)) return null
  const rows = await tx.$queryRaw<DifferenceRow[]>`
    select x.id::text as "differenceId", x.organization_id::text as "organizationId", x.case_id::text as "caseId", x.kind, x.number, x.foreign_number as "foreignNumber", x.ours, x.theirs, x.answer, x.reason,
        x.answered_by_name as "answeredByName", x.answered_at as "answeredAt", x.version
      from petition_exchange_difference x where x.id = ${differenceId}::uuid and x.superseded_at is null and ${withinUnit(scope)}`
  return rows[0] ?? null
}
