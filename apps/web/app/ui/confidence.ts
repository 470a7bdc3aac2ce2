import { type Confidence, confidenceExplanations, confidenceWords } from '@nq15/domain/shared'
import { useLocale } from 'use-intl'

/** How well a provision is known, in the reader's words; no screen prints the mark itself. */
export function useConfidence() {
  const locale = useLocale() === 'en' ? 'en' : 'vi'
  return {
    say: (mark: Confidence) => confidenceWords[mark][locale],
    explain: (mark: Confidence) => confidenceExplanations[mark][locale],
  }
}
