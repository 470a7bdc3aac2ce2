import type { Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { TallyRecordPatch, VotesPatch } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { type SaveTallyRefusal, saveTally } from './save-tally.ts'

type Typed = {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly entry: 1 | 2
  readonly round?: 1 | 2
  readonly version: number
  readonly now: Date
}

/** One typing into the head of a count record, as the sheet sends it. */
export async function saveTallyRecord(
  database: TestDatabase['database'],
  scope: Scope,
  { version, patch, complete, round = 1, ...of }: Typed & { patch: TallyRecordPatch; complete?: boolean },
): Promise<Result<{ version: number }, SaveTallyRefusal>> {
  const record = { version, patch, ...(complete === undefined ? {} : { complete }) }
  const saved = await saveTally(database, scope, { ...of, round, record, votes: [] })
  if (!saved.ok) return saved
  const { record: kept, theirs } = saved.value
  return kept === null ? refuse({ code: 'CHANGED_MEANWHILE', theirs }) : ok({ version: kept })
}

/** One typing into the votes for a person, as the sheet sends it. */
export async function saveTallyVotes(
  database: TestDatabase['database'],
  scope: Scope,
  { version, patch, caseId, round = 1, ...of }: Typed & { patch: VotesPatch; caseId: string },
): Promise<Result<{ version: number }, SaveTallyRefusal>> {
  const saved = await saveTally(database, scope, { ...of, round, votes: [{ caseId, version, patch }] })
  if (!saved.ok) return saved
  const { votes, theirs } = saved.value
  const kept = votes[caseId]
  if (kept === undefined) return refuse({ code: 'NOT_FOUND' })
  return kept === null ? refuse({ code: 'CHANGED_MEANWHILE', theirs }) : ok({ version: kept })
}
