import { listCommunesOn } from '@nq15/db/organizations/area.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { endedPlanStates, type PlanState } from '@nq15/domain/consolidation'
import { listedWatchStates } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** What the board shows: plans on their way, those that wait for a decision, those that ended. */
const groups = ['running', 'deciding', 'ended'] as const
type Group = (typeof groups)[number]
const groupOf = (state: PlanState): Group =>
  endedPlanStates.includes(state) ? 'ended' : state === 'appraisal' || state === 'completed' ? 'deciding' : 'running'

/** The plans the reader may see with the figures of their tasks, and listed organizations that have none yet. */
export async function plansLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'plan:read')
  const { searchParams } = new URL(args.request.url)
  const group = groups.find((one) => one === searchParams.get('group')) ?? 'running'
  const today = todayInHanoi(new Date())
  const typed = parseDay(searchParams.get('day') ?? '')
  const day = typed !== null && typed < today ? typed : null
  const asked = await askMonitor(args, async (monitor) => {
    const [plans, listed, mine, owed] = await Promise.all([
      monitor.plans.board.query(day === null ? {} : { day }),
      monitor.watch.entries.query({ states: [...listedWatchStates], limit: 200 }),
      monitor.plans.mine.query(),
      monitor.plans.reportsOwed.query(),
    ])
    return { plans, listed: listed.entries, mine, owed }
  })
  if (!asked.up) return { up: false as const }
  const { plans, listed, mine, owed } = asked.value
  const areas = await appResources().db.asReader(scope, (tx) => listCommunesOn(tx, scope, today))
  const areaNames = new Map(areas.map(({ code, name }) => [code, name]))
  const open = plans.filter(({ state }) => !endedPlanStates.includes(state))
  const sum = (of: (plan: (typeof plans)[number]) => number) => open.reduce((all, plan) => all + of(plan), 0)
  return {
    up: true as const,
    today,
    /** A day before today as of which the tasks are shown; null for today. */
    day,
    group,
    groups: groups.map((one) => ({ name: one, count: plans.filter(({ state }) => groupOf(state) === one).length })),
    plans: plans.filter(({ state }) => groupOf(state) === group),
    sums: {
      plans: open.length,
      tasks: sum(({ tasks }) => tasks),
      late: sum(({ late }) => late),
      waiting: sum(({ waiting }) => waiting),
      slipped: sum(({ slipped }) => slipped),
    },
    areas: slipByArea(open, areaNames),
    owed,
    mine: mine.map((task) => ({ ...task, isLate: task.state === 'open' && task.dueOn < today })),
    without:
      day !== null
        ? []
        : listed
            .filter(({ state }) => state === 'needs-consolidation' || state === 'needs-attention')
            .filter(({ organizationId }) => !open.some((plan) => plan.organizationId === organizationId))
            .map(({ entryId, organizationName, state, listedOn }) => ({ entryId, organizationName, state, listedOn })),
    mayWork: findScope(person, 'plan:work') !== null,
    requestId: crypto.randomUUID(),
  }
}

type Slipping = {
  readonly areaCode: string | null
  readonly organizationName: string
  readonly tasks: number
  readonly late: number
  readonly slipped: number
  readonly slipDays: number
}

/** What slipped in each commune, the farthest behind first. */
function slipByArea(plans: readonly Slipping[], names: ReadonlyMap<string, string>) {
  const areas = new Map<
    string,
    Omit<Slipping, 'organizationName'> & { readonly name: string; readonly plans: number }
  >()
  for (const plan of plans) {
    if (plan.areaCode === null) continue
    const sum = areas.get(plan.areaCode)
    areas.set(plan.areaCode, {
      areaCode: plan.areaCode,
      // A plan of a cell slips in its commune; the commune is named, not the cell.
      name: names.get(plan.areaCode) ?? plan.organizationName,
      plans: (sum?.plans ?? 0) + 1,
      tasks: (sum?.tasks ?? 0) + plan.tasks,
      late: (sum?.late ?? 0) + plan.late,
      slipped: (sum?.slipped ?? 0) + plan.slipped,
      slipDays: Math.max(sum?.slipDays ?? 0, plan.slipDays),
    })
  }
  return [...areas.values()].toSorted((one, other) => other.slipDays - one.slipDays)
}

/** Begins a plan; the answer is its page. */
export async function plansAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'plan:work')
  const sent = z
    .object({ requestId: z.uuid(), entryId: z.uuid() })
    .safeParse(Object.fromEntries(await args.request.formData()))
  if (!sent.success) return data({ code: 'BAD_INPUT' }, { status: 422 })
  const told = await tellMonitor(args, (monitor) => monitor.plans.open.mutate(sent.data))
  if (told.ok) throw redirect(`/plans/${told.value.planId}/edit?done=open`)
  return data({ code: told.refusal.code }, { status: 409 })
}

/** Leads from an entry of the list to its newest plan, or to the board where one is begun. */
export async function planOfEntryLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'plan:read')
  const entryId = idFrom(args.params['entryId'])
  const asked = await askMonitor(args, (monitor) => monitor.plans.ofEntry.query({ entryId }))
  const planId = asked.up ? asked.value[0]?.planId : undefined
  return redirect(planId === undefined ? '/plans' : `/plans/${planId}`)
}
