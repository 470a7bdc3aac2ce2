import { computeQuota, type quotaCaseSchema, ratingRuleSets } from '@nq15/domain/ratings'
import type { z } from 'zod'
import { type Answer, columns } from '../answer.ts'

type QuotaCase = z.infer<typeof quotaCaseSchema>

/** Reckons the limit on XS of each case, group by group where groups are given. */
export function answerQuota(cases: readonly QuotaCase[]): Answer {
  const exceptionPercent = ratingRuleSets[0]?.options.quota.exceptionPercent
  const answers = cases.map(({ id, counts, groups, ...rule }) => {
    const whole = counts ? [{ key: '', counts }] : []
    const quota = computeQuota(
      { ...(exceptionPercent === undefined ? {} : { exceptionPercent }), ...rule },
      groups ?? whole,
    )
    const { limit, excess, smallestMoves, exceptionApplied, perGroup } = quota
    return { id, limit, excess, smallestMoves, exceptionApplied, ...(groups ? { perGroup } : {}) }
  })
  return {
    json: answers,
    lines: columns([
      ['id', 'group', 'limit', 'excess', 'fewest moves'],
      ...answers.flatMap(({ id, limit, excess, smallestMoves, perGroup = [] }) => [
        [String(id), 'all', String(limit), String(excess), String(smallestMoves)],
        ...perGroup.map((group) => [
          String(id),
          group.key,
          String(group.limit),
          String(group.excess),
          String(group.smallestMoves),
        ]),
      ]),
    ]),
    exitCode: answers.some(({ excess }) => excess > 0) ? 1 : 0,
  }
}
