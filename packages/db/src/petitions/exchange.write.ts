import type { ExchangeRecord, ForeignRow } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { DifferenceRow } from './exchange.read.ts'

/** Puts the record of a matter into the queue; one that waits already is written anew, so that what is told is how it stands. */
export async function queueRecord(
  tx: Tx,
  _scope: Scope,
  item: {
    readonly organizationId: string
    readonly caseId: string
    readonly record: ExchangeRecord
    readonly recordHash: string
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into petition_exchange_item (id, organization_id, case_id, record, record_hash)
    values (${newId()}::uuid, ${item.organizationId}::uuid, ${item.caseId}::uuid, ${JSON.stringify(item.record)}::jsonb, ${item.recordHash})
    on conflict (case_id) where state = 'pending' do update set record = excluded.record, record_hash = excluded.record_hash, queued_at = clock_timestamp()`
}

/** Lets one file of a unit be made or taken at a time; held until the transaction ends. */
export async function lockExchange(tx: Tx, _scope: Scope, organizationId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('petition_exchange:' || ${organizationId}::text))) held`
}

/** Writes down a file. Answers its id. */
export async function insertExchangeFile(
  tx: Tx,
  { actor }: Scope,
  file: {
    readonly organizationId: string
    readonly direction: 'out' | 'in'
    readonly name: string
    readonly formatVersion: string
    readonly rows: number
    readonly contentHash: string
  },
): Promise<string> {
  const id = newId()
  await tx.petitionExchangeFile.createMany({ data: [{ ...file, id, madeBy: actor.userId, madeByName: actor.name }] })
  return id
}

/** Marks records as told with a file. */
export async function markSent(
  tx: Tx,
  _scope: Scope,
  { fileId, itemIds }: { readonly fileId: string; readonly itemIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    update petition_exchange_item set state = 'sent', file_id = ${fileId}::uuid where id = any (${[...itemIds]}::uuid[]) and state = 'pending'`
}

/** Settles what was told by what the other side says of it: taken as told, or not taken with its reason. */
export async function settleSent(
  tx: Tx,
  _scope: Scope,
  { organizationId, rows }: { readonly organizationId: string; readonly rows: readonly ForeignRow[] },
): Promise<void> {
  await tx.$executeRaw`
    update petition_exchange_item x set state = case when r."isTaken" is false then 'rejected' else 'acknowledged' end,
        foreign_number = r."foreignNumber", error = case when r."isTaken" is false then r.reason else '' end, settled_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (number text, step text, "updatedOn" text, "foreignNumber" text, "isTaken" boolean, reason text)
     where x.organization_id = ${organizationId}::uuid and x.state = 'sent' and x.record ->> 'number' = r.number
       and (r."isTaken" is false or (x.record ->> 'step' = r.step and x.record ->> 'updatedOn' = r."updatedOn"))`
}

/** Differences of a file; what was open of earlier files is over. */
export async function insertDifferences(
  tx: Tx,
  _scope: Scope,
  {
    organizationId,
    fileId,
    differences,
  }: {
    readonly organizationId: string
    readonly fileId: string
    readonly differences: readonly Pick<
      DifferenceRow,
      'caseId' | 'kind' | 'number' | 'foreignNumber' | 'ours' | 'theirs'
    >[]
  },
): Promise<void> {
  await tx.$executeRaw`
    update petition_exchange_difference set superseded_at = clock_timestamp()
     where organization_id = ${organizationId}::uuid and answer is null and superseded_at is null`
  await tx.petitionExchangeDifference.createMany({
    data: differences.map((one) => ({ ...one, id: newId(), organizationId, fileId })),
  })
}

/** Writes the answer to a difference; false when somebody answered meanwhile. */
export async function answerDifferenceRow(
  tx: Tx,
  { actor }: Scope,
  {
    differenceId,
    version,
    answer,
    reason,
  }: {
    readonly differenceId: string
    readonly version: number
    readonly answer: NonNullable<DifferenceRow['answer']>
    readonly reason: string
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update petition_exchange_difference set answer = ${answer}, reason = ${reason}, answered_by = ${actor.userId}::uuid, answered_by_name = ${actor.name},
        answered_at = clock_timestamp(), version = version + 1
     where id = ${differenceId}::uuid and version = ${version} and answer is null and superseded_at is null`
  return changed === 1
}
