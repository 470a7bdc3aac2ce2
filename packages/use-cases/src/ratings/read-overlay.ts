import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { findOverlay, listOverlays, listStandingOverlays, type StoredOverlay } from '@nq15/db/ratings/rule-overlay.read'
import { listSimulations } from '@nq15/db/ratings/simulation.read'
import type { Scope } from '@nq15/db/scope'
import {
  applyOverlays,
  compareRules,
  type Overlay,
  overlaySchema,
  type RuleChange,
  type RuleSet,
} from '@nq15/domain/ratings'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { ruleSetNamed } from './overlay-content.ts'

/** An overlay in the list. */
export type ListedOverlay = Omit<StoredOverlay, 'content' | 'editedBy'> & { readonly organizationName: string }

/** The overlays of all committees: rules are no secret inside the house; drafts only of the actor's own. */
export async function readOverlays(db: Database, scope: Scope): Promise<readonly ListedOverlay[]> {
  return db.asReader(scope, async (tx) => {
    const overlays = await listOverlays(tx, scope)
    const names = await nameOrganizations(tx, scope, [...new Set(overlays.map(({ organizationId }) => organizationId))])
    const shown: ListedOverlay[] = []
    for (const { content: _, editedBy: __, ...overlay } of overlays) {
      const own =
        overlay.state === 'published' ||
        (scope.permission === 'campaign:setup' && (await isWithin(tx, scope, overlay.organizationId)))
      if (own) shown.push({ ...overlay, organizationName: names.get(overlay.organizationId) ?? '' })
    }
    return shown
  })
}

/** An overlay laid beside what it replaces. */
export type OverlayView = {
  readonly overlay: StoredOverlay
  readonly organizationName: string
  readonly choices: Overlay
  /** The rules without it: the central set with what stands above and what it replaces. */
  readonly before: RuleSet
  readonly after: RuleSet
  readonly changes: readonly RuleChange[]
  /** What it is compared with: published overlays that stand, by title. */
  readonly standing: readonly string[]
  /** Whether the actor typed in it and so does not publish it. */
  readonly typedByActor: boolean
  readonly mayEdit: boolean
  /** Years on which it can be tried. */
  readonly pastYears: readonly { readonly campaignId: string; readonly year: number; readonly organizationId: string }[]
  readonly simulations: Awaited<ReturnType<typeof listSimulations>>
}

/** One overlay with everything its page shows; a draft of another committee is not found. */
export async function readOverlay(
  db: Database,
  scope: Scope,
  { overlayId, today }: { readonly overlayId: string; readonly today: LegalDay },
): Promise<Result<OverlayView, { readonly code: 'NOT_FOUND' }>> {
  return db.asReader(scope, async (tx) => {
    const overlay = await findOverlay(tx, scope, overlayId)
    if (!overlay || overlay.state === 'dropped') return refuse({ code: 'NOT_FOUND' })
    const mayEdit = scope.permission === 'campaign:setup' && (await isWithin(tx, scope, overlay.organizationId))
    if (overlay.state === 'draft' && !mayEdit) return refuse({ code: 'NOT_FOUND' })
    const rules = ruleSetNamed(overlay.ruleSetCode)
    if (!rules.ok) return refuse({ code: 'NOT_FOUND' })
    const { organizationId, year } = overlay
    const standing = (await listStandingOverlays(tx, scope, { organizationId, year, asOf: today })).filter(
      ({ id }) => id !== overlay.id,
    )
    const before = applyOverlays(
      rules.value,
      standing.map(({ content }) => content),
    )
    // Laid where it will stand: over what stands above it, in the place of the committee's own that it replaces.
    const above = standing.filter((one) => one.organizationId !== organizationId)
    const after = applyOverlays(rules.value, [...above.map(({ content }) => content), overlay.content])
    if (!before.ok || !after.ok) throw new Error(`overlay ${overlay.id} no longer fits its rule set`)
    const campaigns = await listCampaigns(tx, scope)
    return ok({
      overlay,
      organizationName: (await nameOrganizations(tx, scope, [organizationId])).get(organizationId) ?? '',
      choices: overlaySchema.parse(overlay.content),
      before: before.value,
      after: after.value,
      changes: compareRules(before.value, after.value),
      standing: standing.map(({ title }) => title),
      typedByActor: overlay.editedBy.includes(scope.actor.userId),
      mayEdit,
      pastYears: campaigns
        .filter(({ state }) => state !== 'draft')
        .map((campaign) => ({ campaignId: campaign.id, year: campaign.year, organizationId: campaign.organizationId })),
      simulations: mayEdit ? await listSimulations(tx, scope, overlay.id) : [],
    })
  })
}
