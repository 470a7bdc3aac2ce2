import { calendarMessagesEn, countTerm, type TermAnswer, termSchema } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Answer } from '../answer.ts'
import type { WrongUse } from '../ratings/read-cases.ts'

/** A case of `calendar due`: a term with an id. */
export const dueCaseSchema = z.strictObject({ id: z.union([z.string(), z.number()]), ...termSchema.shape })
type DueCase = z.infer<typeof dueCaseSchema>

/** The options of one term on the command line. */
export type DueOptions = {
  readonly cases?: string
  readonly from?: string
  readonly quantity?: string
  readonly unit?: string
  readonly roll?: string
  readonly extend?: readonly string[]
  readonly suspend?: readonly string[]
  readonly json?: true
}

/** The one term of the command line as a case; what is missing or malformed is wrong use. */
export function termOfOptions({
  from,
  quantity,
  unit,
  roll,
  extend,
  suspend,
}: DueOptions): Result<DueCase[], WrongUse> {
  const parsed = dueCaseSchema.safeParse({
    id: 'term',
    from,
    quantity: quantity === undefined ? undefined : Number(quantity),
    unit,
    roll,
    extensions: (extend ?? []).map(Number),
    suspensions: (suspend ?? []).map((pair) => {
      const [suspended = '', resumed = ''] = pair.split('..')
      return [suspended, resumed === '' ? null : resumed]
    }),
  })
  if (parsed.success) return ok([parsed.data])
  const messages = parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`)
  return refuse({ code: 'wrong-use', messages } as const)
}

/** Counts each case; a refusal stands in its place with its code. */
export function answerDue(cases: readonly DueCase[], { explain }: { explain: boolean }): Answer {
  const answers = cases.map(({ id, ...term }) => {
    const counted = countTerm(term)
    if (!counted.ok) {
      const { code, day, from, until } = counted.refusal
      const message = calendarMessagesEn[code].replace('{day}', day).replace('{from}', from).replace('{until}', until)
      return { id, refused: true as const, code, message }
    }
    return { id, ...counted.value }
  })
  const lines = answers.flatMap((answer) =>
    'refused' in answer
      ? [`${answer.id}: ${answer.code} ${answer.message}`]
      : [`${answer.id}: ${sumOfTerm(answer)}`, ...(explain ? stepLines(answer) : [])],
  )
  return { json: answers, lines, exitCode: answers.some((answer) => 'refused' in answer) ? 1 : 0 }
}

/** A counted term in one line. */
export const sumOfTerm = ({ due, rawDue, remaining, provisional }: TermAnswer) =>
  due === null
    ? `suspended, ${remaining} left`
    : `${due}${rawDue === due ? '' : ` (raw ${rawDue})`}${provisional ? ', provisional' : ''}`

/** The days of the count, one line a day. */
export const stepLines = ({ steps }: TermAnswer) =>
  steps.map(
    ({ day, counted, used, why, name }) =>
      `  ${day}  ${(counted ? String(used) : '–').padStart(5)}  ${calendarMessagesEn[why]}${name === null ? '' : `: ${name}`}`,
  )
