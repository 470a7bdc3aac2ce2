import type { Database } from '@nq15/db/client'
import { screenAsOf } from '@nq15/use-cases/monitoring/screen-as-of'
import type { Answer } from '../answer.ts'
import { screeningScope } from '../operator.ts'

/** Screens every root for the month that is due on a day, and says what was found; progress goes to `tell`. */
export async function answerScreenAsOf(db: Database, asOf: string, tell: (line: string) => void): Promise<Answer> {
  let shown = 0
  const runs = await screenAsOf(db, screeningScope(), {
    asOf,
    progress: ({ done, total }) => {
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
      if (percent >= shown + 10) {
        shown = percent
        tell(`${percent} %\n`)
      }
    },
  })
  return {
    json: { asOf, runs },
    lines: runs.map(
      ({ month, organizations, raised, cleared, ruleVersion, resultHash }) =>
        `${month.slice(0, 7)}  ${ruleVersion}  ${organizations} organizations, ${raised} signs raised, ${cleared} cleared  ${resultHash}`,
    ),
    exitCode: 0,
  }
}
