import { findAreaByCode, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { watchLevelOf } from '@nq15/domain/monitoring'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { areaWords } from '../organizations/area-words.server.ts'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { watchWords } from './watch-words.server.ts'

/** One commune for the member in charge of it: its signs and those below, what stands on a list, who is in charge. */
export async function areaWatchLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'watch:read')
  const code = args.params['code'] ?? ''
  const day = todayInHanoi(new Date())
  const { locale } = watchWords(args.request)
  const says = areaWords(args.request)
  const { area, committee, charge } = await appResources().db.asReader(scope, async (tx) => {
    const area = found(await findAreaByCode(tx, scope, { code, day }))
    const bodies = await listBodiesOfArea(tx, scope, { code, day })
    const assignments = await listAssignmentsOfTarget(tx, scope, area.areaId)
    return {
      area,
      committee: found(bodies.find(({ side, kind }) => side === 'party' && kind === 'grassroots-committee-org')),
      charge: assignments.filter(({ validFrom, validTo }) => validFrom <= day && day < validTo),
    }
  })
  const asked = await askMonitor(args, async (monitor) => ({
    watch: await monitor.watch.organization.query({ organizationId: committee.organizationId, locale }),
    board: await monitor.watch.board.query({}),
    entries: await monitor.watch.entries.query({ areaCode: code, limit: 100 }),
  }))
  if (!asked.up) return { up: false as const }
  const { watch, board, entries } = asked.value
  const place = board.places.find(({ areaCode }) => areaCode === code)
  return {
    up: true as const,
    area: { code, name: area.name },
    committee: { organizationId: committee.organizationId, name: committee.name },
    charge: charge.map(({ assignmentId, kind, holderName, holderPost }) => ({
      ...{ assignmentId, holderName, holderPost },
      kindLabel: says.assignment(kind),
    })),
    levels: { A: place?.a ?? null, B: place?.b ?? null, C: place?.c ?? null, D: place?.d ?? null },
    month: place?.month ?? null,
    signs: watch.signs,
    below: watch.below,
    months: watch.months,
    entries: entries.entries.map(({ entryId, organizationName, state, levelCode, listId, reviewOn }) => {
      const list = watch.lists.find((one) => one.listId === listId)
      return {
        entryId,
        organizationName,
        state,
        reviewOn,
        level: list ? (watchLevelOf(list.rules, levelCode)?.name ?? null) : null,
      }
    }),
    mayPropose: findScope(person, 'watch:propose') !== null,
  }
}
