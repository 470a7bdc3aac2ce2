import type { Database, Tx } from '@nq15/db/client'
import { type AlarmAnswer, type AlarmVerdict, insertAlarmAnswer, storeVerdict } from '@nq15/db/monitoring/alarm.write'
import { findSign, listAlarmAnswers, type SignRow } from '@nq15/db/monitoring/sign.read'
import { insertManualSign } from '@nq15/db/monitoring/sign.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { findIdentifiers, type ManualSignCode, monthOf } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { readRules } from './read-rules.ts'

export type AlarmRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'REASON_REQUIRED'
    | 'NAMES_A_PERSON'
    | 'CHANGED_MEANWHILE'
    | 'ONLY_THE_ORGANIZATION_CONTESTS'
    | 'ANSWERED_BY_YOURSELF'
    | 'NOT_ANSWERED_YET'
    | 'ALREADY_OPEN'
    | 'DAY_AHEAD'
}

type Answered = { readonly alarmId: string; readonly version: number }

/**
 * Answers an alarm, for `monitoring:answer`: action, no action (with a reason), or contested (with a reason) by the organization
 * itself. Answers stand; a contested one is answered again by another person (privacy G11).
 */
export async function answerAlarm(
  db: Database,
  scope: Scope,
  {
    requestId,
    signId,
    version,
    answer,
    reason,
  }: {
    readonly requestId: string
    readonly signId: string
    readonly version: number
    readonly answer: AlarmAnswer
    readonly reason: string | null
  },
): Promise<Result<Answered, AlarmRefusal>> {
  const act = { requestId, useCase: 'answer-alarm', permissions: ['monitoring:answer'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<Answered, AlarmRefusal>> => {
    const sign = await findOwnSign(tx, scope, signId)
    if (!sign?.alarmId || sign.alarmState === 'closed') return refuse({ code: 'NOT_FOUND' })
    if (answer !== 'action' && !reason) return refuse({ code: 'REASON_REQUIRED' })
    if (reason && findIdentifiers(reason).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    if (answer === 'contested' && !speaksFor(scope, sign)) return refuse({ code: 'ONLY_THE_ORGANIZATION_CONTESTS' })
    const before = (await listAlarmAnswers(tx, scope, sign.alarmId)).at(-1)
    if (before?.answer === 'contested' && before.byUserId === scope.actor.userId)
      return refuse({ code: 'ANSWERED_BY_YOURSELF' })
    const given = { alarmId: sign.alarmId, organizationId: sign.organizationId, version, answer, reason }
    if (!(await insertAlarmAnswer(tx, scope, given))) return refuse({ code: 'CHANGED_MEANWHILE' })
    return ok({ alarmId: sign.alarmId, version: version + 1 })
  })
}

/** Says afterwards what an answered alarm was, for the back-test: true, known already, or false (with a reason). */
export async function judgeAlarm(
  db: Database,
  scope: Scope,
  {
    requestId,
    signId,
    version,
    verdict,
    reason,
  }: {
    readonly requestId: string
    readonly signId: string
    readonly version: number
    readonly verdict: AlarmVerdict
    readonly reason: string | null
  },
): Promise<Result<Answered, AlarmRefusal>> {
  const act = { requestId, useCase: 'judge-alarm', permissions: ['monitoring:answer'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<Answered, AlarmRefusal>> => {
    const sign = await findOwnSign(tx, scope, signId)
    if (!sign?.alarmId) return refuse({ code: 'NOT_FOUND' })
    if (speaksFor(scope, sign)) return refuse({ code: 'NOT_FOUND' })
    if (!sign.answer) return refuse({ code: 'NOT_ANSWERED_YET' })
    if (verdict === 'false' && !reason) return refuse({ code: 'REASON_REQUIRED' })
    if (reason && findIdentifiers(reason).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    const stored = await storeVerdict(tx, scope, { alarmId: sign.alarmId, version, verdict, reason })
    return stored ? ok({ alarmId: sign.alarmId, version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** Records a sign with its evidence, for `monitoring:answer`; one of its kind that is open already is not doubled. */
export async function recordSign(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    code,
    evidence,
    since,
    now,
  }: {
    readonly requestId: string
    readonly organizationId: string
    readonly code: ManualSignCode
    readonly evidence: string
    readonly since: LegalDay
    readonly now: Date
  },
): Promise<Result<{ readonly signId: string }, AlarmRefusal>> {
  const act = { requestId, useCase: 'record-sign', permissions: ['monitoring:answer'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ signId: string }, AlarmRefusal>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    if (since > today) return refuse({ code: 'DAY_AHEAD' })
    if (findIdentifiers(evidence).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    const { catalogue } = await readRules(tx, scope, { organizationId, day: today })
    const dueOn = addDays(today, catalogue.parameters.answerDays)
    const made = await insertManualSign(tx, scope, {
      organizationId,
      code,
      evidence,
      since,
      month: monthOf(today),
      observedOn: today,
      dueOn,
    })
    if (!made) return refuse({ code: 'ALREADY_OPEN' })
    await emit(tx, scope, {
      type: 'monitoring.sign-raised',
      organizationId,
      recordTable: 'sign_record',
      recordId: made.signId,
      payload: { code, kind: 'manual', signId: made.signId, alarmId: made.alarmId, dueOn },
    })
    return ok({ signId: made.signId })
  })
}

async function findOwnSign(tx: Tx, scope: Scope, signId: string): Promise<SignRow | null> {
  const sign = await findSign(tx, scope, signId)
  return sign && (await isWithin(tx, scope, sign.organizationId)) ? sign : null
}

/** Whether the actor answers as the organization itself: its secretary, by a grant on this very organization. */
const speaksFor = ({ actor }: Scope, { organizationId }: SignRow): boolean =>
  actor.grants.some((grant) => grant.role === 'org-secretary' && grant.organizationId === organizationId)
