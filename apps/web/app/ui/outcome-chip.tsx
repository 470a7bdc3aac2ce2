import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'
import { type Icon, IconAlertCircle, IconCircleDashed, IconMinus, IconScale } from './icons.ts'

/** What a rating can be besides a grade. */
export type ShownOutcome = 'not-rated' | 'manual' | 'invalid' | 'no-data'

const looks = {
  'not-rated': ['dashed', IconMinus],
  manual: ['grey', IconScale],
  invalid: ['redEdge', IconAlertCircle],
  'no-data': ['dashed', IconCircleDashed],
} as const satisfies Record<ShownOutcome, readonly [ChipLook, Icon]>

/** An outcome that is no grade: not rated, for people to decide, invalid file, not enough data. `reason` is shown under it. */
export function OutcomeChip({ outcome, reason }: { outcome: ShownOutcome; reason?: string }) {
  const t = useTranslations('ui.outcome')
  const [look, icon] = looks[outcome]
  return (
    <span style={{ display: 'inline-grid', gap: '0.125rem', justifyItems: 'start' }}>
      <Chip look={look} icon={icon}>
        {t(outcome)}
      </Chip>
      {reason !== undefined && <span style={{ fontSize: '0.8125rem', color: 'var(--nq-ink2)' }}>{reason}</span>}
    </span>
  )
}
