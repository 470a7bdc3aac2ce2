import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'

/** How well a row of the calendar is known: read in the text, second-hand, from memory, or reckoned before the notice. */
export function ConfidenceChip({ confidence }: { confidence: 'T' | 'S' | 'S-code' | 'M' | 'design' | 'provisional' }) {
  const t = useTranslations('calendar.confidence')
  const look =
    confidence === 'T' ? 'accent' : confidence === 'provisional' ? 'dashed' : confidence === 'M' ? 'watch' : 'grey'
  return <Chip look={look}>{t(confidence)}</Chip>
}
