import type { Database } from '@nq15/db/client'
import { stepCase } from '@nq15/db/ratings/amendment.write'
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
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { checkStandings } from './amend-standing.ts'
import { readStanding } from './read-standing.ts'
import { tellMember } from './tell-member.ts'
import { writeAmendment } from './write-amendment.ts'

export type ReconsiderRefusal =
  | { readonly code: 'NOT_FOUND' | 'ALREADY_ANSWERED' | 'CHANGED_MEANWHILE' | 'OWN_MATTER' | 'FILED_BY_SELF' }
  | { readonly code: 'RULES_STAND'; readonly findings: readonly (AmendmentFinding & { readonly name: string })[] }

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
    const held = await readStanding(tx, scope, { caseId: found.caseId, hold: true })
    const appeal = (await findAppeal(tx, scope, appealId)) ?? found
    const changes = answer.outcome === 'changed'
    const next = nextAppealState(appeal.state, changes ? 'change' : 'uphold', answer.answer)
    // Read again: what another answer wrote while this one waited is seen now.
    const standing = held && (await readStanding(tx, scope, { caseId: appeal.caseId, hold: false }))
    if (!next.ok) return refuse({ code: 'ALREADY_ANSWERED' })
    if (!standing) return refuse({ code: 'NOT_FOUND' })
    const { rated, isOwnMatter } = standing
    const to = nextRatingState(rated.state, 'reconsider')
    if (!to.ok) return refuse({ code: 'ALREADY_ANSWERED' })
    if (isOwnMatter) return refuse({ code: 'OWN_MATTER' })
    if (appeal.filedBy === scope.actor.userId) return refuse({ code: 'FILED_BY_SELF' })

    let decisionId: string | null = null
    if (answer.outcome === 'changed') {
      const { reRating } = afterSources
      const level = {
        ...{ standing, to: answer.level, reason: answer.answer, isViolation: false, preparedBy: appeal.filedBy },
        ground: {
          ...{ document: 'Khiếu nại, kiến nghị về xếp loại', issuer: appeal.fullName, day: appeal.filedOn },
          legalBasis: `${reRating.document}, ${reRating.provision}`,
        },
      }
      const command = { kind: 'reconsideration', document: answer, levels: [level], now } as const
      const findings = checkStandings(command, scope)
      if (findings.length > 0) return refuse({ code: 'RULES_STAND', findings })
      const written = await writeAmendment(tx, scope, { command, to: to.value })
      if (!written) return refuse({ code: 'CHANGED_MEANWHILE' })
      decisionId = written.decisionId
    } else if (rated.memberId !== null) {
      // Where a unit stands is told by its complaint; a person's case is moved.
      const step = { caseId: appeal.caseId, from: rated.state, to: to.value, at: now }
      if (!(await stepCase(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const answered = { id: appealId, version, state: next.value, answer: answer.answer, decisionId }
    if (!(await stepAppeal(tx, scope, { ...answered, answeredOn: todayInHanoi(now) }))) {
      return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const about = { rated, year: appeal.year, alsoUserIds: [appeal.filedBy] }
    await tellMember(tx, scope, { type: 'ratings.appeal-answered', ...about })
    return ok({ outcome: answer.outcome })
  })
}
