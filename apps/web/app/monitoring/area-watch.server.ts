import { findAreaByCode, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget, listOwnCharges } from '@nq15/db/organizations/assignment.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { remediesOfAreas } from '../inspection/remedy.server.ts'
import { areaWords } from '../organizations/area-words.server.ts'
import { chargeOf } from '../organizations/charge.server.ts'
import type { ChargeView } from '../organizations/charge-panels.tsx'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { findScope, type Gate, requirePermission } from '../server/session.server.ts'
import { type ChargeTarget, decisionsDue, entriesOf, readTargets } from './charge.server.ts'
import { watchWords } from './watch-words.server.ts'

/** Most areas and organizations of one person a page asks for; who has more reads them one by one. */
const mostTargets = 12

/** One commune for the member in charge of it: its signs and those below, lists, plans, promises, duties, who is in charge. */
export async function areaWatchLoader(args: LoaderFunctionArgs) {
  const gate = await requirePermission(args, 'watch:read')
  const { scope } = gate
  const code = args.params['code'] ?? ''
  const day = todayInHanoi(new Date())
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
  const { organizationId } = committee
  const main = charge.find(({ kind }) => kind === 'main')
  const page = await readPage(args, gate, [
    { organizationId, areaCode: code, name: area.name, since: main?.validFrom ?? null },
  ])
  if (!page.up) return page
  return {
    ...page,
    area: { code, name: area.name },
    committee: { organizationId, name: committee.name },
    charge: charge.map(({ assignmentId, kind, holderName, holderPost }) => ({
      ...{ assignmentId, holderName, holderPost },
      kindLabel: says.assignment(kind),
    })),
  }
}

/** Everything the reader himself is in charge of, on one page; for ten minutes before a meeting. */
export async function myChargesLoader(args: LoaderFunctionArgs) {
  const gate = await requirePermission(args, 'watch:read')
  const { scope } = gate
  const day = todayInHanoi(new Date())
  const own = await appResources().db.asReader(scope, (tx) => listOwnCharges(tx, scope, day))
  const targets = own.slice(0, mostTargets).map(({ organizationId, areaCode, name, validFrom }) => ({
    ...{ organizationId, areaCode, name, since: validFrom },
  }))
  const page = await readPage(args, gate, targets)
  return page.up ? { ...page, area: null, committee: null, charge: [], isCut: own.length > mostTargets } : page
}

async function readPage(
  args: LoaderFunctionArgs,
  { person }: Gate,
  targets: readonly (ChargeTarget & { readonly since: string | null })[],
) {
  const { locale } = watchWords(args.request)
  const today = todayInHanoi(new Date())
  const charges: ChargeView[] = []
  for (const target of targets) {
    const charge = await chargeOf(person, target)
    if (charge !== null) charges.push(charge)
  }
  const areas = [...new Set(targets.flatMap(({ areaCode }) => areaCode ?? []))]
  const remedies = await remediesOfAreas(findScope(person, 'inspection:read'), areas)
  const asked = await askMonitor(args, (monitor) => readTargets(monitor, { targets, locale }))
  if (!asked.up) return { up: false as const }
  const { plans, tasks, reports, board, each } = asked.value
  const entries = entriesOf(asked.value)
  const promises = charges.flatMap((one) => one.promises)
  const all = <Row>(of: (one: (typeof each)[number]['watch']) => readonly Row[]) =>
    each.flatMap(({ watch }) => of(watch))
  const contradictions = [...all(({ signs }) => signs), ...all(({ below }) => below)].filter(
    ({ kind }) => kind === 'contradiction',
  )
  return {
    up: true as const,
    today,
    targets: targets.map(({ organizationId, areaCode, name }, at) => {
      const { signs = [], below = [] } = each[at]?.watch ?? {}
      const count = (kind: 'red' | 'yellow') => [...signs, ...below].filter((one) => one.kind === kind).length
      const place = board.places.find((one) => one.areaCode === areaCode)
      const mine = plans.filter((one) =>
        areaCode === null ? one.organizationId === organizationId : one.areaCode === areaCode,
      )
      const open = charges.find((one) => one.organizationId === organizationId)?.promises ?? []
      return {
        ...{ organizationId, areaCode, name },
        levels: { A: place?.a ?? null, B: place?.b ?? null, C: place?.c ?? null, D: place?.d ?? null },
        ...{ red: count('red'), yellow: count('yellow'), listed: each[at]?.entries.entries.length ?? 0 },
        plans: mine.length,
        late: mine.reduce((sum, one) => sum + one.late, 0),
        promises: open.filter(({ keptOn, isRenewed }) => keptOn === null && !isRenewed).length,
        missed: open.filter(({ isLate }) => isLate).length,
      }
    }),
    signs: all(({ signs }) => signs),
    below: all(({ below }) => below),
    months: targets.length === 1 ? (each[0]?.watch.months ?? []) : [],
    contradictions,
    entries,
    plans,
    tasks,
    reports,
    promises,
    remedies,
    charges,
    decisions: decisionsDue({ plans, tasks, reports }, entries, { promises, today }),
    mayPropose: findScope(person, 'watch:propose') !== null,
  }
}
