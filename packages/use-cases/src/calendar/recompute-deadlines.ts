import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { listOpenClocks } from '@nq15/db/privacy/request.read'
import { moveClock } from '@nq15/db/privacy/request.write'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { moveCampaignDays } from '@nq15/db/ratings/campaign.write'
import type { Scope } from '@nq15/db/scope'
import { legalDueOf } from '@nq15/domain/calendar'
import { dueOfTerm } from '@nq15/domain/privacy'

/** A campaign whose last days moved with the calendar. Clocks of requests and objections move silently: their pages show them. */
export type MovedDeadline = { readonly campaignId: string; readonly year: number }

/**
 * Counts the open last days again after the calendar changed: of campaigns that are prepared or open, from the days their
 * rules name, and of requests and objections that wait for an answer. Done with the proof of the campaign service, since the calendar's keeper sees no record. Acting twice changes
 * nothing.
 */
export async function recomputeDeadlines(db: Database, campaignService: Scope): Promise<readonly MovedDeadline[]> {
  return db.asActor(campaignService, async (tx) => {
    const calendar = await readCalendar(tx, campaignService)
    const moved: MovedDeadline[] = []
    for (const campaign of await listCampaigns(tx, campaignService)) {
      const { id, year, state, version, cellTermOn, committeeTermOn } = campaign
      if (state !== 'draft' && state !== 'open') continue
      const cellDueOn = cellTermOn === null ? campaign.cellDueOn : legalDueOf(cellTermOn, calendar).day
      const committeeDueOn =
        committeeTermOn === null ? campaign.committeeDueOn : legalDueOf(committeeTermOn, calendar).day
      if (cellDueOn === campaign.cellDueOn && committeeDueOn === campaign.committeeDueOn) continue
      const step = { id, version, cellDueOn, committeeDueOn, cellDueBefore: campaign.cellDueOn }
      if (await moveCampaignDays(tx, campaignService, step)) moved.push({ campaignId: id, year })
    }
    for (const { table, id, from, quantity, unit, dueOn } of await listOpenClocks(tx, campaignService)) {
      const end = dueOfTerm({ quantity, unit }, from, calendar)
      if (!end.ok) continue
      const { rawDueOn, dueOn: movedTo, provisional } = end.value
      if (movedTo !== dueOn) {
        await moveClock(tx, campaignService, { table, id, rawDueOn, dueOn: movedTo, dueProvisional: provisional })
      }
    }
    return moved
  })
}
