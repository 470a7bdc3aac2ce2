import type { Tx } from '@nq15/db/client'
import { countInformation } from '@nq15/db/information/issue.read'
import { countOpinions } from '@nq15/db/information/opinion.read'
import { listReviewPlaces, type ReviewOf } from '@nq15/db/reports/review-facts.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import type { ReviewFact } from '@nq15/domain/reports'

/** T6: duties of information and notes of opinion by line and year, of the committees of the level (weak units, section 12). */
export async function countReviewInformation(tx: Tx, scope: Scope, of: ReviewOf): Promise<ReviewFact[]> {
  const { firstYear, lastYear, cutOff } = of
  const places = await listReviewPlaces(tx, scope, of)
  const facts: ReviewFact[] = []
  for (let year = firstYear; year <= lastYear; year += 1) {
    const last = `${year}-12-31`
    const span = { from: `${year}-01-01`, to: addDays(last < cutOff ? last : cutOff, 1) }
    const duties = await countInformation(tx, scope, span)
    const notes = await countOpinions(tx, scope, span)
    const counted = [
      ...duties.map(({ organizationId, open, unanswered, answered, answeredInTime, publications, updatesOverdue }) => ({
        organizationId,
        counts: {
          ...{ issues: open, unanswered, answers: answered, answered: answeredInTime },
          ...{ publications, updatesLate: updatesOverdue },
        },
      })),
      ...notes.map(({ organizationId, positive, neutral, concern }) => ({
        organizationId,
        counts: { opinions: positive + neutral + concern },
      })),
    ]
    for (const { organizationId, counts } of counted) {
      const line = places.get(organizationId)
      if (line === undefined) continue
      for (const [column, count] of Object.entries(counts)) facts.push({ table: 'T6', line, year, column, count })
    }
  }
  return facts
}
