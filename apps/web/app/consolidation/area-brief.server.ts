import { findAreaByCode, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { areaBrief } from '@nq15/documents/consolidation'
import { todayInHanoi } from '@nq15/domain/calendar'
import { listedWatchStates } from '@nq15/domain/monitoring'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { remediesOfAreas } from '../inspection/remedy.server.ts'
import { decisionsDue, entriesOf, readTargets } from '../monitoring/charge.server.ts'
import { paperLabels } from '../monitoring/paper-labels.ts'
import { areaWords } from '../organizations/area-words.server.ts'
import { chargeOf } from '../organizations/charge.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { areaBriefLabels, periodOnPaper, planPaperLabels } from './paper-labels.ts'

/** Visits told in the brief, the newest first. */
const visitsTold = 2

/** The brief about an area for the member in charge of it, as Word. Official, so in Vietnamese. */
export async function areaBriefLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { person, scope } = await requirePermission(args, 'plan:read')
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
  const target = { organizationId: committee.organizationId, areaCode: code, name: area.name }
  const main = charge.find(({ kind }) => kind === 'main')
  const account = await chargeOf(person, { organizationId: committee.organizationId, since: main?.validFrom ?? null })
  const asked = await askMonitor(args, (monitor) => readTargets(monitor, { targets: [target], locale: 'vi' }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const remedies = await remediesOfAreas(findScope(person, 'inspection:read'), [code])
  const { plans, tasks, reports, each } = asked.value
  const signs = each[0]?.watch.signs ?? []
  const belowSigns = each[0]?.watch.below ?? []
  const entries = entriesOf(asked.value)
  const promises = account?.promises ?? []
  const below = (kind: string) => belowSigns.filter((one) => one.kind === kind).length
  const bytes = await areaBrief({
    areaName: area.name,
    committeeName: committee.name,
    day,
    charge: charge.map(({ holderName, holderPost, kind }) => ({
      ...{ name: holderName, post: holderPost, kind: says.assignment(kind) },
    })),
    decisions: decisionsDue({ plans, tasks, reports }, entries, { promises, today: day }).map(
      ({ kind, name, dueOn }) =>
        `${areaBriefLabels.decisions[kind]}: ${name}${dueOn === null ? '' : `, ngày ${formatDay(dueOn)}`}`,
    ),
    listed: entries
      .filter(({ state }) => listedWatchStates.includes(state))
      .map(({ organizationName, level, state, reviewOn }) => ({
        ...{ name: organizationName, reviewOn, level: level ?? 'chưa rõ mức' },
        stateLabel: paperLabels.states[state] ?? state,
      })),
    signs: signs.map(({ code: sign, sentence }) => ({ code: sign, sentence })),
    contradictions: [...signs, ...belowSigns]
      .filter(({ kind }) => kind === 'contradiction')
      .map(({ code: sign, organizationName, sentence }) => ({ code: sign, name: organizationName, sentence })),
    // The service answers the gravest only; a full page of them may go on.
    below: { red: below('red'), yellow: below('yellow'), isCut: belowSigns.length >= 50 },
    plans: plans.map(
      ({ organizationName, state, endsOn, tasks: all, done, late, waiting, slipDays, contradiction }) => {
        const moved = contradiction ? [...contradiction.red, ...contradiction.unknown].join(', ') : ''
        return {
          ...{
            name: organizationName,
            stateLabel: planPaperLabels.states[state],
            endsOn,
            tasks: all,
            done,
            late,
            waiting,
          },
          slipDays: Math.max(0, slipDays),
          contradiction:
            moved === '' ? null : `Việc đã làm xong nhưng dấu hiệu chưa chuyển biến hoặc chưa có số liệu: ${moved}.`,
        }
      },
    ),
    remedies: remedies.map(({ title, organizationName, dueOn, isLate }) => ({
      ...{ title, name: organizationName, dueOn, isLate },
    })),
    reports: reports.map(({ organizationName, period, dueOn, isLate }) => ({
      ...{ name: organizationName, period: periodOnPaper(period), dueOn, isLate },
    })),
    promises: promises
      .filter(({ keptOn, isRenewed }) => keptOn === null && !isRenewed)
      .map(({ promise, authorName, dueOn, isLate }) => ({ promise, by: authorName, dueOn, isLate })),
    visits: (account?.notes ?? [])
      .slice(0, visitsTold)
      .map(({ visitedOn, authorName, seen }) => ({ on: visitedOn, by: authorName, seen })),
    duties: (account?.duties ?? []).flatMap(({ duty, bearer, months }) => {
      const now = months.at(-1)
      return now ? [{ name: areaBriefLabels.duties[duty][bearer], due: now.due, held: now.held }] : []
    }),
    tasks: tasks.map(({ title, ownerName, dueOn, isLate, waitingFor }) => ({
      ...{ title, owner: ownerName, dueOn, isLate, waitingFor },
    })),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`Tóm tắt ${area.name}`)}.docx`, contentType: wordType, bytes })
}
