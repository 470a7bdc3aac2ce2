import { computeQuota, type quotaCaseSchema, ratingRuleSets } from '@nq15/domain/ratings'
import type { z } from 'zod'
import type { Answer } from '../answer.ts'

const exceptionPercentOfLaw = ratingRuleSets[0]?.options.quota.exceptionPercent

/** Reckons the limit on XS of a case, group by group where groups are given. */
export function answerQuota({ id, counts, groups, ...rule }: z.infer<typeof quotaCaseSchema>): Answer {
  const ofLaw = exceptionPercentOfLaw === undefined ? {} : { exceptionPercent: exceptionPercentOfLaw }
  const { limit, excess, smallestMoves, exceptionApplied, perGroup } = computeQuota(
    { ...ofLaw, ...rule },
    groups ?? (counts ? [{ key: '', counts }] : []),
  )
  const line = (group: string, of: { limit: number; excess: number; smallestMoves: number }) =>
    `${id}  ${group}  limit ${of.limit}, excess ${of.excess}, fewest moves ${of.smallestMoves}`
  return {
    json: { id, limit, excess, smallestMoves, exceptionApplied, ...(groups ? { perGroup } : {}) },
    lines: [
      line('all', { limit, excess, smallestMoves }),
      ...(groups ? perGroup.map((group) => line(group.key, group)) : []),
    ],
    exitCode: excess > 0 ? 1 : 0,
  }
}
