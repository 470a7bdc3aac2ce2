/**
 * How well a rule is known: `T` its text was read, `S` secondary source, `S-code` practice of a Party unit's software,
 * `M` memory, `design` a convention of this product. Shown beside every rule, never hidden.
 */
export const confidences = ['T', 'S', 'S-code', 'M', 'design'] as const
export type Confidence = (typeof confidences)[number]

/** Where a rule stands: precise enough for a reader to open the document and check. */
export type LegalSource = {
  readonly document: string
  readonly provision: string
  readonly confidence: Confidence
}

/** A half-open period of legal days: `from` is inside, `until` is not; `null` means still in force. */
export type InForce = { readonly from: LegalDay; readonly until: LegalDay | null }

/** A calendar day as `YYYY-MM-DD`, counted in Asia/Ho_Chi_Minh; text order is day order. */
export type LegalDay = string

/** Picks the version in force on a day. The day is an argument: the domain never reads a clock. */
export function inForceOn<Version extends { readonly inForce: InForce }>(
  versions: readonly Version[],
  day: LegalDay,
): Version | undefined {
  return versions.find(({ inForce }) => inForce.from <= day && (inForce.until === null || day < inForce.until))
}
