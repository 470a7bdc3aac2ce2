import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listLeaders, listQuarters, type QuarterLeader, type StoredQuarter } from '@nq15/db/ratings/quarter.read'
import { saveQuarter } from '@nq15/db/ratings/quarter.write'
import type { Scope } from '@nq15/db/scope'
import {
  checkQuarter,
  type QuarterEntry,
  type QuarterTotals,
  type RuleSet,
  ratingRuleSets,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

type QuarterInvalid = Extract<ReturnType<typeof checkQuarter>, { ok: false }>['refusal']
export type KeepQuarterRefusal =
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'CAMPAIGN_CLOSED' }
  | QuarterInvalid

type Command = {
  readonly requestId: string
  readonly memberId: string
  /** The version the page showed; 0 when there was none. */
  readonly version: number
  readonly entry: QuarterEntry
  readonly today: LegalDay
  readonly now: Date
}

/**
 * Keeps a leading cadre's quarter as the assessing body states it; the year's dossier reads from it whether a quarter was below
 * the minimum. Nobody enters his own, and a closed year takes no more.
 */
export async function keepQuarter(
  db: Database,
  scope: Scope,
  { requestId, memberId, version, entry, today, now }: Command,
): Promise<Result<{ version: number; totals: QuarterTotals }, KeepQuarterRefusal>> {
  const checked = checkQuarter(entry, { ...quarterRules(), today })
  if (!checked.ok) return checked
  return actOnce(db, scope, { requestId, useCase: 'keep-quarter', permissions: ['rating:work'] }, async (tx) => {
    const [leader] = await listLeaders(tx, scope, { onDay: today, memberId })
    if (!leader || !(await isWithin(tx, scope, leader.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const campaign = await findCampaignOfYear(tx, scope, entry.year)
    if (campaign && campaign.state !== 'draft' && campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_CLOSED' })
    const { organizationId, postTitle } = leader
    const { axes, generalPoints, belowMinimum, remark, year, quarter } = entry
    const saved = await saveQuarter(tx, scope, {
      ...{ memberId, organizationId, year, quarter, version, postTitle, axes, generalPoints, belowMinimum, remark },
      resultPoints: checked.value.resultPoints,
      at: now,
    })
    return saved === null ? refuse({ code: 'CHANGED_MEANWHILE' }) : ok({ version: saved, totals: checked.value })
  })
}

/** The leaders of the actor's organizations with their quarters of a year. */
export async function readQuarters(
  db: Database,
  scope: Scope,
  { year, today }: { readonly year: number; readonly today: LegalDay },
): Promise<readonly (QuarterLeader & { readonly quarters: readonly StoredQuarter[] })[]> {
  return db.asReader(scope, async (tx) => {
    const leaders = await listLeaders(tx, scope, { onDay: today })
    const quarters = await listQuarters(tx, scope, { year, memberIds: leaders.map(({ memberId }) => memberId) })
    return leaders.map((leader) => ({
      ...leader,
      quarters: quarters.filter(({ memberId }) => memberId === leader.memberId),
    }))
  })
}

/** The yearly set whose axes a quarter scores, and the quarterly set that says since when. */
export function quarterRules(): { readonly ruleSet: RuleSet; readonly quarterly: RuleSet } {
  const [year, quarter] = [ruleSetByCode(ratingRuleSets, 'G3'), ruleSetByCode(ratingRuleSets, 'G3q')]
  if (!year.ok || !quarter.ok) throw new Error('the rule sets G3 and G3q are part of this version')
  return { ruleSet: year.value, quarterly: quarter.value }
}
