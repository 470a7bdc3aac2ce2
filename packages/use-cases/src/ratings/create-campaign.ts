import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { insertCampaign } from '@nq15/db/ratings/campaign.write'
import { listStandingOverlays } from '@nq15/db/ratings/rule-overlay.read'
import type { Scope } from '@nq15/db/scope'
import {
  applyOverlays,
  type CreateCampaign,
  campaignRulesOfYear,
  type DayOutsideLaw,
  daysOutsideLaw,
  ratingRuleSets,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { hashOfRules } from './campaign-rules.ts'
import { legalDaysOf } from './campaign-terms.ts'

export type CreateCampaignRefusal =
  | { readonly code: 'NOT_FOUND' | 'CAMPAIGN_EXISTS' | 'NO_RULE_SET_FOR_YEAR' | 'OVERLAY_INVALID' }
  /** A committee's own days lie inside the law's. */
  | { readonly code: 'OUTSIDE_LAW'; readonly days: readonly DayOutsideLaw<'cellDueOn' | 'committeeDueOn'>[] }

type Command = CreateCampaign & {
  readonly requestId: string
  /** The committee that runs the year. */
  readonly organizationId: string
  /** The committee's name and the paper that made the choices, for the overlay's provenance. */
  readonly issuer: string
}

/** Prepares the campaign of a year as a draft, pinned to the rules in force for that year with the committee's choices. */
export async function createCampaign(
  db: Database,
  scope: Scope,
  command: Command,
): Promise<Result<{ id: string }, CreateCampaignRefusal>> {
  const found = campaignRulesOfYear(ratingRuleSets, command.year)
  if (!found.ok) return refuse({ code: 'NO_RULE_SET_FOR_YEAR' })
  const { cellDueOn, committeeDueOn } = command
  const outside = daysOutsideLaw(command.year, { cellDueOn, committeeDueOn })
  if (outside.length > 0) return refuse({ code: 'OUTSIDE_LAW', days: outside })
  const own = overlayOf(command)
  const act = { requestId: command.requestId, useCase: 'create-campaign', permissions: ['campaign:setup'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, command.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (await findCampaignOfYear(tx, scope, command.year)) return refuse({ code: 'CAMPAIGN_EXISTS' })
    // What was published for the year is laid first; the choices of this page come on top.
    const { organizationId: ofCommittee, year: ofYear } = command
    const standing = await listStandingOverlays(tx, scope, {
      organizationId: ofCommittee,
      year: ofYear,
      asOf: command.cutOffOn,
    })
    const overlays = [...standing.map(({ content }) => content), own]
    const ruleSet = applyOverlays(found.value, overlays)
    if (!ruleSet.ok) return refuse({ code: 'OVERLAY_INVALID' })
    const ruleSetHash = hashOfRules(ruleSet.value)
    const id = newId()
    const { organizationId, year, opensOn, cutOffOn } = command
    const calendar = await readCalendar(tx, scope)
    const days = { opensOn, cutOffOn, ...legalDaysOf(command, { rules: ruleSet.value, calendar }) }
    const rules = { ruleSetCode: found.value.code, ruleSetHash, options: standing.length > 0 ? overlays : own }
    const stored = await insertCampaign(tx, scope, { id, organizationId, year, ...days, ...rules })
    return stored ? ok({ id }) : refuse({ code: 'CAMPAIGN_EXISTS' })
  })
}

const overlayOf = ({ year, issuer, quotaDenominator, votingBase, secondEntryRequired, twoRounds }: Command) => ({
  code: `campaign-${year}`,
  issuer,
  decision: null,
  confidence: 'design' as const,
  options: {
    secondEntryRequired,
    quota: { denominator: quotaDenominator },
    voting: { num: 1, den: 2, strict: true, base: votingBase },
  },
  ballotRounds: twoRounds ? (2 as const) : (1 as const),
})
