import type { Tx } from '@nq15/db/client'
import { listOpenAppeals } from '@nq15/db/ratings/appeal.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { countNotices, listUnseenNotices, listUnseenUnitNotices } from '@nq15/db/ratings/notice.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { AfterWork, CommitteeWork } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { namedIn } from './unit-work.ts'

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
  return [...found, ...(await listAfterWorkOfUnits(tx, of, today))]
}

/** The same for organizations, collectives and leaders decided above, at the places a grant names. */
async function listAfterWorkOfUnits(
  tx: Tx,
  of: (permission: Permission) => Scope | undefined,
  today: LegalDay,
): Promise<AfterWork[]> {
  const [report, appraise, decide] = [of('unit:report'), of('unit:appraise'), of('unit:decide')]
  const found: AfterWork[] = []
  for (const committeeId of appraise ? namedIn(appraise) : []) {
    if (!appraise) break
    for (const campaign of (await listCampaigns(tx, appraise)).filter(({ state }) => state === 'open')) {
      const { standing, told } = await countNotices(tx, appraise, { committeeId, year: campaign.year })
      if (standing === told) continue
      const work = { campaignId: campaign.id, year: campaign.year, organizationId: committeeId, dueOn: today }
      found.push({ code: 'UNITS_NOTIFY', ...work, numbers: { count: standing - told } })
    }
  }
  const own = report ? await listUnseenUnitNotices(tx, report, { organizationIds: namedIn(report), today }) : []
  for (const { fileUntil, ...notice } of own) found.push({ code: 'UNIT_READ_NOTICE', ...notice, dueOn: fileUntil })
  const appeals = decide ? await listOpenAppeals(tx, decide) : []
  for (const { campaignId, year, committeeId, caseId, fullName, dueOn } of appeals) {
    const work = { campaignId, year, organizationId: committeeId, caseId, name: fullName }
    found.push({ code: 'UNIT_ANSWER_APPEAL', ...work, dueOn: dueOn ?? today })
  }
  return found
}
