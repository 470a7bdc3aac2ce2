import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { usualWatchRules, type WatchAct } from '@nq15/domain/monitoring'
import { type AccountKey, type ExampleYear, exampleNow } from '../ratings/example-year.ts'
import { keepWatchList } from './keep-watch-list.ts'
import { openWatchEntry } from './open-watch-entry.ts'
import { takeWatchStep } from './take-watch-step.ts'
import type { WatchActing } from './watch-hand.ts'

/** A red sign with its paper, seen a month before the example's day. */
export const exampleSign = {
  code: 'C5',
  evidence: 'Báo cáo 12-BC/ĐU',
  observedOn: '2026-11-05',
  colour: 'red',
  signalId: null,
} as const

/** A decision of the example's day but its review day. */
export const exampleEnding = {
  number: '12-QĐ/TU',
  decidedOn: '2026-12-08',
  body: 'Ban Thường vụ Thành ủy',
  reason: 'Có biểu hiện yếu kém kéo dài.',
}
export const exampleDecision = { ...exampleEnding, reviewOn: '2027-03-01' }

/** Who acts, with the hand that writes for him. */
export function watchActing(year: ExampleYear, who: AccountKey): WatchActing {
  const { userId } = year.actors[who]
  const hand = proveScope(serviceActor('watch', { requestId: 'r-1', onBehalfOf: userId }), 'watch:decide')
  if (!hand) throw new Error('the hand lacks its permission')
  return { prove: (permission) => year.prove(who, permission), hand }
}

/** A city's list, put up by its board. */
export async function exampleList(db: TestDatabase, year: ExampleYear): Promise<string> {
  const kept = await keepWatchList(db.database, year.scope('board', 'watch:appraise'), {
    requestId: newId(),
    organizationId: year.organizations.city,
    listId: null,
    version: 1,
    name: 'Danh sách của Thành ủy',
    rules: usualWatchRules,
  })
  if (!kept.ok) throw new Error(kept.refusal.code)
  return kept.value.listId
}

/** Opens an entry about the example's commune, by the member in charge of its area. */
export async function exampleEntry(db: TestDatabase, year: ExampleYear, listId: string): Promise<string> {
  const acting = watchActing(year, 'areaMember')
  const { commune: organizationId } = year.organizations
  const command = { requestId: newId(), listId, organizationId, sign: exampleSign, now: exampleNow }
  const opened = await openWatchEntry(db.database, acting, command)
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value.entryId
}

/** Takes steps one after the other, each by its person; throws for the first that is refused. */
export async function takeSteps(
  db: TestDatabase,
  year: ExampleYear,
  entryId: string,
  steps: readonly (readonly [AccountKey, WatchAct])[],
): Promise<void> {
  for (const [who, act] of steps) {
    const [row] = await db.asOwner('select version from watch_entry where id = $1', [entryId])
    const command = { requestId: newId(), entryId, version: Number(row?.['version']), act, now: exampleNow }
    const taken = await takeWatchStep(db.database, watchActing(year, who), command)
    if (!taken.ok) throw new Error(`${who} ${act.event}: ${JSON.stringify(taken)}`)
  }
}

/** From the first sign to the decision: appraised, heard, submitted by the board, listed by the standing committee. */
export const stepsToListing: readonly (readonly [AccountKey, WatchAct])[] = [
  ['board', { event: 'open-appraisal' }],
  ['office', { event: 'hear', heardOn: '2026-11-20', reference: '8-BC/ĐU', statement: 'Đảng ủy đã nêu nguyên nhân.' }],
  ['board', { event: 'submit', levelCode: 'needs-attention', reason: 'Hai quý liền có dấu hiệu đỏ.' }],
  ['standingCommittee', { event: 'list', levelCode: 'needs-attention', severity: 1, ...exampleDecision }],
]
