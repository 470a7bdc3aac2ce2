import type { Handling } from './axes.ts'
import type { PetitionIntake, PetitionSorting } from './intake.ts'

/** Which line of the routing table applies, and what it proposes and allows (petitions, section 6; guards G12, G13). */
export type HandlingProposal = {
  readonly handling: Handling
  readonly rule: RoutingRule
  readonly allowed: readonly Handling[]
}

export const routingRules = [
  'mixed-split',
  'ineligible',
  'subordinate-overdue',
  'complaint-own',
  'complaint-guided-before',
  'complaint-forwarded-by-other',
  'complaint-guide',
  'denunciation-own',
  'denunciation-copies',
  'denunciation-in-person',
  'denunciation-forward',
  'denunciation-party',
  'anonymous-verifiable',
  'anonymous-forward',
  'anonymous-file',
  'feedback-own',
  'feedback-forward',
] as const
export type RoutingRule = (typeof routingRules)[number]

const line = (rule: RoutingRule, ...allowed: readonly [Handling, ...Handling[]]): HandlingProposal => ({
  ...{ rule, handling: allowed[0], allowed },
})

type Known = Pick<PetitionIntake, 'kind' | 'source' | 'identity' | 'isVerifiable' | 'isSigned'>

/** The handling that the routing table proposes for a paper; a person chooses among what it allows. */
export function proposeHandling(
  { kind, source, identity, isVerifiable, isSigned }: Known,
  { eligibility, reasons, competence }: Pick<PetitionSorting, 'eligibility' | 'reasons' | 'competence'>,
  { guidedBefore }: { readonly guidedBefore: boolean },
): HandlingProposal {
  if (kind === 'mixed') return line('mixed-split', 'split')
  const isOwn = competence === 'own'
  if (kind === 'denunciation' && (identity !== 'named' || !isSigned)) {
    if (!isVerifiable) return line('anonymous-file', 'file')
    return isOwn ? line('anonymous-verifiable', 'info-only', 'file') : line('anonymous-forward', 'forward', 'file')
  }
  if (kind === 'denunciation' && reasons.includes('sent-to-many-incl-competent')) {
    return line('denunciation-copies', 'record-only', 'file')
  }
  if (eligibility === 'ineligible') {
    return reasons.includes('guided-before')
      ? line('complaint-guided-before', 'file')
      : line('ineligible', 'file', 'guide')
  }
  if (competence === 'subordinate-overdue') return line('subordinate-overdue', 'urge')
  switch (kind) {
    case 'complaint':
      if (isOwn) return line('complaint-own', 'propose-accept')
      if (guidedBefore) return line('complaint-guided-before', 'file')
      if (source === 'forwarded') return line('complaint-forwarded-by-other', 'return', 'guide')
      return line('complaint-guide', 'guide')
    case 'denunciation':
      if (isOwn) return line('denunciation-own', 'propose-accept')
      if (guidedBefore) return line('denunciation-copies', 'record-only', 'file')
      // Of the Party's own competence: to its inspection commission, by the term that the unit has set.
      if (competence === 'party-internal' && source !== 'in-person') return line('denunciation-party', 'forward')
      // A denunciation told in person leaves nothing to forward (L3:24.2).
      return source === 'in-person' ? line('denunciation-in-person', 'guide') : line('denunciation-forward', 'forward')
    case 'feedback':
      return isOwn ? line('feedback-own', 'propose-accept') : line('feedback-forward', 'forward')
  }
}
