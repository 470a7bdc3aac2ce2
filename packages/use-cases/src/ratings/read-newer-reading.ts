import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import {
  findLastReadingSimulation,
  listReadingSimulations,
  listSimulationMoves,
} from '@nq15/db/ratings/simulation.read'
import type { Scope } from '@nq15/db/scope'
import { compareReadings, compareRules, type RuleChange, type RuleMove, type RuleSet } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashOfRules, newerReadingOf, rulesOf } from './campaign-rules.ts'

/** A year whose rules have a newer reading: what it was opened with, what is read now, and whom that would move. */
export type NewerReading = {
  readonly campaignId: string
  readonly year: number
  readonly organizationId: string
  readonly before: RuleSet
  readonly after: RuleSet
  /** What committees may choose and what stands under it. */
  readonly changes: readonly RuleChange[]
  /** What the text itself asks. */
  readonly rules: readonly RuleMove[]
  readonly simulations: readonly {
    readonly id: string
    readonly cases: number
    readonly moved: number
    readonly simulatedAt: Date
  }[]
  /** When it was last tried, by whomever; `moves` are those of it whom the actor may read, and empty for whoever reads no persons. */
  readonly lastTriedAt: Date | null
  readonly moves: Awaited<ReturnType<typeof listSimulationMoves>>
  readonly mayTry: boolean
}

const shownMoves = 500

/** What a newer reading would change in a year; refused where the year stands on the newest, or its own choices no longer fit it. */
export async function readNewerReading(
  db: Database,
  scope: Scope,
  year: number,
): Promise<Result<NewerReading, { readonly code: 'NOT_FOUND' | 'OVERLAY_INVALID' }>> {
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaignOfYear(tx, scope, year)
    if (!campaign) return refuse({ code: 'NOT_FOUND' })
    const reading = newerReadingOf(campaign)
    if (!reading.ok) return reading
    if (!reading.value) return refuse({ code: 'NOT_FOUND' })
    const [before, after] = [rulesOf(campaign), reading.value]
    const hash = hashOfRules(after)
    const { id: campaignId, organizationId, state } = campaign
    const last = await findLastReadingSimulation(tx, scope, campaignId)
    // What was tried on a reading that has been read anew since tells nothing of this one.
    const stands = last?.contentHash === hash ? last : null
    const simulations = await listReadingSimulations(tx, scope, campaignId)
    return ok({
      ...{ campaignId, year, organizationId, before, after },
      changes: compareRules(before, after),
      rules: compareReadings(before, after),
      simulations: simulations.filter(({ contentHash }) => contentHash === hash),
      lastTriedAt: stands?.simulatedAt ?? null,
      moves: stands ? await listSimulationMoves(tx, scope, { simulationId: stands.id, limit: shownMoves }) : [],
      mayTry: state !== 'draft' && scope.permission === 'campaign:setup' && (await isWithin(tx, scope, organizationId)),
    })
  })
}
