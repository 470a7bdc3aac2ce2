import type { Tx } from '@nq15/db/client'
import { findAreaByCode, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { reachableOf } from '@nq15/db/organizations/branch.read'
import type { Organization } from '@nq15/db/organizations/organization.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { listedBody } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'

const ofAreas: readonly string[] = [
  'city-org',
  'direct-org',
  'grassroots-committee-org',
  'city-peoples-committee',
  'district-peoples-committee',
  'commune-peoples-committee',
  'front-committee',
]

/** What stands beside an organization on a day: its area, the other sides' bodies there, and who is in charge of it. */
export async function readBeside(
  tx: Tx,
  scope: Scope,
  { organization, day }: { organization: Organization; day: LegalDay },
) {
  const { organizationId, side, areaCode, code, kind } = organization
  const area = areaCode === null ? null : await findAreaByCode(tx, scope, { code: areaCode, day })
  const bodies =
    areaCode === null || !ofAreas.includes(kind) ? [] : await listBodiesOfArea(tx, scope, { code: areaCode, day })
  const others = bodies.filter((one) => one.organizationId !== organizationId)
  const linked = await reachableOf(
    tx,
    scope,
    others.map((one) => one.organizationId),
  )
  const isOwn = side === 'party' && (await isWithin(tx, scope, organizationId))
  const ofArea = area !== null && ofAreas.includes(kind)
  const assignments = isOwn ? await listAssignmentsOfTarget(tx, scope, ofArea ? area.areaId : organizationId) : []
  const main = assignments.find((one) => one.kind === 'main' && one.validFrom <= day && day < one.validTo)
  return {
    side,
    area: area && ofArea ? { code: area.code, name: area.name } : null,
    bodies: others.map((one) => ({
      organizationId: one.organizationId,
      side: one.side,
      name: one.name,
      isLinked: linked.has(one.organizationId),
    })),
    inCharge: isOwn
      ? {
          name: main?.holderName ?? null,
          to: ofArea ? `/areas/${area.code}` : `/organizations/${organizationId}/assignments`,
        }
      : null,
    listed: listedBody(side, code)?.source ?? null,
  }
}
