import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import {
  findEndingSuccession,
  findWatchEntry,
  readWatchBodies,
  type WatchEntryRow,
} from '@nq15/db/monitoring/watch-entry.read'
import { insertWatchEntry, insertWatchStep, updateWatchEntry } from '@nq15/db/monitoring/watch-entry.write'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  relapseEntry,
  stateOfLevel,
  stepWatchEntry,
  type WatchAct,
  type WatchFinding,
  type WatchRules,
  type WatchStep,
  watchTransition,
} from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { readOpenRed } from './read-open-red.ts'
import { permissionOfHand, proofOf, type WatchActing } from './watch-hand.ts'

export type WatchStepRefusal =
  | { readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'CHANGED_MEANWHILE' }
  | { readonly code: 'WATCH_REFUSED'; readonly findings: readonly WatchFinding[] }
type Taken = { readonly entryId: string; readonly state: string; readonly newEntryIds: readonly string[] }
type Answer = Result<Taken, WatchStepRefusal>

/** A step of an entry as it was last seen. */
export type WatchStepCommand = {
  readonly entryId: string
  readonly version: number
  readonly act: WatchAct
  readonly now: Date
}

/**
 * Takes one step of an entry: by the proof its event needs, over the organization, and for a decision over the body that
 * decides. Judged by the table with all findings at once; what was decided is frozen in the step, and told.
 */
export async function takeWatchStep(
  db: Database,
  acting: WatchActing,
  command: WatchStepCommand & { readonly requestId: string },
): Promise<Answer> {
  const { requestId, act } = command
  const once = { requestId, useCase: `monitoring.watch-${act.event}`, permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, acting.hand, once, (tx) => takeWatchStepWithin(tx, acting, command))
}

/** Takes a step of an entry in a transaction that does more than that; a refusal has written nothing. */
export async function takeWatchStepWithin(tx: Tx, acting: WatchActing, command: WatchStepCommand): Promise<Answer> {
  const { hand } = acting
  const reader = proofOf(acting, 'watch:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { entryId, version, act, now } = command
  const entry = await findWatchEntry(tx, reader, entryId)
  const list = entry && (await findWatchList(tx, reader, entry.listId))
  if (!entry || !list) return refuse({ code: 'NOT_FOUND' })
  const row = watchTransition(entry.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const person =
    proofOf(acting, permissionOfHand[row.by]) ?? (row.orBy ? proofOf(acting, permissionOfHand[row.orBy]) : null)
  if (!person || !(await isWithin(tx, person, entry.organizationId))) return refuse({ code: 'NOT_FOUND' })
  const newBodyId = act.event === 'hand-over' ? act.toBodyId : null
  // Who appraises or decides does so for the body of the list, never for himself from below.
  const place = newBodyId ?? entry.bodyId
  if ((row.by === 'decide' || row.by === 'appraise') && !(await isWithin(tx, person, place)))
    return refuse({ code: 'NOT_FOUND' })
  if (entry.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
  const today = todayInHanoi(now)
  const bodies = await readWatchBodies(tx, person, { ...entry, newBodyId })
  const { organizationId } = entry
  const ended =
    act.event === 'merge' || act.event === 'dissolve'
      ? await findEndingSuccession(tx, person, { organizationId, successionId: act.successionId })
      : null
  const judged = stepWatchEntry(entry, act, {
    actorUserId: person.actor.userId,
    today,
    rules: list.rules,
    bodyStands: bodies.stands,
    newBodyManages: bodies.newBodyManages,
    successionFits: ended !== null && fits(act, ended),
    openRed: await readOpenRed(tx, person, entry),
  })
  if (!judged.ok) return judged
  const by = { person, hand }
  const at: Written = { entry, act, step: judged.value, today, rules: list.rules, endedOn: ended?.onDay ?? null }
  if (!(await keepStep(tx, by, at))) return refuse({ code: 'CHANGED_MEANWHILE' })
  const newEntryIds = await openSuccessors(tx, by, { ...at, successorIds: ended?.successorIds ?? [] })
  await tell(tx, by, at)
  return ok({ entryId, state: judged.value.to, newEntryIds })
}

const fits = (act: WatchAct, { kind, successorIds }: { kind: string; successorIds: readonly string[] }) =>
  act.event === 'dissolve' ? kind === 'dissolution' : kind !== 'dissolution' && successorIds.length > 0

/** Who takes the step, by the proof his step asks for, and the hand that writes it. */
type By = { readonly person: Scope; readonly hand: Scope }

type Written = {
  readonly entry: WatchEntryRow
  readonly act: WatchAct
  readonly step: WatchStep
  readonly today: LegalDay
  readonly rules: WatchRules
  readonly endedOn: LegalDay | null
}

async function keepStep(tx: Tx, { person, hand }: By, { entry, act, step, today, endedOn }: Written): Promise<boolean> {
  const { entryId, organizationId, version } = entry
  const { userId, name } = person.actor
  const decidedOn = 'decidedOn' in act ? act.decidedOn : null
  const wasListed = entry.listedOn !== null && entry.offOn === null
  const off =
    act.event === 'remove'
      ? { offOn: act.decidedOn, offBy: 'removed' }
      : (act.event === 'merge' || act.event === 'dissolve') && wasListed
        ? { offOn: endedOn ?? today, offBy: step.to }
        : {}
  const isUpdated = await updateWatchEntry(tx, hand, {
    entryId,
    version,
    proposer: step.isProposal && !entry.proposers.includes(userId) ? userId : null,
    change: {
      ...step.change,
      ...off,
      state: step.to,
      ...(act.event === 'hand-over' ? { bodyId: act.toBodyId } : {}),
      ...(act.event === 'list' || act.event === 'raise' ? { decidedBy: userId } : {}),
    },
  })
  if (!isUpdated) return false
  const { event, ...said } = act
  const by = { entryId, organizationId, actorId: userId, actorName: name }
  const isRemoval = event === 'remove'
  await insertWatchStep(tx, hand, {
    ...by,
    event,
    fromState: step.from,
    toState: isRemoval ? 'removed' : step.to,
    onDay: decidedOn ?? endedOn ?? today,
    reason: 'reason' in act ? act.reason : null,
    decisionNumber: 'number' in act ? act.number : null,
    decisionBody: 'body' in act ? act.body : null,
    reviewOn: 'reviewOn' in act ? act.reviewOn : null,
    levelCode: step.change.levelCode ?? null,
    severity: step.change.severity ?? null,
    detail: { ...said, ...(event === 'list' || event === 'raise' ? { signs: entry.signs } : {}) },
  })
  if (isRemoval) {
    const until = step.change.afterWatchUntil ?? null
    const started = { event: 'start-after-watch', fromState: 'removed', toState: 'after-watch', onDay: act.decidedOn }
    await insertWatchStep(tx, hand, { ...by, ...started, detail: { until } })
  }
  return true
}

/** What comes of a relapse and of a merger: new entries that know the former one; ratings are not copied. */
async function openSuccessors(
  tx: Tx,
  { person, hand }: By,
  { entry, act, today, rules, successorIds }: Written & { readonly successorIds: readonly string[] },
): Promise<string[]> {
  const { userId, name } = person.actor
  const { listId, bodyId, signs, entryId: previousEntryId } = entry
  if (act.event === 'relapse') {
    const { levelCode, severity } = relapseEntry(entry, rules)
    const entryId = newId()
    const state = stateOfLevel(rules, levelCode)
    const back = signs.filter(({ code }) => code === act.signCode)
    const change = {
      state,
      levelCode,
      severity,
      signs: back,
      listedOn: act.decidedOn,
      reviewOn: act.reviewOn,
      decidedBy: userId,
    }
    const { organizationId } = entry
    // Whoever proposed the relapse stands in the former entry; the decision on it has just been judged.
    const of = { entryId, listId, organizationId, bodyId, openedOn: today, proposers: [], previousEntryId, change }
    if (!(await insertWatchEntry(tx, hand, of))) return []
    await insertWatchStep(tx, hand, {
      ...{
        entryId,
        organizationId,
        event: 'relist',
        fromState: null,
        toState: state,
        actorId: userId,
        actorName: name,
      },
      ...{ onDay: act.decidedOn, reason: act.reason, decisionNumber: act.number, decisionBody: act.body },
      ...{ reviewOn: act.reviewOn, levelCode, severity, detail: { signs: back, previousEntryId } },
    })
    return [entryId]
  }
  if (act.event !== 'merge') return []
  const made: string[] = []
  for (const organizationId of successorIds) {
    const entryId = newId()
    const of = { entryId, listId, organizationId, bodyId, openedOn: today, proposers: [userId], previousEntryId }
    if (!(await insertWatchEntry(tx, hand, { ...of, change: { signs } }))) continue
    await insertWatchStep(tx, hand, {
      ...{ entryId, organizationId, event: 'inherit', fromState: null, toState: 'suspected', actorId: userId },
      ...{ actorName: name, onDay: today, reason: act.reason, detail: { previousEntryId, signs } },
    })
    made.push(entryId)
  }
  return made
}

/** Whom a step concerns: those who act next, and the organization of every decision about it. */
async function tell(tx: Tx, { hand }: By, { entry, act, step }: Written): Promise<void> {
  const of = { organizationId: entry.organizationId, recordTable: 'watch_entry', recordId: entry.entryId }
  if (act.event === 'submit') {
    await emit(tx, hand, { ...of, type: 'monitoring.watch-submitted', payload: { levelCode: act.levelCode } })
  } else if ('decidedOn' in act && act.event !== 'hand-over') {
    await emit(tx, hand, {
      ...of,
      type: 'monitoring.watch-decided',
      payload: { event: act.event, state: step.to, decidedOn: act.decidedOn },
    })
  } else if (step.from !== step.to) {
    await emit(tx, hand, { ...of, type: 'monitoring.watch-moved', payload: { event: act.event, state: step.to } })
  }
}
