import { createHash } from 'node:crypto'
import {
  applyOverlay,
  type Overlay,
  type OverlayRefusal,
  overlaySchema,
  type RuleSet,
  ratingRuleSets,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** What a committee chooses, without who it is and by which decision: those are put in when it is kept and published. */
export type OverlayChoices = Pick<Overlay, 'options' | 'scoreSheets' | 'calendar' | 'ballotRounds'>

/** The whole content of an overlay of a committee and a year. */
export const overlayOf = (
  choices: OverlayChoices,
  {
    year,
    issuer,
    decision,
  }: { readonly year: number; readonly issuer: string; readonly decision: Overlay['decision'] },
): Overlay => ({
  code: `${issuer.slice(0, 40)} ${year}`,
  issuer,
  decision,
  // What a committee decides for itself is its own text; nothing of it is guessed.
  confidence: 'T',
  ...choices,
})

/** Reads choices as a page or a file gives them, by the rules of overlays; refuses with every issue and sheet fault. */
export function readChoices(given: unknown, ruleSet: RuleSet): Result<OverlayChoices, OverlayRefusal> {
  const object = typeof given === 'object' && given !== null ? given : {}
  const whole = { options: {}, ...object, code: 'draft', issuer: 'draft', decision: null, confidence: 'T' }
  const laid = applyOverlay(ruleSet, whole)
  if (!laid.ok) return laid
  const { options, scoreSheets, calendar, ballotRounds } = overlaySchema.parse(whole)
  return ok({
    options,
    ...(scoreSheets ? { scoreSheets } : {}),
    ...(calendar ? { calendar } : {}),
    ...(ballotRounds === undefined ? {} : { ballotRounds }),
  })
}

/** SHA-256 of the content as it is kept: the same choices have the same hash. */
export const hashOfContent = (content: object): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex')

/** A rule set by its code as Result of this use case's refusals. */
export function ruleSetNamed(code: string): Result<RuleSet, { readonly code: 'NO_RULE_SET_FOR_YEAR' }> {
  const found = ruleSetByCode(ratingRuleSets, code)
  return found.ok ? found : refuse({ code: 'NO_RULE_SET_FOR_YEAR' })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
