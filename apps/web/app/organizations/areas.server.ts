import { countOutlinesOn, listAreaCodesWithin, listCommunesOn, listOutlinesOn } from '@nq15/db/organizations/area.read'
import { listInCharge } from '@nq15/db/organizations/assignment.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { drawOutlines, unitPrefixOf } from '@nq15/domain/organizations'
import { searchText } from '@nq15/domain/shared'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { areaWords } from './area-words.server.ts'

/** How the areas are shown: a tile each, their outlines, or a table. */
export const areaViews = ['tiles', 'map', 'table'] as const
type AreaView = (typeof areaViews)[number]

/** Whose an area is on the map: one's own charge, somebody's, nobody's, or not the reader's to know. */
export type Charge = 'own' | 'held' | 'open' | 'unknown'

/** All communes and wards of a day as tiles, outlines or a table, with who is in charge as far as the reader may see it. */
export async function areasLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:read')
  const { searchParams } = new URL(args.request.url)
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(searchParams, today)
  const q = (searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100)
  const asked = areaViews.find((one) => one === searchParams.get('view'))
  const words = areaWords(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    const communes = await listCommunesOn(tx, scope, day)
    const within = await listAreaCodesWithin(tx, scope, day)
    const charge = new Map((await listInCharge(tx, scope, day)).map((one) => [one.targetId, one]))
    const view: AreaView =
      q !== '' ? 'table' : (asked ?? (communes.some(({ tileRow }) => tileRow !== null) ? 'tiles' : 'table'))
    const wanted = searchText(q).split(' ')
    const areas = communes.map(
      ({ areaId, code, name, kind, tileColumn, tileRow, residents, residentsYear, neighbourhoodCount }) => {
        const held = charge.get(areaId)
        const state: Charge = held ? (held.isOwn ? 'own' : 'held') : within.has(code) ? 'open' : 'unknown'
        return {
          code,
          name,
          shortName: name.slice((unitPrefixOf(name) ?? '').length).trim(),
          kindLabel: words.area(kind),
          tileColumn,
          tileRow,
          residents,
          residentsYear,
          neighbourhoodCount,
          charge: state,
          holder: held ? { name: held.holderName, post: held.holderPost } : null,
        }
      },
    )
    const drawn = view === 'map' ? drawOutlines(await listOutlinesOn(tx, scope, day)) : null
    const outlineCount = drawn ? drawn.paths.length : await countOutlinesOn(tx, scope, day)
    const count = (state: Charge) => areas.filter((one) => one.charge === state).length
    return {
      today,
      day,
      q,
      view,
      total: areas.length,
      counts: { own: count('own'), held: count('held') + count('own'), open: count('open'), unknown: count('unknown') },
      areas:
        q === ''
          ? areas
          : areas.filter(({ code, name }) => code === q || wanted.every((word) => searchText(name).includes(word))),
      drawn,
      mayAccount: findScope(person, 'plan:read') !== null,
      outlineCount,
    }
  })
}
