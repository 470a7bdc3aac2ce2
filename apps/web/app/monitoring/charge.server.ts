import { addDays } from '@nq15/domain/calendar'
import { listedWatchStates, type WatchState, watchLevelOf } from '@nq15/domain/monitoring'
import type { ChargeView } from '../organizations/charge-panels.tsx'
import type { Monitor } from '../server/monitor.server.ts'

/** What somebody is in charge of: an area by its code, or a Party organization. */
export type ChargeTarget = { readonly organizationId: string; readonly areaCode: string | null; readonly name: string }

/** Days ahead within which a review or the end of a plan asks for a decision. */
const reviewAhead = 14
const endAhead = 30

/** Asks monitor for everything a page about some areas and organizations shows. */
export async function readTargets(
  monitor: Monitor,
  { targets, locale }: { readonly targets: readonly ChargeTarget[]; readonly locale: 'vi' | 'en' },
) {
  const organizationIds = targets.map(({ organizationId }) => organizationId)
  const [charge, board, each] = await Promise.all([
    monitor.plans.charge.query({ organizationIds }),
    monitor.watch.board.query({}),
    Promise.all(
      targets.map(async ({ organizationId, areaCode }) => ({
        watch: await monitor.watch.organization.query({ organizationId, locale }),
        entries: await monitor.watch.entries.query({
          ...(areaCode === null ? { organizationId } : { areaCode }),
          limit: 100,
        }),
      })),
    ),
  ])
  return { ...charge, board, each }
}

type Read = Awaited<ReturnType<typeof readTargets>>

/** The entries of the targets with their level, each once. */
export function entriesOf({ each }: Read) {
  const entries = new Map<string, ReturnType<typeof shown>>()
  const shown = (row: Read['each'][number]['entries']['entries'][number], { watch }: Read['each'][number]) => {
    const list = watch.lists.find((one) => one.listId === row.listId)
    const { entryId, organizationId, organizationName, state, reviewOn } = row
    return {
      ...{ entryId, organizationId, organizationName, state, reviewOn },
      level: list ? (watchLevelOf(list.rules, row.levelCode)?.name ?? null) : null,
    }
  }
  for (const one of each) for (const row of one.entries.entries) entries.set(row.entryId, shown(row, one))
  return [...entries.values()]
}

/** What asks for a decision or a word of who is in charge: the kind of matter, whose it is, where it is opened, until when. */
export type DecisionDue = {
  readonly kind:
    | 'confirm-sign'
    | 'review-near'
    | 'plan-missing'
    | 'plan-draft'
    | 'plan-ends'
    | 'own-task'
    | 'promise-late'
    | 'contradiction'
    | 'report-due'
  readonly name: string
  readonly to: string
  readonly dueOn: string | null
}

const needsPlan: readonly WatchState[] = ['needs-consolidation']

/** Everything that waits for who is in charge, what is due first on top; nothing without a day comes before it. */
export function decisionsDue(
  { plans, tasks, reports }: Pick<Read, 'plans' | 'tasks' | 'reports'>,
  entries: ReturnType<typeof entriesOf>,
  { promises, today }: { readonly promises: ChargeView['promises']; readonly today: string },
): readonly DecisionDue[] {
  const due: DecisionDue[] = []
  for (const { entryId, organizationId, organizationName: name, state, reviewOn } of entries) {
    const to = `/monitoring/watch/${entryId}`
    if (state === 'suspected') due.push({ kind: 'confirm-sign', name, to, dueOn: null })
    if (listedWatchStates.includes(state) && reviewOn !== null && reviewOn <= addDays(today, reviewAhead)) {
      due.push({ kind: 'review-near', name, to, dueOn: reviewOn })
    }
    if (needsPlan.includes(state) && !plans.some((plan) => plan.organizationId === organizationId)) {
      due.push({ kind: 'plan-missing', name, to: '/plans', dueOn: null })
    }
  }
  for (const { planId, organizationName: name, state, endsOn, contradiction } of plans) {
    const to = `/plans/${planId}`
    if (state === 'draft') due.push({ kind: 'plan-draft', name, to, dueOn: null })
    if ((state === 'in-progress' || state === 'extended') && endsOn <= addDays(today, endAhead)) {
      due.push({ kind: 'plan-ends', name, to, dueOn: endsOn })
    }
    if (contradiction !== null) due.push({ kind: 'contradiction', name, to, dueOn: null })
  }
  for (const { planId, period, organizationName, isWorker, isLate, dueOn } of reports) {
    if (!isWorker || (!isLate && dueOn > addDays(today, reviewAhead))) continue
    due.push({
      kind: 'report-due',
      name: `${organizationName}, ${period}`,
      to: `/plans/${planId}/reports/${period}`,
      dueOn,
    })
  }
  for (const { taskId, title, isOwn, isLate, dueOn } of tasks) {
    if (isOwn && isLate) due.push({ kind: 'own-task', name: title, to: `/plans/tasks/${taskId}`, dueOn })
  }
  for (const { noteId, promise, isLate, isOwn, dueOn } of promises) {
    if (isLate && isOwn) due.push({ kind: 'promise-late', name: promise, to: `/areas/notes/${noteId}`, dueOn })
  }
  return due.toSorted((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999'))
}
