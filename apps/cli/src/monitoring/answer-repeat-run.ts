import type { Database } from '@nq15/db/client'
import { repeatRun } from '@nq15/use-cases/monitoring/repeat-run'
import type { Answer } from '../answer.ts'
import { screeningScope } from '../operator.ts'
import { tellPercent } from './tell-percent.ts'

/** Repeats a stored run and says whether rules, inputs and results are the same; refused (1) when the result is another. */
export async function answerRepeatRun(db: Database, runId: string, tell: (line: string) => void): Promise<Answer> {
  const repeated = await repeatRun(db, screeningScope(), { runId, progress: tellPercent(tell) })
  if (!repeated.ok) {
    const why = repeated.refusal.code === 'NOT_DONE' ? 'This run was not finished' : `No run ${runId}`
    return { json: { runId, refusal: repeated.refusal.code }, lines: [why], exitCode: 1 }
  }
  const { month, organizations, rules, inputs, result } = repeated.value
  const said = (what: string, isSame: boolean) => `${what} ${isSame ? 'the same' : 'CHANGED'}`
  return {
    json: repeated.value,
    lines: [
      `${month.slice(0, 7)}  ${organizations} organizations`,
      said(`rules ${rules.version}`, rules.isSame),
      `${said('inputs', inputs.isSame)}  ${inputs.stored}${inputs.isSame ? '' : ` now ${inputs.now}`}`,
      `${said('result', result.isSame)}  ${result.stored}${result.isSame ? '' : ` now ${result.now}`}`,
    ],
    exitCode: result.isSame ? 0 : 1,
  }
}
