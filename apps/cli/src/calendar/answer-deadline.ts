import {
  calendarMessagesEn,
  citeBasis,
  countDeadline,
  type DeadlineAnswer,
  type DeadlineRefusal,
} from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Answer } from '../answer.ts'
import { answerCases, type CasesRead, type WrongUse } from '../ratings/read-cases.ts'
import { expectedOf, stepLines, sumOfTerm } from './answer-due.ts'

/** A case of `deadline`: a rule by its name. Days and lengths are judged by the count, which names what is wrong with them. */
export const deadlineCaseSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  rule: z.string(),
  from: z.string(),
  variant: z.string().default(''),
  extensions: z.array(z.number()).max(20).default([]),
  suspensions: z
    .array(z.tuple([z.string(), z.string().nullable()]))
    .max(50)
    .default([]),
})
type DeadlineCase = z.infer<typeof deadlineCaseSchema>

/** The options of one deadline on the command line. */
export type DeadlineOptions = {
  readonly cases?: string
  readonly rule?: string
  readonly from?: string
  readonly variant?: string
  readonly extend?: readonly string[]
  readonly suspend?: readonly string[]
  readonly json?: true
}

/** The one deadline of the command line as a case; what is missing or malformed is wrong use. */
export function deadlineOfOptions({
  rule,
  from,
  variant,
  extend,
  suspend,
}: DeadlineOptions): Result<CasesRead<DeadlineCase>, WrongUse> {
  const parsed = deadlineCaseSchema.safeParse({
    id: 'deadline',
    rule,
    from,
    variant,
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

/** Counts each case by the law of its start day; a refusal stands in its place with its code. */
export function answerDeadline(cases: CasesRead<DeadlineCase>, { explain }: { explain: boolean }): Answer {
  return answerCases(cases, ({ id, ...deadline }) => {
    const counted = countDeadline(deadline)
    if (!counted.ok) {
      const { code } = counted.refusal
      const message = sentenceOf(counted.refusal)
      return ok({ json: { id, refused: true, code, message }, lines: [`${id}: ${code} ${message}`], exitCode: 1 })
    }
    const { value } = counted
    return ok({
      json: documentOf(id, value),
      lines: [
        `${id}: ${sumOfTerm(value)}`,
        ...(explain ? [`  ${citeBasis(value.rule.basis)}`, ...stepLines(value)] : []),
      ],
      exitCode: 0,
    })
  })
}

function documentOf(
  id: string | number,
  { due, rawDue, remaining, unit, provisional, steps, expected, rule }: DeadlineAnswer,
) {
  return {
    id,
    due,
    rawDue,
    ...(remaining === null ? {} : { remaining }),
    unit,
    basis: rule.basis,
    confidence: rule.confidence,
    provisional,
    steps: steps.map(({ day, counted, why }) => ({ day, counted, why })),
    ...expectedOf(expected),
  }
}

function sentenceOf({ code, ...facts }: DeadlineRefusal): string {
  return calendarMessagesEn[code].replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const fact = (facts as Readonly<Record<string, string>>)[name]
    return fact ?? whole
  })
}
