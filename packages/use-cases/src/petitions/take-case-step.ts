import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { listPetitionsOf } from '@nq15/db/petitions/petition.read'
import { insertStep, updatePetition } from '@nq15/db/petitions/petition.write'
import { findCase } from '@nq15/db/petitions/petition-case.read'
import { updateCase } from '@nq15/db/petitions/petition-case.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type CaseAct, caseTransition, clocksOfCase, endedCaseStates, stepCase } from '@nq15/domain/petitions'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { dueColumnsOf, isOfUnit, type PetitionActing, type PetitionStepRefusal, speakerOf } from './acting.ts'
import { queueExchange } from './queue-exchange.ts'

type Answer = Result<{ readonly caseId: string; readonly state: string }, PetitionStepRefusal>

/** Takes one step of a matter, judged by its table with all findings at once; when it ends, its papers are closed with it. */
export async function takeCaseStep(
  db: Database,
  acting: PetitionActing,
  command: {
    readonly requestId: string
    readonly caseId: string
    readonly version: number
    readonly act: CaseAct
    readonly now: Date
  },
): Promise<Answer> {
  const { requestId, caseId, version, act, now } = command
  const reader = acting.work
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const found = await db.asReader(reader, (tx) => findCase(tx, reader, caseId))
  const row = found && caseTransition(found.kind, found.state, act.event)
  if (!found) return refuse({ code: 'NOT_FOUND' })
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const scope = row.by === 'decide' ? acting.decide : acting.work
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const once = {
    requestId,
    useCase: `petitions.case-${act.event}`,
    permissions: ['petition:work', 'petition:decide'],
  } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const matter = await findCase(tx, scope, caseId)
    if (!matter || !isOfUnit(scope, matter.organizationId)) return refuse({ code: 'NOT_FOUND' })
    if (matter.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const [today, calendar] = [todayInHanoi(now), await readCalendar(tx, scope)]
    const { userId, name } = speakerOf(scope)
    const judged = stepCase(matter, act, { actorUserId: userId, today, calendar })
    if (!judged.ok)
      return judged.refusal.code === 'NO_SUCH_STEP'
        ? refuse({ code: 'NO_SUCH_STEP' })
        : refuse({ code: 'REFUSED', findings: judged.refusal.findings })
    const { from, to, facts, onDay } = judged.value
    const { organizationId, kind } = matter
    const isEnd = endedCaseStates.includes(to)
    const due = dueColumnsOf(clocksOfCase(kind, to, facts), today, calendar)
    await insertStep(tx, scope, {
      ...{
        organizationId,
        of: { caseId },
        event: act.event,
        fromState: from,
        toState: to,
        actorId: userId,
        actorName: name,
        onDay,
      },
      number: 'number' in act ? act.number : null,
      reason: 'reason' in act ? act.reason : null,
      receiver: 'receiver' in act ? act.receiver : null,
      // With a decision the term by which it was due is frozen beside it.
      detail: { ...act, wasDue: matter.dueOn, wasDueRule: matter.dueRule },
    })
    const isDecision = act.event === 'decide' || act.event === 'conclude' || act.event === 'answer'
    const change = {
      ...{ state: to, facts, lastOn: onDay, ...(isDecision ? { decidedBy: userId } : {}) },
      ...(isEnd ? { endedOn: onDay, dueRule: null, dueOn: null, isProvisional: false } : due),
    }
    if (!(await updateCase(tx, scope, { caseId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (isEnd) await closePapers(tx, scope, { caseId, onDay })
    await queueExchange(tx, scope, { caseId, today })
    await emit(tx, scope, {
      type: 'petitions.dated',
      organizationId,
      recordTable: 'petition_case',
      recordId: caseId,
      payload: {},
    })
    return ok({ caseId, state: to })
  })
}

async function closePapers(
  tx: Tx,
  scope: Scope,
  { caseId, onDay }: { caseId: string; onDay: LegalDay },
): Promise<void> {
  for (const { petitionId, organizationId, state, version } of await listPetitionsOf(tx, scope, { caseId })) {
    if (state !== 'accepted') continue
    await insertStep(tx, scope, {
      ...{ organizationId, of: { petitionId }, event: 'close', fromState: state, toState: 'closed', onDay },
      ...{ actorId: speakerOf(scope).userId, actorName: scope.actor.name },
    })
    await updatePetition(tx, scope, { petitionId, version, change: { state: 'closed' } })
  }
}
