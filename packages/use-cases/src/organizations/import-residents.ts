import type { Database } from '@nq15/db/client'
import { listAreas, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { keepResidents, type NewResidents } from '@nq15/db/organizations/area.write'
import type { Scope } from '@nq15/db/scope'
import { type FileRow, type ResidentsRefused, readResidents } from '@nq15/domain/organizations'
import { ok, type Result } from '@nq15/domain/shared'

/** How many figures are new or corrected, and how many stood there. */
export type ResidentsImported = { readonly residents: { readonly new: number; readonly same: number } }

/**
 * Keeps residents by area and year from rows `code, year, residents, source`; a code means the area that carries it on the
 * year's last day. Refuses RESIDENTS_REFUSED with every fault by its line; then nothing is kept.
 */
export function importResidents(
  db: Database,
  scope: Scope,
  rows: readonly FileRow[],
): Promise<Result<ResidentsImported, ResidentsRefused>> {
  return db.asActor(scope, async (tx) => {
    const areas = await listAreas(tx, scope)
    const areaOf = (code: string, year: number) => {
      const day = `${year}-12-31`
      return areas.find((one) => one.code === code && one.validFrom <= day && day < one.validTo)
    }
    const parties = new Map<string, string | undefined>()
    for (const { fields } of rows) {
      const [code, year] = [(fields['code'] ?? '').trim(), (fields['year'] ?? '').trim()]
      if (!/^(19|20)\d\d$/u.test(year) || !areaOf(code, Number(year))) continue
      const bodies = await listBodiesOfArea(tx, scope, { code, day: `${year}-12-31` })
      parties.set(`${code} ${year}`, bodies.find(({ side }) => side === 'party')?.organizationId)
    }
    // Without a Party organization that answers for it nobody could correct the figure.
    const read = readResidents(rows, (code, year) => parties.get(`${code} ${year}`) !== undefined)
    if (!read.ok) return read
    const given = read.value.flatMap(({ areaCode, year, residents, source }): NewResidents[] => {
      const [area, organizationId] = [areaOf(areaCode, year), parties.get(`${areaCode} ${year}`)]
      return area && organizationId ? [{ areaId: area.areaId, organizationId, year, residents, source }] : []
    })
    const kept = await keepResidents(tx, scope, given)
    return ok({ residents: { new: kept, same: given.length - kept } })
  })
}
