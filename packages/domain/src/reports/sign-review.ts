import { ok, type Result, refuse } from '../shared/index.ts'
import type { ReviewContent, ReviewFinding } from './review-content.ts'

export type SignReviewRefusal =
  | { readonly code: 'DOES_NOT_ADD_UP'; readonly findings: readonly ReviewFinding[] }
  | {
      readonly code: 'SIGNS_OWN_REPORT' | 'ALREADY_SIGNED' | 'REASON_REQUIRED' | 'NOT_THE_LATEST' | 'CUT_OFF_TOO_EARLY'
    }

type ToSign = {
  readonly content: ReviewContent
  readonly preparedBy: string
  readonly signer: string
  readonly isLatest: boolean
  readonly isSigned: boolean
  /** Another signature of the same years stands. */
  readonly replaces: boolean
  readonly reason: string
  readonly today: string
}

/**
 * Whether a review may be signed: by somebody else than who prepared it, the newest edition only, and not while a line does not add
 * up; that is mended by entries and a new edition, never by a remark (weak units, CK1).
 */
export function checkReviewSigning(given: ToSign): Result<null, SignReviewRefusal> {
  const { content, preparedBy, signer, isLatest, isSigned, replaces, reason, today } = given
  if (isSigned) return refuse({ code: 'ALREADY_SIGNED' } as const)
  if (!isLatest) return refuse({ code: 'NOT_THE_LATEST' } as const)
  if (preparedBy === signer) return refuse({ code: 'SIGNS_OWN_REPORT' } as const)
  const findings = content.findings.filter(({ weight }) => weight === 'BLOCK')
  if (findings.length > 0) return refuse({ code: 'DOES_NOT_ADD_UP', findings } as const)
  // A year that is over is signed whole, not as it stood when it still ran.
  const end = `${content.lastYear}-12-31`
  if (content.cutOff < end && today > end) return refuse({ code: 'CUT_OFF_TOO_EARLY' } as const)
  return replaces && reason === '' ? refuse({ code: 'REASON_REQUIRED' } as const) : ok(null)
}

/** One figure that a later edition says otherwise. */
export type ReviewChange = {
  readonly table: string
  readonly name: string | null
  readonly column: string
  readonly was: string
  readonly is: string
}

/** Every figure of lines and totals that differs between two editions, as shown. */
export function reviewChanges(was: ReviewContent, is: ReviewContent): readonly ReviewChange[] {
  return is.tables.flatMap(({ code, lines, total }) => {
    const before = was.tables.find((one) => one.code === code)
    const rows = [
      ...lines.map(({ key, name, values }) => ({
        ...{ name: name as string | null, values },
        old: before?.lines.find((line) => line.key === key)?.values ?? {},
      })),
      { name: null, values: total, old: before?.total ?? {} },
    ]
    return rows.flatMap(({ name, values, old }) =>
      Object.keys(values).flatMap((column) => {
        const [one, other] = [old[column] ?? null, values[column] ?? null]
        return one === other ? [] : [{ table: code, name, column, was: String(one ?? '–'), is: String(other ?? '–') }]
      }),
    )
  })
}
