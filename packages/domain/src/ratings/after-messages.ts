import type { AmendmentCode } from './amend-rating.ts'
import type { SubstanceCode } from './check-substance.ts'
import type { ConsequenceCode } from './consequences.ts'
import type { UnitFactName } from './unit-facts.ts'

/** The room's words for what surrounds a decision. Sentences take `{placeholders}`; every language has the same keys. */
export type AfterMessages = {
  readonly checks: Record<SubstanceCode, string>
  readonly checkNames: Record<SubstanceCode, string>
  readonly unitFacts: Record<UnitFactName, string>
  readonly amendments: Record<AmendmentCode, string>
  readonly amendmentParts: Record<
    | 'number'
    | 'day'
    | 'signer'
    | 'before-old'
    | 'in-future'
    | 'ground-document'
    | 'ground-issuer'
    | 'ground-day'
    | 'legal-basis'
    | 'reason',
    string
  >
  readonly consequences: Record<ConsequenceCode, string>
  readonly disciplineForms: Record<'reprimand' | 'warning' | 'removal-from-post' | 'expulsion' | 'dissolution', string>
  readonly sources: Record<'self-review' | 'proposals' | 'signs' | 'superior', string>
}
