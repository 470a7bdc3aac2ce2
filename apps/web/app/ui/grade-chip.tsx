import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'

/** The grades a chip can show; `not-rated` always stands beside its reason. */
export type ShownGrade = 'excellent' | 'good' | 'completed' | 'not-completed' | 'not-rated'

/** The grade of a decided level as it is stored. */
export const shownGrades = {
  XS: 'excellent',
  T: 'good',
  HT: 'completed',
  KHT: 'not-completed',
  NOT_RATED: 'not-rated',
} as const satisfies Record<string, ShownGrade>

const looks = {
  excellent: 'filled',
  good: 'accentEdge',
  completed: 'plain',
  'not-completed': 'redEdge',
  'not-rated': 'dashed',
} as const satisfies Record<ShownGrade, ChipLook>

/** A grade as on paper: XS, T, HT, KHT, KXL; the full wording is read aloud, and shown with `full`. */
export function GradeChip({ grade, full = false }: { grade: ShownGrade; full?: boolean }) {
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
