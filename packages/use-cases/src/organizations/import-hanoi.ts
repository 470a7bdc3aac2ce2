import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { keepAreas } from '@nq15/db/organizations/area.write'
import {
  insertOrganizations,
  insertSuccessions,
  keepAreaTiles,
  type NewSuccession,
  type NewSuccessionLink,
} from '@nq15/db/organizations/organization.write'
import { type KeptOrganization, listKeptLinks, listKeptOrganizations } from '@nq15/db/organizations/plan.read'
import type { Scope } from '@nq15/db/scope'
import {
  areasOf,
  type HanoiPlan,
  type HanoiRefused,
  type HanoiRows,
  hanoiReformDay,
  organizationKey,
  otherSidesOf,
  type PlannedOrganization,
  readHanoi,
} from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** How much of the files is new and how much stood there already. */
export type HanoiImported = {
  readonly organizations: { readonly new: number; readonly same: number }
  readonly successions: { readonly new: number; readonly same: number }
  readonly links: { readonly new: number; readonly same: number }
  readonly tiles: { readonly new: number; readonly same: number }
  /** People's committees, departments, front committees and societies beside the Party's organizations. */
  readonly otherSides: { readonly new: number; readonly same: number }
  readonly areas: { readonly new: number; readonly same: number }
}

/** A planned organization whose code another one carries in the same time; nothing is kept. */
export type HanoiCodeTaken = { readonly code: 'CODE_TAKEN'; readonly value: string; readonly by: string }

/**
 * Builds Hà Nội's Party tree before and since 1 July 2025 with the state's and the front's beside it, and its administrative
 * areas, in one transaction. What stands there under the same side, code and
 * first day is left as it is, so a second run adds nothing and a tree begun by the sample is completed. Refuses
 * HANOI_FILES_REFUSED with every fault by file and line, or CODE_TAKEN; then nothing of the files is kept.
 */
export async function importHanoi(
  db: Database,
  scope: Scope,
  rows: HanoiRows,
): Promise<Result<HanoiImported, HanoiRefused | HanoiCodeTaken>> {
  const read = readHanoi(rows)
  if (!read.ok) return read
  return keepPlan(db, scope, read.value)
}

/** Keeps a plan: the part of `importHanoi` after the files were judged; the sample keeps its own few communes by it. */
export function keepPlan(db: Database, scope: Scope, plan: HanoiPlan): Promise<Result<HanoiImported, HanoiCodeTaken>> {
  return db.asActor(scope, async (tx) => {
    const beside = otherSidesOf(plan)
    const organizations = [...plan.organizations, ...beside.organizations]
    const kept = await listKeptOrganizations(tx, scope)
    const idOf = new Map(
      kept.map(({ side, code, validFrom, organizationId }) => [organizationKey(side, code, validFrom), organizationId]),
    )
    const fresh = organizations.filter(({ key }) => !idOf.has(key))
    const taken = findTaken(fresh, kept)
    if (taken) return refuse(taken)
    for (const { key } of fresh) idOf.set(key, newId())
    const id = (key: string): string => {
      const found = idOf.get(key)
      if (!found) throw new Error(`the plan names no organization ${key}`)
      return found
    }
    await insertOrganizations(
      tx,
      scope,
      fresh.map(({ key, parentKey, ...rest }) => ({
        ...rest,
        organizationId: id(key),
        parentId: parentKey === null ? null : id(parentKey),
      })),
    )
    const standing = await listKeptLinks(tx, scope, hanoiReformDay)
    const { acts, links } = missingActs(plan, id, standing)
    await insertSuccessions(tx, scope, { acts, links })
    await insertSuccessions(tx, scope, missingActs(beside, id, standing))
    const tiles = await keepAreaTiles(tx, scope, plan.tiles)
    const planned = areasOf(plan)
    const areas = await keepAreas(tx, scope, planned)
    const count = (rows: readonly { readonly side: string }[], isParty: boolean) =>
      rows.filter(({ side }) => (side === 'party') === isParty).length
    const linkCount = plan.successions.reduce((sum, act) => sum + act.links.length, 0)
    return ok({
      organizations: {
        new: count(fresh, true),
        same: plan.organizations.length - count(fresh, true),
      },
      successions: { new: acts.length, same: plan.successions.length - acts.length },
      links: { new: links.length, same: linkCount - links.length },
      tiles: { new: tiles, same: plan.tiles.length - tiles },
      otherSides: { new: count(fresh, false), same: beside.organizations.length - count(fresh, false) },
      areas: { new: areas, same: planned.length - areas },
    })
  })
}

function findTaken(fresh: readonly PlannedOrganization[], kept: readonly KeptOrganization[]): HanoiCodeTaken | null {
  const byCode = new Map<string, KeptOrganization[]>()
  for (const one of kept) byCode.set(`${one.side}:${one.code}`, [...(byCode.get(`${one.side}:${one.code}`) ?? []), one])
  for (const { side, code, validFrom, validTo } of fresh) {
    const other = byCode.get(`${side}:${code}`)?.find((one) => one.validFrom < validTo && validFrom < one.validTo)
    if (other) return { code: 'CODE_TAKEN', value: code, by: other.name }
  }
  return null
}

/** The acts and links of a plan that are not there; an act is known by its kind, its day and what it made. */
function missingActs(
  plan: Pick<HanoiPlan, 'successions'>,
  id: (key: string) => string,
  kept: Awaited<ReturnType<typeof listKeptLinks>>,
): { acts: NewSuccession[]; links: NewSuccessionLink[] } {
  const actOf = new Map(
    kept.map(({ kind, effectiveOn, successorId, successionId }) => [
      `${kind}:${effectiveOn}:${successorId}`,
      successionId,
    ]),
  )
  const known = new Set(
    kept.map(({ successionId, predecessorId, successorId }) => `${successionId}:${predecessorId}:${successorId}`),
  )
  const acts: NewSuccession[] = []
  const links: NewSuccessionLink[] = []
  for (const { kind, effectiveOn, decision, successorKeys, links: planned } of plan.successions) {
    const made = id(successorKeys[0])
    const standing = actOf.get(`${kind}:${effectiveOn}:${made}`)
    const successionId = standing ?? newId()
    if (!standing) {
      const { number: decisionNumber, decidedOn, confidence } = decision
      acts.push({ successionId, kind, effectiveOn, decisionNumber, decidedOn, confidence })
    }
    for (const { predecessorKey, successorKey, inheritsRecords } of planned) {
      const [predecessorId, successorId] = [id(predecessorKey), id(successorKey)]
      if (known.has(`${successionId}:${predecessorId}:${successorId}`)) continue
      links.push({ successionId, predecessorId, successorId, inheritsRecords })
    }
  }
  return { acts, links }
}
