import {
  messagesVi,
  type RateCase,
  rateSubject,
  ratingRuleSets,
  renderFinding,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { Answer } from '../answer.ts'
import type { WrongUse } from './read-cases.ts'

/** Rates each case by the rule set it names; a rule set this version does not hold is wrong use, never another one's answer. */
export function answerRate(cases: readonly RateCase[]): Result<Answer, WrongUse> {
  const chosen = cases.map((one) => ({ one, found: ruleSetByCode(ratingRuleSets, one.ruleSet) }))
  const unknown = chosen.flatMap(({ one, found }) =>
    found.ok
      ? []
      : [
          `Case "${one.id}": ruleSet: ${one.ruleSet} is not in this version (it holds ${found.refusal.known.join(', ')})`,
        ],
  )
  if (unknown.length > 0) return refuse({ code: 'wrong-use', messages: unknown } as const)

  const rated = chosen.flatMap(({ one, found }) =>
    found.ok ? [{ one, answer: rateSubject(one.input, one.subject, found.value) }] : [],
  )
  return ok({
    json: rated.map(({ one: { id }, answer: { level, findings, presumed, ruleSet } }) => ({
      id,
      level,
      reasons: findings,
      presumed,
      ruleSet,
    })),
    lines: rated.flatMap(({ one: { id, subject }, answer }) => [
      `${id}  ${subject}  ${answer.level}`,
      ...answer.findings.map(
        (found) =>
          `  ${found.severity.padEnd(5)} ${found.code}  ${renderFinding(messagesVi, found)} [${found.basis.document}, ${found.basis.provision}, ${found.basis.confidence}]`,
      ),
      ...(answer.presumed.length > 0 ? [`  nothing said, presumed none on file: ${answer.presumed.join(', ')}`] : []),
    ]),
    exitCode: rated.some(({ answer: { level } }) => level === 'INVALID' || level === 'MANUAL') ? 1 : 0,
  })
}
