import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { kindOf } from '@nq15/db/ratings/after-tables'
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
  type RatingState,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { type AmendCommand, type AmendedLevel, checkStandings, consequencesOfStanding } from './amend-standing.ts'
import { readStanding } from './read-standing.ts'
import { findOwnUnit } from './read-unit-standing.ts'
import type { Standing } from './standing.ts'
import { writeAmendment } from './write-amendment.ts'

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
    const { rated, version, campaign } = standing
    if (!nextRatingState(rated.state, 'revise', prepared.reason).ok) {
      return refuse({ code: rated.state === 'appealed' ? 'APPEAL_OPEN' : 'NOT_DECIDED' })
    }
    if (standing.isOwnMatter) return refuse({ code: 'OWN_MATTER' })
    if (version.outcome === prepared.level) return refuse({ code: 'SAME_LEVEL' })
    const { organizationId, committeeId, memberId } = rated
    const correctionId = newId()
    const stored = await insertCorrection(tx, scope, {
      ...{ id: correctionId, ratingId: version.id, caseId, organizationId, committeeId, memberId },
      ...{ year: campaign.year, prepared, at: now },
    })
    if (!stored) return refuse({ code: 'ALREADY_PREPARED' })
    await emit(tx, scope, {
      ...{ type: 'ratings.correction-prepared' },
      ...{
        organizationId: committeeId,
        recordTable: memberId === null ? 'rating_unit_correction' : 'rating_correction',
      },
      ...{ recordId: correctionId, payload: { year: campaign.year, caseId } },
    })
    return ok({ correctionId })
  })
}

type Finding = AmendmentFinding & { readonly name: string }

export type DecideCorrectionRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'ALREADY_SETTLED'
        | 'LEVEL_CHANGED'
        | 'APPEAL_OPEN'
        | 'CHANGED_MEANWHILE'
        | 'ANOTHER_COMMITTEE'
    }
  | { readonly code: 'RULES_STAND'; readonly findings: readonly Finding[] }

type Which = { readonly correctionId: string; readonly version: number }
type Decide = DecideCorrection &
  Which & {
    readonly requestId: string
    /** Further prepared corrections of the same committee and year that the same decision settles. */
    readonly also?: readonly Which[]
    readonly now: Date
  }
type Decided = { readonly decisionId: string; readonly consequences: readonly Consequence[] }

/**
 * Decides one or several prepared corrections by one decision: new linked versions of that year's levels by another decision
 * number, with everything that hung on the old ones settled or named. All or none: refused with every rule that stands in the
 * way; the only way a closed year changes.
 */
export async function decideCorrection(
  db: Database,
  scope: Scope,
  { requestId, correctionId, version, also = [], now, ...document }: Decide,
): Promise<Result<Decided, DecideCorrectionRefusal>> {
  const act = { requestId, useCase: 'decide-correction', permissions: afterStepRules.correct.permissions }
  return actOnce(db, scope, act, async (tx) => {
    // Always in one order, so that two decisions about the same people wait for each other and not in a circle.
    const asked = [...new Map([...also, { correctionId, version }].map((one) => [one.correctionId, one])).values()]
    const read: { correction: CorrectionRow; standing: Standing; version: number; to: RatingState }[] = []
    for (const one of asked.toSorted((left, right) => (left.correctionId < right.correctionId ? -1 : 1))) {
      const seen = await findCorrection(tx, scope, one.correctionId)
      const standing = seen && (await readStanding(tx, scope, { caseId: seen.caseId, hold: true }))
      // Read again once the case is held: whoever held it before may have settled this very correction.
      const correction = standing && (await findCorrection(tx, scope, one.correctionId))
      if (!correction || !standing) return refuse({ code: 'NOT_FOUND' })
      const [first] = read
      const isTogether =
        !first ||
        (first.standing.campaign.id === standing.campaign.id &&
          first.standing.rated.committeeId === standing.rated.committeeId)
      if (!isTogether) return refuse({ code: 'ANOTHER_COMMITTEE' })
      if (correction.state !== 'prepared') return refuse({ code: 'ALREADY_SETTLED' })
      if (correction.ratingId !== standing.version.id) return refuse({ code: 'LEVEL_CHANGED' })
      const to = nextRatingState(standing.rated.state, 'revise', correction.reason)
      if (!to.ok) return refuse({ code: 'APPEAL_OPEN' })
      read.push({ correction, standing, version: one.version, to: to.value })
    }
    const [first] = read
    if (!first) return refuse({ code: 'NOT_FOUND' })
    const levels = read.map(({ correction, standing }) => levelOf(correction, standing))
    const command: AmendCommand = { kind: 'correction', document, levels, now }
    const findings = checkStandings(command, scope)
    if (findings.length > 0) return refuse({ code: 'RULES_STAND', findings })
    const written = await writeAmendment(tx, scope, { command, to: first.to })
    if (!written) return refuse({ code: 'CHANGED_MEANWHILE' })
    for (const [at, { correction, version: seen }] of read.entries()) {
      const consequences = written.consequences[at] ?? []
      const decided = { id: correction.id, version: seen, decisionId: written.decisionId, consequences, at: now }
      if (!(await markCorrectionDecided(tx, scope, decided))) return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    return ok({ decisionId: written.decisionId, consequences: written.consequences.flat() })
  })
}

const levelOf = (correction: CorrectionRow, standing: Standing): AmendedLevel => ({
  ...{ standing, to: levelSchema.parse(correction.level), reason: correction.reason },
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
  readonly findings: readonly Finding[]
  readonly consequences: readonly Consequence[]
}

/** Says beforehand what a prepared correction would meet and do; changes nothing. Null when out of scope. */
export async function previewCorrection(
  db: Database,
  scope: Scope,
  { correctionId, document, now }: { correctionId: string; document: DecideCorrection; now: Date },
): Promise<CorrectionPreview | null> {
  if (!['rating:board', 'rating:decide', 'unit:appraise', 'unit:decide'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const correction = await findCorrection(tx, scope, correctionId)
    const standing = correction && (await readStanding(tx, scope, { caseId: correction.caseId, hold: false }))
    if (!correction || !standing) return null
    const level = levelOf(correction, standing)
    const findings = checkStandings({ kind: 'correction', document, levels: [level], now }, scope)
    return { correction, standing, findings, consequences: consequencesOfStanding(level) }
  })
}

export type SettleCorrectionRefusal = { readonly code: 'NOT_FOUND' | 'ALREADY_SETTLED' | 'NOTE_NEEDED' }

type Settle = { readonly requestId: string; readonly correctionId: string; readonly version: number }

const settlers = ['rating:board', 'rating:decide', 'unit:appraise', 'unit:decide'] as const

/** A correction that is the actor's to settle: a unit's only by a grant that names who decides it. */
async function findOwn(tx: Tx, scope: Scope, correctionId: string): Promise<CorrectionRow | null> {
  const correction = await findCorrection(tx, scope, correctionId)
  if (!correction || kindOf(scope) === 'person') return correction
  return (await findOwnUnit(tx, scope, correction.caseId)) && correction
}

/** Drops a prepared correction: nothing was changed by it. */
export async function dropCorrection(
  db: Database,
  scope: Scope,
  { requestId, correctionId, version }: Settle,
): Promise<Result<true, SettleCorrectionRefusal>> {
  const act = { requestId, useCase: 'drop-correction', permissions: settlers } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await findOwn(tx, scope, correctionId))) return refuse({ code: 'NOT_FOUND' })
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
    if (!(await findOwn(tx, scope, correctionId))) return refuse({ code: 'NOT_FOUND' })
    const noted = await noteFollowUp(tx, scope, { id: correctionId, version, note, at: now })
    return noted ? ok(true) : refuse({ code: 'ALREADY_SETTLED' })
  })
}
