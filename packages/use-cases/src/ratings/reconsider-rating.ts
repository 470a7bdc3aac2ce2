import type { Database } from '@nq15/db/client'
import { lockDecision, stepCase } from '@nq15/db/ratings/amendment.write'
import { findAppeal } from '@nq15/db/ratings/appeal.read'
import { stepAppeal } from '@nq15/db/ratings/appeal.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type AmendmentFinding,
  afterSources,
  afterStepRules,
  nextAppealState,
  nextRatingState,
  type Reconsider,
  ratingStateSchema,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { checkStanding, readStanding, writeAmendment } from './amend-standing.ts'
import { tellMember } from './tell-member.ts'

export type ReconsiderRefusal =
  | { readonly code: 'NOT_FOUND' | 'ALREADY_ANSWERED' | 'CHANGED_MEANWHILE' | 'OWN_MATTER' | 'FILED_BY_SELF' }
  | { readonly code: 'RULES_STAND'; readonly findings: readonly AmendmentFinding[] }

type Command = Reconsider & {
  readonly requestId: string
  readonly appealId: string
  readonly version: number
  readonly now: Date
}

/**
 * The deciding body answers a complaint in writing: the level is kept, or replaced by another decision that keeps every rule
 * of the first one, the quota too. Neither the complainant nor whoever filed for him answers it.
 */
export async function reconsiderRating(
  db: Database,
  scope: Scope,
  { requestId, appealId, version, now, ...answer }: Command,
): Promise<Result<{ outcome: 'upheld' | 'changed' }, ReconsiderRefusal>> {
  const act = { requestId, useCase: 'reconsider-rating', permissions: afterStepRules.reconsider.permissions }
  return actOnce(db, scope, act, async (tx) => {
    const found = await findAppeal(tx, scope, appealId)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    await lockDecision(tx, scope, found)
    const appeal = (await findAppeal(tx, scope, appealId)) ?? found
    const changes = answer.outcome === 'changed'
    const next = nextAppealState(appeal.state, changes ? 'change' : 'uphold', answer.answer)
    const standing = await readStanding(tx, scope, { caseId: appeal.caseId, hold: false })
    if (!next.ok) return refuse({ code: 'ALREADY_ANSWERED' })
    if (!standing) return refuse({ code: 'NOT_FOUND' })
    const to = nextRatingState(ratingStateSchema.parse(standing.row.state), 'reconsider')
    if (!to.ok) return refuse({ code: 'ALREADY_ANSWERED' })
    if (standing.row.memberId === scope.actor.memberId) return refuse({ code: 'OWN_MATTER' })
    if (appeal.filedBy === scope.actor.userId) return refuse({ code: 'FILED_BY_SELF' })

    let decisionId: string | null = null
    if (answer.outcome === 'changed') {
      const { reRating } = afterSources
      const command = {
        ...({ kind: 'reconsideration', to: answer.level, document: answer, reason: answer.answer, now } as const),
        ground: {
          ...{ document: 'Kiến nghị về xếp loại', issuer: appeal.fullName, day: appeal.filedOn },
          legalBasis: `${reRating.document}, ${reRating.provision}`,
        },
        ...{ isViolation: false, preparedBy: appeal.filedBy },
      }
      const findings = checkStanding(standing, scope, command)
      if (findings.length > 0) return refuse({ code: 'RULES_STAND', findings })
      const written = await writeAmendment(tx, scope, { standing, command, to: to.value })
      if (!written) return refuse({ code: 'CHANGED_MEANWHILE' })
      decisionId = written.decisionId
    } else {
      const step = { caseId: appeal.caseId, from: standing.row.state, to: to.value, at: now }
      if (!(await stepCase(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const answered = { id: appealId, version, state: next.value, answer: answer.answer, decisionId }
    if (!(await stepAppeal(tx, scope, { ...answered, answeredOn: todayInHanoi(now) }))) {
      return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const about = { row: standing.row, year: appeal.year, alsoUserIds: [appeal.filedBy] }
    await tellMember(tx, scope, { type: 'ratings.appeal-answered', ...about })
    return ok({ outcome: answer.outcome })
  })
}
