import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'

const looks = {
  open: 'watch',
  fulfilled: 'ok',
  upheld: 'ok',
  partly: 'accentEdge',
  refused: 'redEdge',
  rejected: 'redEdge',
  withdrawn: 'dashed',
  noticed: 'red',
  assessed: 'watch',
  notified: 'accentEdge',
  closed: 'ok',
} as const satisfies Record<string, ChipLook>

/** Where a request, an objection or a breach stands. */
export function StateChip({ state }: { state: keyof typeof looks }) {
  const t = useTranslations('privacy.states')
  return <Chip look={looks[state]}>{t(state)}</Chip>
}
