import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { listCommunesOn } from '@nq15/db/organizations/area.read'
import { insertNeighbourhoods, keepResidents, tieNeighbourhoodCells } from '@nq15/db/organizations/area.write'
import { insertAssignments } from '@nq15/db/organizations/assignment.write'
import type { Scope } from '@nq15/db/scope'
import {
  sampleAssignments,
  sampleNeighbourhoods,
  sampleResidents,
  sampleSource,
} from '@nq15/db/seed/organizations-areas.seed'
import type { LegalDay } from '@nq15/domain/shared'

/** Gives the sample's communes their residents, villages with their cells, and who is in charge of them. */
export async function keepSampleAreas(
  db: Database,
  scope: Scope,
  {
    day,
    idOf,
    cells,
    userIds,
  }: {
    readonly day: LegalDay
    /** The Party organization that carries a code on the day. */
    readonly idOf: (code: string) => string
    readonly cells: readonly { readonly code: string; readonly organizationId: string }[]
    readonly userIds: ReadonlyMap<string, string>
  },
): Promise<void> {
  await db.asActor(scope, async (tx) => {
    const areas = new Map((await listCommunesOn(tx, scope, day)).map(({ code, areaId }) => [code, areaId]))
    const cellOf = new Map(cells.map(({ code, organizationId }) => [code, organizationId]))
    const placeOf = (code: string) => ({ areaId: areas.get(code) ?? '', organizationId: idOf(code) })
    await keepResidents(
      tx,
      scope,
      sampleResidents.map(({ code, ...figure }) => ({ ...placeOf(code), ...figure, source: sampleSource })),
    )
    const villages = sampleNeighbourhoods.map((one) => ({ ...one, neighbourhoodId: newId(), ...placeOf(one.areaCode) }))
    const validFrom = '2025-07-01'
    await insertNeighbourhoods(
      tx,
      scope,
      villages.map(({ neighbourhoodId, areaId, organizationId, name, kind }) => ({
        neighbourhoodId,
        areaId,
        organizationId,
        name,
        kind,
        validFrom,
      })),
    )
    await tieNeighbourhoodCells(
      tx,
      scope,
      villages.map(({ neighbourhoodId, organizationId, cellCode }) => ({
        neighbourhoodId,
        organizationId,
        cellId: cellOf.get(cellCode) ?? '',
        validFrom,
      })),
    )
    await insertAssignments(
      tx,
      scope,
      sampleAssignments.map(({ code, username, validTo, ...one }) => ({
        assignmentId: newId(),
        ...placeOf(code),
        committeeId: idOf('01'),
        ...one,
        holderUserId: (username && userIds.get(username)) ?? null,
        until: validTo,
      })),
    )
  })
}
