import { ok, type Result, refuse } from '../shared/index.ts'

/** What somebody states who opens an organization in an emergency. */
export type BreakGlassStatement = {
  readonly reason: string
  readonly caseNumber: string
  readonly hours: number
  /** Whether the organization is the top of a tree. */
  readonly isRoot: boolean
  /** Whether the account reads the organization's persons already. */
  readonly readsAlready: boolean
}

/** Fewest characters of a reason that a reviewer can judge by; the database asks the same. */
export const breakGlassReasonLength = 15
/** Most hours the database lets an opening last; a configuration may set fewer. */
export const breakGlassMostHours = 24

export type BreakGlassRefusal =
  | { readonly code: 'reason-too-short'; readonly required: number }
  | { readonly code: 'case-number-missing' }
  | { readonly code: 'hours-out-of-range'; readonly most: number }
  | { readonly code: 'root-not-opened' }
  | { readonly code: 'reads-already' }

/**
 * Whether an emergency opening may begin: a reason that can be judged, the number of the case, hours within the limit, one
 * organization and not the whole tree, and a real lack of reach (`privacy.md` L5; a convention of this product).
 */
export function checkBreakGlass(
  { reason, caseNumber, hours, isRoot, readsAlready }: BreakGlassStatement,
  mostHours: number,
): Result<true, BreakGlassRefusal> {
  const most = Math.min(mostHours, breakGlassMostHours)
  if (reason.trim().length < breakGlassReasonLength)
    return refuse({ code: 'reason-too-short', required: breakGlassReasonLength })
  if (caseNumber.trim() === '') return refuse({ code: 'case-number-missing' })
  if (!Number.isInteger(hours) || hours < 1 || hours > most) return refuse({ code: 'hours-out-of-range', most })
  if (isRoot) return refuse({ code: 'root-not-opened' })
  return readsAlready ? refuse({ code: 'reads-already' }) : ok(true)
}
