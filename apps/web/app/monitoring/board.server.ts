import { listCommunesOn, listOutlinesOn } from '@nq15/db/organizations/area.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { areaLevel, meetingSource, watchLevelOf } from '@nq15/domain/monitoring'
import { drawOutlines, unitPrefixOf } from '@nq15/domain/organizations'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { watchWords } from './watch-words.server.ts'

/** How the communes are shown. */
const boardViews = ['tiles', 'map', 'table'] as const

/** The board of early recognition: what changed since the last meeting, the list, its trend, levels by place and by kind. */
export async function boardLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'watch:read')
  const { searchParams } = new URL(args.request.url)
  const day = todayInHanoi(new Date())
  const words = watchWords(args.request)
  const listId = searchParams.get('list')
  const asked = await askMonitor(args, (monitor) => monitor.watch.board.query(listId ? { listId } : {}))
  if (!asked.up) return { up: false as const }
  const { list, lists, standing, changes, trend, before, places, kinds, asked: waiting, meeting } = asked.value
  const view = boardViews.find((one) => one === searchParams.get('view')) ?? 'tiles'
  const communes = await appResources().db.asReader(scope, async (tx) => ({
    listed: await listCommunesOn(tx, scope, day),
    drawn: view === 'map' ? drawOutlines(await listOutlinesOn(tx, scope, day)) : null,
  }))
  const byArea = new Map(places.map((place) => [place.areaCode, place]))
  const areas = communes.listed.flatMap(({ code, name, tileColumn, tileRow }) => {
    const place = byArea.get(code)
    // A commune that is not the reader's is not on his board.
    if (!place) return []
    return [
      {
        ...{ code, name, tileColumn, tileRow },
        shortName: name.slice((unitPrefixOf(name) ?? '').length).trim(),
        organizationId: place.organizationId,
        level: areaLevel(place),
        levels: { A: place.a, B: place.b, C: place.c, D: place.d },
        month: place.month,
        isListed: place.isListed,
      },
    ]
  })
  const chosen = areas.find(({ code }) => code === searchParams.get('area')) ?? null
  const signs = chosen
    ? await askMonitor(args, (monitor) =>
        monitor.watch.organization.query({ organizationId: chosen.organizationId, locale: words.locale }),
      )
    : null
  const onList = standing.filter(({ levelCode, state }) => levelCode !== null && state !== 'after-watch')
  const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0)
  const total = (field: 'reviewOverdue' | 'appraisalOverdue' | 'submitted' | 'reviewed' | 'bodyGone') =>
    standing.reduce((whole, row) => whole + row[field], 0)
  const of = (...events: readonly string[]) =>
    changes
      .filter(({ event }) => events.includes(event))
      .map(({ levelCode, ...row }) => ({
        ...row,
        level: list ? (watchLevelOf(list.rules, levelCode)?.name ?? null) : null,
      }))
  const levels = (list?.rules.levels ?? []).toSorted((one, other) => one.rank - other.rank)
  return {
    up: true as const,
    day,
    meeting,
    meetingConfidence: meetingSource.confidence,
    lists: lists.map((one) => ({ listId: one.listId, name: one.name, organizationName: one.organizationName })),
    list: list ? { listId: list.listId, name: list.name, isWithin: list.isWithin } : null,
    levels: levels.map(({ code, name }) => ({
      code,
      name,
      count: sum(onList.filter((row) => row.levelCode === code)),
    })),
    onList: sum(onList),
    before,
    added: of('list'),
    removed: of('remove'),
    merged: of('merge', 'dissolve'),
    raised: of('raise'),
    relapsed: of('relapse'),
    late: { review: total('reviewOverdue'), appraisal: total('appraisalOverdue') },
    deciding: {
      submitted: total('submitted'),
      reviewed: total('reviewed'),
      bodyGone: total('bodyGone'),
      uncharged: waiting.uncharged,
    },
    waiting,
    trend: {
      columns: trend.days.map((one) => ({
        day: one,
        values: levels.map(
          ({ code }) => trend.counts.find((row) => row.day === one && row.levelCode === code)?.count ?? 0,
        ),
      })),
    },
    view,
    areas,
    drawn: communes.drawn,
    areaCounts: [3, 2, 1, 0, null].map((level) => ({
      level,
      count: areas.filter((area) => area.level === level).length,
    })),
    chosen,
    signs: signs?.up ? signs.value.signs : [],
    signsBelow: signs?.up ? signs.value.below : [],
    kinds: kinds.map(({ orgType, ...row }) => ({ ...row, orgType, label: words.kind(orgType) })),
  }
}
