import type { DecidedOutcome } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'

const looks = {
  XS: 'filled',
  T: 'accentEdge',
  HT: 'plain',
  KHT: 'redEdge',
  NOT_RATED: 'dashed',
} as const satisfies Record<DecidedOutcome, ChipLook>

/** A grade as on paper: XS, T, HT, KHT, KXL; the full wording is read aloud, and shown with `full`. */
export function GradeChip({ grade, full = false }: { grade: DecidedOutcome; full?: boolean }) {
  const t = useTranslations('ui.grade')
  const wording = t(`full.${grade}`)
  if (full) {
    return (
      <Chip look={looks[grade]} grade>
        {wording}
      </Chip>
    )
  }
  return (
    <Chip look={looks[grade]} grade title={wording}>
      <span aria-hidden>{t(`short.${grade}`)}</span>
      <span className="nq-only-read">{wording}</span>
    </Chip>
  )
}
