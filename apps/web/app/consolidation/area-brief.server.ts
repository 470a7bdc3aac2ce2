import { findAreaByCode, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { areaBrief } from '@nq15/documents/consolidation'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { endedPlanStates, isTaskOpen } from '@nq15/domain/consolidation'
import { listedWatchStates, watchLevelOf } from '@nq15/domain/monitoring'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { paperLabels } from '../monitoring/paper-labels.ts'
import { areaWords } from '../organizations/area-words.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { planPaperLabels } from './paper-labels.ts'

/** Most plans of one area whose tasks are asked for; a commune with more is not read in ten minutes. */
const mostPlans = 6
/** Days ahead within which a task counts as coming up. */
const ahead = 14

/** The brief about an area for the member in charge of it, as Word. Official, so in Vietnamese. */
export async function areaBriefLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scope } = await requirePermission(args, 'plan:read')
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
  const asked = await askMonitor(args, async (monitor) => {
    const [watch, { entries }, board] = await Promise.all([
      monitor.watch.organization.query({ organizationId: committee.organizationId, locale: 'vi' }),
      monitor.watch.entries.query({ areaCode: code, states: [...listedWatchStates], limit: 100 }),
      monitor.plans.board.query({ areaCode: code, limit: 100 }),
    ])
    const open = board.filter(({ state }) => !endedPlanStates.includes(state))
    const pages = await Promise.all(open.slice(0, mostPlans).map(({ planId }) => monitor.plans.plan.query({ planId })))
    return { watch, entries, open, pages }
  })
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { watch, entries, open, pages } = asked.value
  const below = (kind: string) => watch.below.filter((one) => one.kind === kind).length
  const bytes = await areaBrief({
    areaName: area.name,
    committeeName: committee.name,
    day,
    charge: charge.map(({ holderName, holderPost, kind }) => ({
      ...{ name: holderName, post: holderPost, kind: says.assignment(kind) },
    })),
    listed: entries.map(({ organizationName, listId, levelCode, state, reviewOn }) => {
      const list = watch.lists.find((one) => one.listId === listId)
      return {
        ...{ name: organizationName, reviewOn },
        level: (list && watchLevelOf(list.rules, levelCode)?.name) ?? 'chưa rõ mức',
        stateLabel: paperLabels.states[state] ?? state,
      }
    }),
    signs: watch.signs.map(({ code: sign, sentence }) => ({ code: sign, sentence })),
    // The service answers the gravest only; a full page of them may go on.
    below: { red: below('red'), yellow: below('yellow'), isCut: watch.below.length >= 50 },
    plans: open.map(({ planId, organizationName, state, endsOn, tasks, done, late, waiting, slipDays }) => {
      const contradiction = pages.find(({ plan }) => plan.planId === planId)?.contradiction
      const signs = contradiction ? [...contradiction.red, ...contradiction.unknown].join(', ') : ''
      return {
        ...{ name: organizationName, stateLabel: planPaperLabels.states[state], endsOn, tasks, done, late, waiting },
        slipDays: Math.max(0, slipDays),
        contradiction:
          signs === '' ? null : `Việc đã làm xong nhưng dấu hiệu chưa chuyển biến hoặc chưa có số liệu: ${signs}.`,
      }
    }),
    tasks: pages.flatMap(({ tasks }) =>
      tasks
        .filter((task) => isTaskOpen(task) && (task.state === 'waiting' || task.dueOn <= addDays(day, ahead)))
        .map(({ title, ownerName, dueOn, isLate, waitingFor }) => ({
          ...{ title, owner: ownerName, dueOn, isLate, waitingFor },
        })),
    ),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`Tóm tắt ${area.name}`)}.docx`, contentType: wordType, bytes })
}
