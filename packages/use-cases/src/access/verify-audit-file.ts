import { checkBatch, isAuditFileHeader, readAuditFileLine } from '@nq15/domain/access'
import { hashText } from './hash-text.ts'
import type { AuditVerification, BrokenTrail } from './verify-audit.ts'

/** What is wrong with a file beside what may be wrong with a trail. */
export type BrokenFile =
  | BrokenTrail
  | { readonly code: 'not-a-trail' }
  | { readonly code: 'line-unreadable'; readonly line: number }

export type AuditFileVerification = Pick<AuditVerification, 'whole' | 'events' | 'batches' | 'head'> & {
  readonly broken: BrokenFile | null
}

/**
 * Proves a file of the trail without any database, line by line. With `expectedHead`, a head printed earlier, it also shows
 * that nothing was cut off before that head or sealed anew.
 */
export async function verifyAuditFile(
  lines: AsyncIterable<string> | Iterable<string>,
  { expectedHead }: { readonly expectedHead?: string } = {},
): Promise<AuditFileVerification> {
  let before: { seq: number; hash: string } | null = null
  let events = 0
  let number = 0
  let headSeen = expectedHead === undefined
  const answer = (broken: BrokenFile | null): AuditFileVerification => ({
    whole: broken === null,
    events,
    batches: before?.seq ?? 0,
    head: before?.hash ?? null,
    broken,
  })
  for await (const line of lines) {
    number += 1
    if (number === 1) {
      if (!isAuditFileHeader(line)) return answer({ code: 'not-a-trail' })
      continue
    }
    if (line === '') continue
    const batch = readAuditFileLine(line)
    if (!batch) return answer({ code: 'line-unreadable', line: number })
    const wrong = checkBatch(batch, before, hashText)
    if (wrong)
      return answer({ ...wrong, row: batch.leaves.find(({ eventId }) => eventId === wrong.eventId)?.event ?? null })
    before = { seq: batch.seq, hash: batch.hash }
    events += batch.eventCount
    if (batch.hash === expectedHead) headSeen = true
  }
  if (number === 0) return answer({ code: 'not-a-trail' })
  return answer(headSeen || expectedHead === undefined ? null : { code: 'head-missing', head: expectedHead })
}
