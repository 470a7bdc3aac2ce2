import type { Database } from '@nq15/db/client'
import { screenAsOf } from '@nq15/use-cases/monitoring/screen-as-of'
import type { Answer } from '../answer.ts'
import { screeningScope } from '../operator.ts'
import { tellPercent } from './tell-percent.ts'

/** Screens every root for the month that is due on a day, and says what was found; progress goes to `tell`. */
export async function answerScreenAsOf(db: Database, asOf: string, tell: (line: string) => void): Promise<Answer> {
  const runs = await screenAsOf(db, screeningScope(), { asOf, progress: tellPercent(tell) })
  return {
    json: { asOf, runs },
    lines: runs.map(
      ({ month, organizations, raised, cleared, ruleVersion, resultHash, runId }) =>
        `${month.slice(0, 7)}  ${ruleVersion}  ${organizations} organizations, ${raised} signs raised, ${cleared} cleared  ${resultHash}  run ${runId}`,
    ),
    exitCode: 0,
  }
}
