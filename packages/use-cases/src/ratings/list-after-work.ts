import type { Tx } from '@nq15/db/client'
import { listOpenAppeals } from '@nq15/db/ratings/appeal.read'
import { countNotices, listUnseenNotices } from '@nq15/db/ratings/notice.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { AfterWork, CommitteeWork } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'

/** What waits once a year is decided, in open and closed years: people to be told, a notice to read, complaints to answer. */
export async function listAfterWork(
  tx: Tx,
  of: (permission: Permission) => Scope | undefined,
  { offices, today }: { readonly offices: readonly CommitteeWork[]; readonly today: LegalDay },
): Promise<AfterWork[]> {
  const [self, board, decide] = [of('rating:self'), of('rating:board'), of('rating:decide')]
  const found: AfterWork[] = []
  for (const { isDecided, campaignId, year, organizationId, name, dueOn } of board ? offices : []) {
    if (!isDecided || !board) continue
    const { standing, told } = await countNotices(tx, board, { committeeId: organizationId, year })
    const work = { campaignId, year, organizationId, name, dueOn, numbers: { count: standing - told } }
    if (standing > told) found.push({ code: 'NOTIFY', ...work })
  }
  for (const { fileUntil, ...notice } of self ? await listUnseenNotices(tx, self, today) : []) {
    found.push({ code: 'READ_NOTICE', ...notice, dueOn: fileUntil })
  }
  for (const appeal of decide ? await listOpenAppeals(tx, decide) : []) {
    const { campaignId, year, committeeId, caseId, fullName, dueOn } = appeal
    const work = { campaignId, year, organizationId: committeeId, caseId, name: fullName }
    // Without a calendar no day can be counted: it stands under today rather than nowhere.
    found.push({ code: 'ANSWER_APPEAL', ...work, dueOn: dueOn ?? today })
  }
  return found
}
