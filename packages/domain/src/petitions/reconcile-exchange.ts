import { z } from 'zod'
import { type LegalDay, ok, type Result, refuse, textField } from '../shared/index.ts'
import type { ExchangeStep } from './exchange.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** A row of a file from the other side. `isTaken`: whether it took our record, null where it does not say. */
export type ForeignRow = {
  readonly foreignNumber: string
  readonly number: string
  readonly step: ExchangeStep
  readonly updatedOn: LegalDay
  readonly isTaken: boolean | null
  readonly reason: string
}

/** What we told last of a matter. */
export type ToldRow = {
  readonly caseId: string
  readonly number: string
  readonly step: ExchangeStep
  readonly updatedOn: LegalDay
}

type DifferenceKind = 'missing-there' | 'missing-here' | 'state-differs' | 'time-differs' | 'not-taken'

type Side = { readonly step?: ExchangeStep; readonly updatedOn?: LegalDay; readonly reason?: string }
/** Where both sides differ about a matter. */
type ExchangeDifference = {
  readonly kind: DifferenceKind
  readonly caseId: string | null
  readonly number: string
  readonly foreignNumber: string
  readonly ours: Side
  readonly theirs: Side
}

/**
 * Compares what was told with a whole file of the other side, by our number: each matter in one of five ways, the weightiest first.
 * What still waits to be told is no difference.
 */
export function reconcileExchange(
  told: readonly ToldRow[],
  foreign: readonly ForeignRow[],
): readonly ExchangeDifference[] {
  const theirs = new Map(foreign.filter(({ number }) => number !== '').map((row) => [row.number, row]))
  const ours = new Map(told.map((row) => [row.number, row]))
  const side = ({ step, updatedOn }: ToldRow | ForeignRow): Side => ({ step, updatedOn })
  const of = (kind: DifferenceKind, our: ToldRow | null, their: ForeignRow | null): ExchangeDifference => ({
    kind,
    caseId: our?.caseId ?? null,
    number: our?.number ?? their?.number ?? '',
    foreignNumber: their?.foreignNumber ?? '',
    ours: our ? side(our) : {},
    theirs: their ? { ...side(their), ...(their.reason === '' ? {} : { reason: their.reason }) } : {},
  })
  const known = told.flatMap((our): ExchangeDifference[] => {
    const their = theirs.get(our.number) ?? null
    if (their === null) return [of('missing-there', our, null)]
    if (their.isTaken === false) return [of('not-taken', our, their)]
    if (their.step !== our.step) return [of('state-differs', our, their)]
    return their.updatedOn === our.updatedOn ? [] : [of('time-differs', our, their)]
  })
  const unknown = foreign.filter(({ number }) => !ours.has(number)).map((their) => of('missing-here', null, their))
  return [...known, ...unknown]
}

export const differenceAnswers = ['send-again', 'corrected-here', 'ask-there', 'explained'] as const

/** The form of an answer to a difference. */
export const answerDifferenceSchema = z.strictObject({
  differenceId: z.uuid(),
  version: z.coerce.number().int().min(1),
  answer: z.enum(differenceAnswers),
  reason: textField.pipe(z.string().max(500)),
})
export type AnswerDifference = Readonly<z.infer<typeof answerDifferenceSchema>>

type AnswerDifferenceRefusal = { readonly code: 'REASON_REQUIRED' | 'NOTHING_TO_SEND' | 'NAMES_A_PERSON' }

/** What the other side wrote of a matter, unless it may tell who sent the paper: then it is not kept. */
export const foreignReason = (text: string): string =>
  findSenderMarks(text).length > 0 ? '(…)' : text.trim().slice(0, 300)

/** Whether a difference may be answered so: telling again needs a matter of our own, everything else a reason that names no sender. */
export function checkDifferenceAnswer(
  { caseId }: Pick<ExchangeDifference, 'caseId'>,
  { answer, reason }: Pick<AnswerDifference, 'answer' | 'reason'>,
): Result<null, AnswerDifferenceRefusal> {
  if (findSenderMarks(reason).length > 0) return refuse({ code: 'NAMES_A_PERSON' } as const)
  if (answer === 'send-again') return caseId === null ? refuse({ code: 'NOTHING_TO_SEND' } as const) : ok(null)
  return reason === '' ? refuse({ code: 'REASON_REQUIRED' } as const) : ok(null)
}
