import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new entry of a list. */
export type NewWatchEntry = {
  readonly entryId: string
  readonly listId: string
  readonly organizationId: string
  readonly bodyId: string
  readonly openedOn: LegalDay
  readonly proposers: readonly string[]
  readonly previousEntryId: string | null
  readonly change: WatchEntryChange
}

/** What a step changes in an entry; what is left out stays. */
export type WatchEntryChange = {
  readonly state?: string
  readonly levelCode?: string | null
  readonly severity?: number | null
  readonly signs?: readonly object[]
  readonly appraisalDueOn?: LegalDay | null
  readonly heardOn?: LegalDay | null
  readonly submittedLevel?: string | null
  readonly listedOn?: LegalDay | null
  readonly reviewOn?: LegalDay | null
  readonly plan?: object | null
  readonly review?: object | null
  readonly offOn?: LegalDay | null
  readonly offBy?: string | null
  readonly afterWatchUntil?: LegalDay | null
  readonly decidedBy?: string
  readonly bodyId?: string
}

const days = ['appraisalDueOn', 'heardOn', 'listedOn', 'reviewOn', 'offOn', 'afterWatchUntil'] as const
const documents = ['plan', 'review'] as const

function columnsOf(change: WatchEntryChange) {
  const { signs, ...rest } = change
  const stored: Record<string, unknown> = { ...rest }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  for (const name of documents) if (change[name] === null) stored[name] = Prisma.DbNull
  return { ...stored, ...(signs ? { signs: [...signs] } : {}) }
}

/** Opens an entry; false when this organization has an open one on the list already. */
export async function insertWatchEntry(tx: Tx, _scope: Scope, entry: NewWatchEntry): Promise<boolean> {
  const { entryId, change, openedOn, proposers, ...rest } = entry
  const standing = await tx.$queryRaw<unknown[]>`
    select 1 from watch_entry where list_id = ${entry.listId}::uuid and organization_id = ${entry.organizationId}::uuid
      and state not in ('dismissed', 'closed', 'relapsed', 'merged', 'dissolved') for update`
  if (standing.length > 0) return false
  await tx.watchEntry.createMany({
    data: [{ ...rest, ...columnsOf(change), id: entryId, openedOn: dateOf(openedOn), proposers: [...proposers] }],
  })
  return true
}

/** Takes an entry a step on; false when somebody else has changed it since. `proposer` joins those who do not decide. */
export async function updateWatchEntry(
  tx: Tx,
  _scope: Scope,
  {
    entryId,
    version,
    change,
    proposer,
  }: { entryId: string; version: number; change: WatchEntryChange; proposer: string | null },
): Promise<boolean> {
  const { count } = await tx.watchEntry.updateMany({
    where: { id: entryId, version },
    data: {
      ...columnsOf(change),
      ...(proposer === null ? {} : { proposers: { push: proposer } }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** A step as it is kept. */
export type NewWatchStep = {
  readonly entryId: string
  readonly organizationId: string
  readonly event: string
  readonly fromState: string | null
  readonly toState: string
  readonly actorId: string
  readonly actorName: string
  readonly onDay: LegalDay
  readonly reason?: string | null
  readonly decisionNumber?: string | null
  readonly decisionBody?: string | null
  readonly reviewOn?: LegalDay | null
  readonly levelCode?: string | null
  readonly severity?: number | null
  readonly detail?: object
}

/** Writes a step behind the last one of its entry; it is never rewritten. Answers its id. */
export async function insertWatchStep(tx: Tx, _scope: Scope, step: NewWatchStep): Promise<string> {
  const id = newId()
  const { entryId, organizationId, event, fromState, toState, actorId, actorName, onDay } = step
  await tx.$executeRaw`
    insert into watch_step (id, entry_id, organization_id, position, event, from_state, to_state, actor_id, actor_name, on_day, reason,
        decision_number, decision_body, review_on, level_code, severity, detail)
    select ${id}::uuid, ${entryId}::uuid, ${organizationId}::uuid, 1 + coalesce((select max(position) from watch_step where entry_id = ${entryId}::uuid), 0),
      ${event}, ${fromState}, ${toState}, ${actorId}::uuid, ${actorName}, ${onDay}::date, ${step.reason ?? null}, ${step.decisionNumber ?? null},
      ${step.decisionBody ?? null}, ${step.reviewOn ?? null}::date, ${step.levelCode ?? null}, ${step.severity ?? null}::int,
      ${JSON.stringify(step.detail ?? {})}::jsonb`
  return id
}
