import { calendarMessagesEn, countTerm, type TermAnswer, termSchema } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Answer } from '../answer.ts'
import { answerCases, type CasesRead, type WrongUse } from '../ratings/read-cases.ts'

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
}: DueOptions): Result<CasesRead<DueCase>, WrongUse> {
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
  if (parsed.success) return ok([ok(parsed.data)])
  const messages = parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`)
  return refuse({ code: 'wrong-use', messages } as const)
}

/** Counts each case; a refusal stands in its place with its code. */
export function answerDue(cases: CasesRead<DueCase>, { explain }: { explain: boolean }): Answer {
  return answerCases(cases, ({ id, ...term }) => {
    const counted = countTerm(term)
    if (!counted.ok) {
      const { code, day, from, until } = counted.refusal
      const message = calendarMessagesEn[code].replace('{day}', day).replace('{from}', from).replace('{until}', until)
      return ok({ json: { id, refused: true, code, message }, lines: [`${id}: ${code} ${message}`], exitCode: 1 })
    }
    const lines = [`${id}: ${sumOfTerm(counted.value)}`, ...(explain ? stepLines(counted.value) : [])]
    const { expected, ...answer } = counted.value
    return ok({ json: { id, ...answer, ...expectedOf(expected) }, lines, exitCode: 0 })
  })
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

/** The unannounced days of rest that an answer rests on; absent where there are none. */
export const expectedOf = (expected: TermAnswer['expected']) => (expected.length === 0 ? {} : { expected })
