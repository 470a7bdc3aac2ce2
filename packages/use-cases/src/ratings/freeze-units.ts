import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listUnitNodes } from '@nq15/db/ratings/unit-population.read'
import { insertUnits } from '@nq15/db/ratings/unit-population.write'
import type { Scope } from '@nq15/db/scope'
import { legalDueOf, type WorkingCalendar } from '@nq15/domain/calendar'
import { legalEndOf, planUnits, type RuleSet, type UnitDues } from '@nq15/domain/ratings'

/** Freezes every organization below the campaign's own, with its collective, as each stands on the cut-off day. */
export async function freezeUnits(
  tx: Tx,
  scope: Scope,
  { campaign, ruleSet }: { campaign: Campaign; ruleSet: RuleSet },
): Promise<number> {
  const rootId = campaign.organizationId
  const nodes = await listUnitNodes(tx, scope, { rootId, day: campaign.cutOffOn })
  const dues = duesOf(campaign, { ruleSet, calendar: await readCalendar(tx, scope) })
  const units = planUnits(nodes, { rootId, cutOffOn: campaign.cutOffOn, dues, ruleSet })
  return insertUnits(tx, scope, { campaignId: campaign.id, units })
}

type Ground = { readonly ruleSet: Pick<RuleSet, 'calendar'>; readonly calendar: WorkingCalendar }

/**
 * The base keeps the days of the campaign; above it the rules' own days stand, moved on to a working day but never past the
 * day by which the law has everything finished.
 */
function duesOf(campaign: Campaign, { ruleSet, calendar }: Ground): UnitDues {
  const { rows, shiftToNextWorkingDay } = ruleSet.calendar
  const due = (code: string) => {
    const row = rows.find((one) => one.code === code)
    if (!row) return campaign.committeeDueOn
    const day = `${campaign.year + row.yearOffset}-${row.to}`
    const moved = shiftToNextWorkingDay ? legalDueOf(day, calendar).day : day
    const lastDay = legalEndOf(campaign.year, 'finished')?.lastDay ?? moved
    const legal = [moved, lastDay].sort()[0] ?? moved
    // A committee may set its own days later than the rules'; nobody above is due before those below him.
    return [legal, campaign.committeeDueOn].sort().at(-1) ?? legal
  }
  return {
    basic: { reportDueOn: campaign.cellDueOn, decisionDueOn: campaign.committeeDueOn },
    superior: { reportDueOn: due('superiorProposalDue'), decisionDueOn: due('superiorDecisionDue') },
  }
}
