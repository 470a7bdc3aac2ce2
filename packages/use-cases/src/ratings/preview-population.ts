import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCellsToRate, listMembersToFreeze } from '@nq15/db/ratings/population.read'
import type { Scope } from '@nq15/db/scope'
import { type NotRatedReason, whoIsRated } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { rulesOf } from './campaign-rules.ts'
import { memberAtCutOff } from './member-at-cut-off.ts'

export type PreviewPopulationRefusal = { readonly code: 'NOT_FOUND' | 'WRONG_STATE' }

/** How many an opening would freeze; counts only, since who prepares a year sees no person. */
export type PopulationPreview = {
  readonly committees: number
  readonly cells: number
  readonly emptyCells: number
  readonly people: number
  readonly rated: number
  /** Each under the reason that would be recorded for him. */
  readonly notRated: Partial<Record<NotRatedReason, number>>
}

type Options = {
  readonly campaignId: string
  /** The service that reads every member on the asker's behalf; made by the gate. */
  readonly campaignService: Scope
  readonly onProgress?: (done: number, total: number) => void
}

const cellsAtOnce = 40

/** Counts who would be rated and who would not, and why, if the campaign were opened now; writes nothing. */
export async function previewPopulation(
  db: Database,
  scope: Scope,
  { campaignId, campaignService, onProgress }: Options,
): Promise<Result<PopulationPreview, PreviewPopulationRefusal>> {
  if (scope.permission !== 'campaign:setup') return refuse({ code: 'NOT_FOUND' })
  const campaign = await db.asActor(scope, async (tx) => {
    const found = await findCampaign(tx, scope, campaignId)
    return found && (await isWithin(tx, scope, found.organizationId)) ? found : null
  })
  if (!campaign) return refuse({ code: 'NOT_FOUND' })
  if (campaign.state !== 'draft') return refuse({ code: 'WRONG_STATE' })

  const ruleSet = rulesOf(campaign)
  const day = campaign.cutOffOn
  const cells = await db.asActor(campaignService, (tx) =>
    listCellsToRate(tx, campaignService, { rootId: campaign.organizationId, day }),
  )
  const filled = new Set<string>()
  const notRated: Partial<Record<NotRatedReason, number>> = {}
  let [people, rated] = [0, 0]
  for (let done = 0; done < cells.length; done += cellsAtOnce) {
    const cellIds = cells.slice(done, done + cellsAtOnce).map(({ organizationId }) => organizationId)
    const members = await db.asActor(campaignService, (tx) =>
      listMembersToFreeze(tx, campaignService, { cellIds, day }),
    )
    for (const member of members) {
      const entry = whoIsRated(memberAtCutOff(member), day, ruleSet)
      filled.add(member.organizationId)
      people += 1
      if (entry.outcome === 'rated') rated += 1
      else if (entry.outcome === 'not-rated') notRated[entry.reason] = (notRated[entry.reason] ?? 0) + 1
    }
    onProgress?.(Math.min(done + cellsAtOnce, cells.length), cells.length)
  }
  const committees = new Set(cells.map(({ committeeId }) => committeeId)).size
  return ok({ committees, cells: cells.length, emptyCells: cells.length - filled.size, people, rated, notRated })
}
