import {
  messagesVi,
  type RateCase,
  rateSubject,
  ratingRuleSets,
  renderFinding,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import { ok, type Result } from '@nq15/domain/shared'
import type { Answer } from '../answer.ts'
import { type BadCase, badCase } from './read-cases.ts'

/** Rates a case by the rule set it names; one this version does not hold is refused, never answered by another. */
export function answerRate({ id, subject, input, ruleSet: asked }: RateCase): Result<Answer, BadCase> {
  const found = ruleSetByCode(ratingRuleSets, asked)
  if (!found.ok)
    return badCase(id, `ruleSet: ${asked} is not in this version (it holds ${found.refusal.known.join(', ')})`)

  const { level, findings, presumed, ruleSet } = rateSubject(input, subject, found.value)
  return ok({
    json: { id, level, reasons: findings, presumed, ruleSet },
    lines: [
      `${id}  ${subject}  ${level}`,
      ...findings.map(
        (one) =>
          `  ${one.severity.padEnd(5)} ${one.code}  ${renderFinding(messagesVi, one)} [${one.basis.document}, ${one.basis.provision}, ${one.basis.confidence}]`,
      ),
      ...(presumed.length > 0 ? [`  nothing said, presumed none on file: ${presumed.join(', ')}`] : []),
    ],
    exitCode: level === 'INVALID' || level === 'MANUAL' ? 1 : 0,
  })
}

/** What is said on standard error of cases that use the old name of a subject. */
export const noticeOfOldName = (cases: readonly RateCase[]): string | null =>
  cases.some(({ subject, ruleSet }) => subject === 'MEMBER_2A' && ruleSet === 'G3')
    ? 'MEMBER_2A is the old name of MEMBER_2B: a member without a leading post fills form 02B'
    : null
