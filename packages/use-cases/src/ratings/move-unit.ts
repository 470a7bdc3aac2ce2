import type { Database, Tx } from '@nq15/db/client'
import { findCase } from '@nq15/db/ratings/case.read'
import type { UnitRow } from '@nq15/db/ratings/unit.read'
import { saveUnitReport, stepUnit } from '@nq15/db/ratings/unit.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { EventType } from '@nq15/domain/events'
import {
  checkUnitReport,
  isInOrder,
  levelSchema,
  nextUnitState,
  type UnitBlock,
  type UnitEvent,
  type UnitReportFault,
  type UnitState,
  whoseStep,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { proposeUnit } from './propose-unit.ts'
import { openUnit, refreshUnit, type UnitWork, type UnitWorkRefusal } from './unit-work.ts'

/** The steps a person may ask for; sending goes to the level between where there is one. Deciding is an act of its own. */
export const unitMoves = ['send', 'withdraw', 'forward', 'take-up', 'return', 'accept', 'reopen'] as const
export type UnitMove = (typeof unitMoves)[number]

export type MoveUnitRefusal =
  | UnitWorkRefusal
  | { readonly code: 'CHANGED_MEANWHILE' | 'REASON_NEEDED' | 'LEVEL_MISSING' }
  | { readonly code: 'WRONG_STATE'; readonly state: UnitState }
  | { readonly code: 'REPORT_HAS_FAULTS'; readonly faults: readonly UnitReportFault[] }
  | { readonly code: 'OUT_OF_ORDER'; readonly blocks: readonly UnitBlock[] }

type Command = {
  readonly requestId: string
  readonly caseId: string
  readonly version: number
  readonly move: UnitMove
  readonly reason?: string
  readonly now: Date
}

/**
 * Moves a unit one step: sent only whole, taken up only in the legal order, returned and reopened only with a reason. Each
 * step is kept with who and when, and whoever has to act next is told.
 */
export async function moveUnit(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, move, reason = '', now }: Command,
): Promise<Result<{ state: UnitState; version: number }, MoveUnitRefusal>> {
  const act = { requestId, useCase: `unit:${move}`, permissions: ['unit:report', 'unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const work = await openUnit(tx, scope, { caseId, act: (unit) => whoseStep(eventOf(move, unit), unit.state) })
    if (!work.ok) return work
    const { unit } = work.value
    const event = eventOf(move, unit)
    const trimmed = reason.trim()
    const next = nextUnitState(unit.state, event, trimmed)
    if (!next.ok) {
      return next.refusal.code === 'reason-required'
        ? refuse({ code: 'REASON_NEEDED' })
        : refuse({ code: 'WRONG_STATE', state: unit.state })
    }
    if (unit.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const stands = await whatStands(tx, scope, { work: work.value, move, at: now })
    if (stands) return refuse(stands)
    const step = { unit, event, to: next.value, reason: trimmed || null, at: now, onDay: todayInHanoi(now) }
    if (!(await stepUnit(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await refreshUnit(tx, scope, work.value, now)
    await tell(tx, scope, work.value, event)
    return ok({ state: next.value, version: version + 1 })
  })
}

const eventOf = (move: UnitMove, { intermediateId }: Pick<UnitRow, 'intermediateId'>): UnitEvent =>
  move === 'send' && intermediateId ? 'submit' : move

type Asked = { readonly work: UnitWork; readonly move: UnitMove; readonly at: Date }
type Standing =
  | Extract<MoveUnitRefusal, { code: 'REPORT_HAS_FAULTS' | 'OUT_OF_ORDER' }>
  | { readonly code: 'LEVEL_MISSING' }

/** What keeps a unit from this step, beyond state and right. */
async function whatStands(tx: Tx, scope: Scope, { work, move, at }: Asked): Promise<Standing | null> {
  const { campaign, unit } = work
  if (unit.notRatedReason) return null
  if (move === 'send' && unit.subject === 'LEADER') return copyOwnReview(tx, scope, { unit, at })
  const proposal = proposeUnit(unit, rulesOf(campaign))
  if (move === 'send') {
    const faults = checkUnitReport(unit.report, proposal.outcome === 'INVALID')
    return faults.length > 0 ? { code: 'REPORT_HAS_FAULTS', faults } : null
  }
  if (move !== 'take-up' && move !== 'accept') return null
  if (!isInOrder(proposal.blocks)) return { code: 'OUT_OF_ORDER', blocks: proposal.blocks }
  return move === 'accept' && proposal.effective === null ? { code: 'LEVEL_MISSING' } : null
}

/** A leader goes up with the numbers of his own review: what the superior weighs is what the leader wrote and his cell saw. */
async function copyOwnReview(
  tx: Tx,
  scope: Scope,
  { unit, at }: { unit: UnitRow; at: Date },
): Promise<Standing | null> {
  const row = unit.caseId ? await findCase(tx, scope, unit.caseId) : null
  const own = row?.assessment
  if (!own) return { code: 'REPORT_HAS_FAULTS', faults: [{ code: 'FIELD_MISSING', field: 'ownReview' }] }
  const { generalPoints, resultPoints, tasksAssigned, tasksOnTime, tasksLate, tasksFailed, tasksExceeded } = own
  const { limitationsPointedOut, limitationsRemedied } = own
  const numbers = {
    ...{ generalPoints, resultPoints, tasksAssigned, tasksOnTime, tasksLate, tasksFailed, tasksExceeded },
    ...{ limitationsPointedOut, limitationsRemedied },
  }
  const selfLevel = levelSchema.safeParse(own.selfLevel).data ?? null
  const faults = checkUnitReport({ ...numbers, selfLevel, resultsText: 'bản kiểm điểm cá nhân' }, false)
  if (faults.length > 0) return { code: 'REPORT_HAS_FAULTS', faults }
  const patch = { ...numbers, selfLevel }
  await saveUnitReport(tx, scope, { of: unit, version: unit.report?.version ?? 0, patch, at })
  return null
}

/** Whom a step concerns: the body where the unit lies next. */
const toldOf: Partial<
  Record<UnitEvent, { readonly type: EventType; readonly at: 'unit' | 'intermediate' | 'decider' }>
> = {
  submit: { type: 'ratings.unit-submitted', at: 'intermediate' },
  send: { type: 'ratings.unit-sent', at: 'decider' },
  forward: { type: 'ratings.unit-sent', at: 'decider' },
  return: { type: 'ratings.unit-returned', at: 'unit' },
  accept: { type: 'ratings.unit-appraised', at: 'decider' },
}

async function tell(tx: Tx, scope: Scope, { campaign, unit }: UnitWork, event: UnitEvent): Promise<void> {
  const told = toldOf[event]
  if (!told) return
  const places = { unit: unit.organizationId, intermediate: unit.intermediateId, decider: unit.deciderId }
  const dueOn = event === 'return' ? unit.reportDueOn : unit.decisionDueOn
  await emit(tx, scope, {
    type: told.type as 'ratings.unit-sent',
    organizationId: places[told.at],
    recordTable: 'rating_unit_case',
    recordId: unit.id,
    payload: { year: campaign.year, campaignId: campaign.id, unitId: unit.organizationId, dueOn },
  })
}
