import type { Database, Tx } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findOverlay } from '@nq15/db/ratings/rule-overlay.read'
import { findSimulation, listSimulationMoves, type StoredSimulation } from '@nq15/db/ratings/simulation.read'
import type { Scope } from '@nq15/db/scope'
import type { SimulatedUnits, SimulationResult } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashOfRules, newerReadingOf, rulesOf } from './campaign-rules.ts'

/** A comparison with the names of its organizations; `moves` is empty for whoever reads no persons. */
export type SimulationView = {
  readonly id: string
  /** The draft's, or what the newer reading says of itself. */
  readonly title: { readonly vi: string; readonly en: string }
  /** Null where the newer reading of the year's rules was tried. */
  readonly overlayId: string | null
  /** Whether the draft was edited since it was tried, or the reading is no longer the one that stands before the year. */
  readonly outdated: boolean
  readonly year: number
  readonly askedByName: string
  readonly simulatedAt: Date
  readonly result: SimulationResult
  /** Null for a comparison made before units were weighed. */
  readonly units: SimulatedUnits | null
  readonly names: ReadonlyMap<string, string>
  readonly moves: Awaited<ReturnType<typeof listSimulationMoves>>
}

const shownMoves = 500

/** A kept comparison within the actor's reach. */
export async function readSimulation(
  db: Database,
  scope: Scope,
  simulationId: string,
): Promise<Result<SimulationView, { readonly code: 'NOT_FOUND' }>> {
  return db.asReader(scope, async (tx) => {
    const simulation = await findSimulation(tx, scope, simulationId)
    if (!simulation) return refuse({ code: 'NOT_FOUND' })
    const campaign = await findCampaign(tx, scope, simulation.campaignId)
    const tried = campaign && (await whatWasTried(tx, scope, { simulation, campaign }))
    if (!tried) return refuse({ code: 'NOT_FOUND' })
    const { units = null, ...result } = simulation.result as SimulationResult & { units?: SimulatedUnits }
    const names = await nameOrganizations(
      tx,
      scope,
      [...result.organizations, ...(units?.organizations ?? [])].map(({ organizationId }) => organizationId),
    )
    return ok({
      id: simulation.id,
      ...tried,
      year: campaign.year,
      askedByName: simulation.askedByName,
      simulatedAt: simulation.simulatedAt,
      result,
      units,
      names,
      moves: await listSimulationMoves(tx, scope, { simulationId, limit: shownMoves }),
    })
  })
}

type Tried = { readonly simulation: StoredSimulation; readonly campaign: Campaign }

async function whatWasTried(tx: Tx, scope: Scope, { simulation: { overlayId, contentHash }, campaign }: Tried) {
  if (overlayId === null) {
    const reading = newerReadingOf(campaign)
    const stands = reading.ok ? reading.value : null
    const { reading: said, title } = stands ?? rulesOf(campaign)
    return { title: said ?? title, overlayId, outdated: !stands || hashOfRules(stands) !== contentHash }
  }
  const overlay = await findOverlay(tx, scope, overlayId)
  if (!overlay) return null
  const title = { vi: overlay.title, en: overlay.title }
  return { title, overlayId, outdated: overlay.contentHash !== contentHash && overlay.state === 'draft' }
}
