import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { type CorrectionRow, findCorrection } from '@nq15/db/ratings/correction.read'
import {
  insertCorrection,
  markCorrectionDecided,
  noteFollowUp,
  dropCorrection as storeDropped,
} from '@nq15/db/ratings/correction.write'
import type { Scope } from '@nq15/db/scope'
import {
  type AmendmentFinding,
  afterStepRules,
  type Consequence,
  type DecideCorrection,
  levelSchema,
  nextRatingState,
  type PrepareCorrection,
  ratingStateSchema,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import {
  type AmendCommand,
  checkStanding,
  consequencesOfStanding,
  readStanding,
  type Standing,
  writeAmendment,
} from './amend-standing.ts'

export type PrepareCorrectionRefusal = {
  readonly code: 'NOT_FOUND' | 'NOT_DECIDED' | 'APPEAL_OPEN' | 'ALREADY_PREPARED' | 'SAME_LEVEL' | 'OWN_MATTER'
}

/** Prepares a correction of a decided level, in an open or a closed year; nothing changes until another person decides it. */
export async function prepareCorrection(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, ...prepared }: PrepareCorrection & { requestId: string; caseId: string; now: Date },
): Promise<Result<{ correctionId: string }, PrepareCorrectionRefusal>> {
  const { permissions } = afterStepRules['prepare-correction']
  const act = { requestId, useCase: 'prepare-correction', permissions }
  return actOnce(db, scope, act, async (tx) => {
    const standing = await readStanding(tx, scope, { caseId, hold: false })
    if (!standing) return refuse({ code: 'NOT_FOUND' })
    const { row, version, campaign } = standing
    if (!nextRatingState(ratingStateSchema.parse(row.state), 'revise', prepared.reason).ok) {
      return refuse({ code: row.state === 'appealed' ? 'APPEAL_OPEN' : 'NOT_DECIDED' })
    }
    if (row.memberId === scope.actor.memberId) return refuse({ code: 'OWN_MATTER' })
    if (version.outcome === prepared.level) return refuse({ code: 'SAME_LEVEL' })
    const { organizationId, committeeId, memberId } = row
    const correctionId = newId()
    const stored = await insertCorrection(tx, scope, {
      ...{ id: correctionId, ratingId: version.id, caseId, organizationId, committeeId, memberId },
      ...{ year: campaign.year, prepared, at: now },
    })
    if (!stored) return refuse({ code: 'ALREADY_PREPARED' })
    await emit(tx, scope, {
      ...{ type: 'ratings.correction-prepared', organizationId: committeeId, recordTable: 'rating_correction' },
      ...{ recordId: correctionId, payload: { year: campaign.year, caseId } },
    })
    return ok({ correctionId })
  })
}

export type DecideCorrectionRefusal =
  | { readonly code: 'NOT_FOUND' | 'ALREADY_SETTLED' | 'LEVEL_CHANGED' | 'APPEAL_OPEN' | 'CHANGED_MEANWHILE' }
  | { readonly code: 'RULES_STAND'; readonly findings: readonly AmendmentFinding[] }

type Decide = DecideCorrection & {
  readonly requestId: string
  readonly correctionId: string
  readonly version: number
  readonly now: Date
}

/**
 * Decides a prepared correction: a new linked version of that year's level by another decision number, with everything that
 * hung on the old one settled or named. Refused with every rule that stands in the way; the only way a closed year changes.
 */
export async function decideCorrection(
  db: Database,
  scope: Scope,
  { requestId, correctionId, version, now, ...document }: Decide,
): Promise<Result<{ decisionId: string; consequences: readonly Consequence[] }, DecideCorrectionRefusal>> {
  const act = { requestId, useCase: 'decide-correction', permissions: afterStepRules.correct.permissions }
  return actOnce(db, scope, act, async (tx) => {
    const correction = await findCorrection(tx, scope, correctionId)
    const standing = correction && (await readStanding(tx, scope, { caseId: correction.caseId, hold: true }))
    if (!correction || !standing) return refuse({ code: 'NOT_FOUND' })
    if (correction.state !== 'prepared') return refuse({ code: 'ALREADY_SETTLED' })
    if (correction.ratingId !== standing.version.id) return refuse({ code: 'LEVEL_CHANGED' })
    const to = nextRatingState(ratingStateSchema.parse(standing.row.state), 'revise', correction.reason)
    if (!to.ok) return refuse({ code: 'APPEAL_OPEN' })
    const command = commandOf(correction, document, now)
    const findings = checkStanding(standing, scope, command)
    if (findings.length > 0) return refuse({ code: 'RULES_STAND', findings })
    const written = await writeAmendment(tx, scope, { standing, command, to: to.value })
    const decided = written && { id: correctionId, version, ...written, at: now }
    if (!decided || !(await markCorrectionDecided(tx, scope, decided))) return refuse({ code: 'CHANGED_MEANWHILE' })
    return ok(written)
  })
}

const commandOf = (correction: CorrectionRow, document: DecideCorrection, now: Date): AmendCommand => ({
  ...{ kind: 'correction', to: levelSchema.parse(correction.level), document, reason: correction.reason, now },
  ground: {
    ...{ document: correction.groundDocument, issuer: correction.groundIssuer, day: correction.groundDay },
    legalBasis: correction.legalBasis,
  },
  ...{ isViolation: correction.ground === 'violation-found', preparedBy: correction.preparedBy },
})

/** A prepared correction as it would be decided now: what stands, what stands in the way, what would follow. */
export type CorrectionPreview = {
  readonly correction: CorrectionRow
  readonly standing: Standing
  readonly findings: readonly AmendmentFinding[]
  readonly consequences: readonly Consequence[]
}

/** Says beforehand what a prepared correction would meet and do; changes nothing. Null when out of scope. */
export async function previewCorrection(
  db: Database,
  scope: Scope,
  { correctionId, document, now }: { correctionId: string; document: DecideCorrection; now: Date },
): Promise<CorrectionPreview | null> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const correction = await findCorrection(tx, scope, correctionId)
    const standing = correction && (await readStanding(tx, scope, { caseId: correction.caseId, hold: false }))
    if (!correction || !standing) return null
    const command = commandOf(correction, document, now)
    return {
      ...{ correction, standing, findings: checkStanding(standing, scope, command) },
      consequences: consequencesOfStanding(standing, command),
    }
  })
}

export type SettleCorrectionRefusal = { readonly code: 'NOT_FOUND' | 'ALREADY_SETTLED' | 'NOTE_NEEDED' }

type Settle = { readonly requestId: string; readonly correctionId: string; readonly version: number }

/** Drops a prepared correction: nothing was changed by it. */
export async function dropCorrection(
  db: Database,
  scope: Scope,
  { requestId, correctionId, version }: Settle,
): Promise<Result<true, SettleCorrectionRefusal>> {
  const act = { requestId, useCase: 'drop-correction', permissions: ['rating:board', 'rating:decide'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await findCorrection(tx, scope, correctionId))) return refuse({ code: 'NOT_FOUND' })
    const dropped = await storeDropped(tx, scope, { id: correctionId, version })
    return dropped ? ok(true) : refuse({ code: 'ALREADY_SETTLED' })
  })
}

/** Notes what people did about the findings of a decided correction. */
export async function followUpCorrection(
  db: Database,
  scope: Scope,
  { requestId, correctionId, version, note, now }: Settle & { readonly note: string; readonly now: Date },
): Promise<Result<true, SettleCorrectionRefusal>> {
  const act = { requestId, useCase: 'follow-up-correction', permissions: afterStepRules.correct.permissions }
  return actOnce(db, scope, act, async (tx) => {
    if (note.trim() === '') return refuse({ code: 'NOTE_NEEDED' })
    if (!(await findCorrection(tx, scope, correctionId))) return refuse({ code: 'NOT_FOUND' })
    const noted = await noteFollowUp(tx, scope, { id: correctionId, version, note, at: now })
    return noted ? ok(true) : refuse({ code: 'ALREADY_SETTLED' })
  })
}
