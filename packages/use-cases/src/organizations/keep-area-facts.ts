import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import {
  findAreaById,
  findNeighbourhood,
  listBodiesOfArea,
  listCellsBelow,
  listNeighbourhoods,
} from '@nq15/db/organizations/area.read'
import {
  insertNeighbourhoods,
  keepResidents,
  tieNeighbourhoodCells,
  untieNeighbourhoodCells,
  endNeighbourhood as writeEnd,
} from '@nq15/db/organizations/area.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { communeKinds, neighbourhoodKinds } from '@nq15/domain/organizations'
import { type LegalDay, ok, type Result, refuse, searchText, textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'

/** The residents of a year as typed. */
export const residentsSchema = z.strictObject({
  year: z.coerce.number().int().min(1945).max(2200),
  residents: z
    .string()
    .transform((typed) => Number(typed.replace(/[.\s]/gu, '') || Number.NaN))
    .pipe(z.number().int().min(1).max(99_999_999)),
  source: textField.pipe(z.string().min(1).max(200)),
})
/** A village or group as typed, with the cells that lead it. */
export const neighbourhoodSchema = z.strictObject({
  name: textField.pipe(z.string().min(1).max(120)),
  kind: z.enum(neighbourhoodKinds),
  cellIds: z.array(z.uuid()).max(20),
})

export type AreaFactRefused = {
  readonly code: 'NOT_FOUND' | 'NAME_TAKEN' | 'NO_CELL_OF_AREA' | 'YEAR_TO_COME' | 'changed-meanwhile'
}

const permissions = ['organization:write'] as const

/** The Party organization that answers for an area today, when it is the actor's to arrange. */
async function findKeeper(tx: Tx, scope: Scope, { areaId, day }: { areaId: string; day: LegalDay }) {
  const area = await findAreaById(tx, scope, areaId)
  if (!area || !communeKinds.includes(area.kind) || day < area.validFrom || area.validTo <= day) return null
  const party = (await listBodiesOfArea(tx, scope, { code: area.code, day })).find(({ side }) => side === 'party')
  return party && (await isWithin(tx, scope, party.organizationId)) ? party.organizationId : null
}

/** Keeps the residents of a year with their source; a year that is there is corrected. Refuses NOT_FOUND, YEAR_TO_COME. */
export function enterResidents(
  db: Database,
  scope: Scope,
  order: { requestId: string; areaId: string; today: LegalDay; command: z.infer<typeof residentsSchema> },
): Promise<Result<{ year: number }, AreaFactRefused>> {
  const { requestId, areaId, today, command } = order
  const act = { requestId, useCase: 'organizations.enter-residents', permissions }
  return actOnce<Result<{ year: number }, AreaFactRefused>>(db, scope, act, async (tx) => {
    const organizationId = await findKeeper(tx, scope, { areaId, day: today })
    if (organizationId === null) return refuse({ code: 'NOT_FOUND' })
    if (`${command.year}` > today.slice(0, 4)) return refuse({ code: 'YEAR_TO_COME' })
    await keepResidents(tx, scope, [{ areaId, organizationId, ...command }])
    return ok({ year: command.year })
  })
}

/** Keeps a new village or group of an area from a day on, with the cells that lead it. Refuses NOT_FOUND, NAME_TAKEN, NO_CELL_OF_AREA. */
export function addNeighbourhood(
  db: Database,
  scope: Scope,
  order: { requestId: string; areaId: string; today: LegalDay; command: z.infer<typeof neighbourhoodSchema> },
): Promise<Result<{ neighbourhoodId: string }, AreaFactRefused>> {
  const { requestId, areaId, today, command } = order
  const act = { requestId, useCase: 'organizations.add-neighbourhood', permissions }
  return actOnce<Result<{ neighbourhoodId: string }, AreaFactRefused>>(db, scope, act, async (tx) => {
    const organizationId = await findKeeper(tx, scope, { areaId, day: today })
    if (organizationId === null) return refuse({ code: 'NOT_FOUND' })
    const standing = await listNeighbourhoods(tx, scope, { areaId, day: today })
    const wanted = searchText(command.name)
    if (standing.some(({ name }) => searchText(name) === wanted)) return refuse({ code: 'NAME_TAKEN' })
    if (!(await areCells(tx, scope, { organizationId, cellIds: command.cellIds, day: today }))) {
      return refuse({ code: 'NO_CELL_OF_AREA' })
    }
    const neighbourhoodId = newId()
    const { name, kind, cellIds } = command
    await insertNeighbourhoods(tx, scope, [{ neighbourhoodId, areaId, organizationId, name, kind, validFrom: today }])
    await tieNeighbourhoodCells(
      tx,
      scope,
      cellIds.map((cellId) => ({ neighbourhoodId, cellId, organizationId, validFrom: today })),
    )
    return ok({ neighbourhoodId })
  })
}

/** Sets which cells lead a village or group from a day on. Refuses NOT_FOUND, NO_CELL_OF_AREA. */
export function tieCells(
  db: Database,
  scope: Scope,
  order: { requestId: string; neighbourhoodId: string; cellIds: readonly string[]; today: LegalDay },
): Promise<Result<{ neighbourhoodId: string }, AreaFactRefused>> {
  const { requestId, neighbourhoodId, cellIds, today } = order
  const act = { requestId, useCase: 'organizations.tie-cells', permissions }
  return actOnce<Result<{ neighbourhoodId: string }, AreaFactRefused>>(db, scope, act, async (tx) => {
    const found = await findNeighbourhood(tx, scope, neighbourhoodId)
    const organizationId = found && (await findKeeper(tx, scope, { areaId: found.areaId, day: today }))
    if (!found || organizationId === null) return refuse({ code: 'NOT_FOUND' })
    if (!(await areCells(tx, scope, { organizationId, cellIds, day: today })))
      return refuse({ code: 'NO_CELL_OF_AREA' })
    await untieNeighbourhoodCells(tx, scope, { neighbourhoodId, keep: cellIds, on: today })
    await tieNeighbourhoodCells(
      tx,
      scope,
      cellIds.map((cellId) => ({ neighbourhoodId, cellId, organizationId, validFrom: today })),
    )
    return ok({ neighbourhoodId })
  })
}

/** Ends a village or group, with its ties to cells, from a day on. Refuses NOT_FOUND, changed-meanwhile. */
export function endNeighbourhood(
  db: Database,
  scope: Scope,
  order: { requestId: string; neighbourhoodId: string; version: number; today: LegalDay },
): Promise<Result<{ neighbourhoodId: string }, AreaFactRefused>> {
  const { requestId, neighbourhoodId, version, today } = order
  const act = { requestId, useCase: 'organizations.end-neighbourhood', permissions }
  return actOnce<Result<{ neighbourhoodId: string }, AreaFactRefused>>(db, scope, act, async (tx) => {
    const found = await findNeighbourhood(tx, scope, neighbourhoodId)
    if (!found || (await findKeeper(tx, scope, { areaId: found.areaId, day: today })) === null) {
      return refuse({ code: 'NOT_FOUND' })
    }
    const ended = await writeEnd(tx, scope, { neighbourhoodId, version, on: today })
    return ended ? ok({ neighbourhoodId }) : refuse({ code: 'changed-meanwhile' })
  })
}

async function areCells(
  tx: Tx,
  scope: Scope,
  { organizationId, cellIds, day }: { organizationId: string; cellIds: readonly string[]; day: LegalDay },
): Promise<boolean> {
  if (cellIds.length === 0) return true
  const cells = new Set((await listCellsBelow(tx, scope, { organizationId, day })).map((cell) => cell.organizationId))
  return cellIds.every((cellId) => cells.has(cellId))
}
