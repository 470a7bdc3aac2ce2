import type { Database, Tx } from '@nq15/db/client'
import { findPlan, type PlanRow } from '@nq15/db/consolidation/plan.read'
import { insertPlanStep, updatePlan } from '@nq15/db/consolidation/plan.write'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { freezeBaseline } from '@nq15/db/consolidation/task.write'
import { listColours } from '@nq15/db/monitoring/open-sign.read'
import { findWatchEntry, readWatchBodies, type WatchEntryRow } from '@nq15/db/monitoring/watch-entry.read'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type PlanAct, type PlanStep, planTransition, stepPlan, usualPlanRules } from '@nq15/domain/consolidation'
import { listedWatchStates, usualWatchRules } from '@nq15/domain/monitoring'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { readCleared } from '../monitoring/read-cleared.ts'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import { openNextEdition } from './open-next-edition.ts'
import { type PlanStepRefusal, permissionOfPlanHand } from './plan-acting.ts'
import { stepListToo } from './step-list-too.ts'

type Taken = { readonly planId: string; readonly state: string; readonly nextPlanId: string | null }
type Answer = Result<Taken, PlanStepRefusal>

/**
 * Takes one step of a plan, judged by the table with all findings at once; the entry of the list takes its own step in the same
 * transaction, or nothing happens at all. With the approval the signs as screened and the due days are frozen.
 */
export async function takePlanStep(
  db: Database,
  acting: WatchActing,
  command: {
    readonly requestId: string
    readonly planId: string
    readonly version: number
    readonly act: PlanAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const reader = proofOf(acting, 'plan:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, planId, version, act, now } = command
  const once = { requestId, useCase: `consolidation.plan-${act.event}`, permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const plan = await findPlan(tx, reader, planId)
    const entry = plan?.entryId ? await findWatchEntry(tx, reader, plan.entryId) : null
    if (!plan || (plan.entryId !== null && !entry)) return refuse({ code: 'NOT_FOUND' })
    const row = planTransition(plan.state, act.event)
    // Who comes second finds the plan a step further: told that it changed, not that there is no such step.
    if (!row) return refuse({ code: plan.version === version ? 'NO_SUCH_STEP' : 'CHANGED_MEANWHILE' })
    const person = proofOf(acting, permissionOfPlanHand[row.by])
    if (!person || !(await isWithin(tx, person, plan.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const standsAbove = await isWithin(tx, person, plan.bodyId)
    // A decision is taken for the body of the list; who has no place there does not learn more than that.
    if (row.by === 'decide' && !standsAbove) return refuse({ code: 'NOT_FOUND' })
    if (plan.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const judged = stepPlan({ ...plan, tasks: await listPlanTasks(tx, person, planId) }, act, {
      ...(await readGround(tx, person, { plan, entry, today })),
      ...{ actorUserId: person.actor.userId, today, rules: usualPlanRules, standsAbove },
      byInspection: row.by === 'review' && proofOf(acting, 'watch:opine') !== null,
    })
    if (!judged.ok) return judged
    const at: Written = { plan, act, step: judged.value, today }
    if (!(await keepStep(tx, { person, hand }, at))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const listed = await stepListToo(tx, acting, { plan, act, now })
    if (!listed.ok) return listed
    const nextPlanId = act.event === 'fail' ? await openNextEdition(tx, { person, hand }, { plan, today }) : null
    await tell(tx, hand, at)
    return ok({ planId, state: judged.value.to, nextPlanId })
  })
}

type Written = {
  readonly plan: PlanRow
  readonly act: PlanAct
  readonly step: PlanStep
  readonly today: LegalDay
}

async function readGround(
  tx: Tx,
  person: Scope,
  { plan, entry, today }: { plan: PlanRow; entry: WatchEntryRow | null; today: LegalDay },
) {
  const { organizationId, bodyId, signs } = plan
  const of = { organizationId, newBodyId: null }
  const [organization, body] = [
    await readWatchBodies(tx, person, { ...of, bodyId: organizationId }),
    await readWatchBodies(tx, person, { ...of, bodyId }),
  ]
  // A conclusion stands for a listing; its signs clear by the usual rules of a list.
  const list = entry ? await findWatchList(tx, person, entry.listId) : { rules: usualWatchRules }
  return {
    organizationStands: organization.stands,
    bodyStands: body.stands,
    isListed: entry === null || listedWatchStates.includes(entry.state),
    cleared: list
      ? await readCleared(tx, person, { organizationId, signs, rules: list.rules, today })
      : ('unknown' as const),
  }
}

async function keepStep(
  tx: Tx,
  { person, hand }: { readonly person: Scope; readonly hand: Scope },
  { plan, act, step, today }: Written,
): Promise<boolean> {
  const { planId, version, organizationId, workers, signs, endsOn } = plan
  const { userId, name } = person.actor
  const isApproval = act.event === 'approve'
  const updated = await updatePlan(tx, hand, {
    planId,
    version,
    worker: step.isWork && !workers.includes(userId) ? userId : null,
    change: {
      ...step.change,
      state: step.to,
      ...(isApproval ? { approvedBy: userId, situation: await readSituation(tx, person, plan) } : {}),
      ...(act.event === 'extend' ? { extendedFrom: endsOn } : {}),
    },
  })
  if (!updated) return false
  if (isApproval) await freezeBaseline(tx, hand, planId)
  const { event, ...said } = act
  await insertPlanStep(tx, hand, {
    ...{ planId, organizationId, event, fromState: step.from, toState: step.to, actorId: userId, actorName: name },
    onDay: 'decidedOn' in act ? act.decidedOn : today,
    reason: 'reason' in act ? act.reason : null,
    decisionNumber: 'number' in act ? act.number : null,
    decisionBody: 'body' in act ? act.body : null,
    dueOn: 'endsOn' in act ? act.endsOn : null,
    detail: isApproval ? { ...said, signs } : said,
  })
  return true
}

/** What the last screening said of each sign of the plan; null where it never judged it. */
export async function readSituation(
  tx: Tx,
  scope: Scope,
  { organizationId, signs }: Pick<PlanRow, 'organizationId' | 'signs'>,
): Promise<{ code: string; status: string | null; month: string | null }[]> {
  const codes = [...new Set(signs.map(({ code }) => code))]
  const colours = await listColours(tx, scope, { organizationId, codes, months: 1 })
  return codes.map((code) => {
    const found = colours.find((one) => one.code === code)
    return { code, status: found?.status ?? null, month: found?.month ?? null }
  })
}

async function tell(tx: Tx, hand: Scope, { plan, act, step }: Written): Promise<void> {
  const of = { organizationId: plan.organizationId, recordTable: 'consolidation_plan', recordId: plan.planId }
  if ('decidedOn' in act) {
    const payload = { event: act.event, state: step.to, decidedOn: act.decidedOn }
    await emit(tx, hand, { ...of, type: 'consolidation.plan-decided', payload })
  } else if (act.event !== 'revise') {
    await emit(tx, hand, { ...of, type: 'consolidation.plan-moved', payload: { event: act.event, state: step.to } })
  }
  // Whether its tasks run at all has changed, so their reminders have.
  if (step.from !== step.to) {
    await emit(tx, hand, { ...of, type: 'consolidation.tasks-dated', payload: { planId: plan.planId } })
  }
}
