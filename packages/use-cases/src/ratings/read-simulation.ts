import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findOverlay } from '@nq15/db/ratings/rule-overlay.read'
import { findSimulation, listSimulationMoves } from '@nq15/db/ratings/simulation.read'
import type { Scope } from '@nq15/db/scope'
import type { SimulatedUnits, SimulationResult } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** A comparison with the names of its organizations; `moves` is empty for whoever reads no persons. */
export type SimulationView = {
  readonly id: string
  readonly title: string
  readonly overlayId: string
  /** Whether the draft was edited since it was tried. */
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
    const overlay = await findOverlay(tx, scope, simulation.overlayId)
    const campaign = await findCampaign(tx, scope, simulation.campaignId)
    if (!overlay || !campaign) return refuse({ code: 'NOT_FOUND' })
    const { units = null, ...result } = simulation.result as SimulationResult & { units?: SimulatedUnits }
    const names = await nameOrganizations(
      tx,
      scope,
      [...result.organizations, ...(units?.organizations ?? [])].map(({ organizationId }) => organizationId),
    )
    return ok({
      id: simulation.id,
      title: overlay.title,
      overlayId: overlay.id,
      outdated: overlay.contentHash !== simulation.contentHash && overlay.state === 'draft',
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
