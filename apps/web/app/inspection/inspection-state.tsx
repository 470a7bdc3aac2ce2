import type { InspectionState as State } from '@nq15/domain/inspection'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'

const looks: Readonly<Record<State, ChipLook>> = {
  planned: 'dashed',
  decided: 'accent',
  preparing: 'accent',
  conducting: 'accent',
  concluded: 'watch',
  'discipline-review': 'watch',
  remedying: 'watch',
  closed: 'ok',
}

/** Where an inspection stands. */
export function InspectionState({ state }: { state: State }) {
  const t = useTranslations('inspections.states')
  return <Chip look={looks[state]}>{t(state)}</Chip>
}

/** Where a remedy stands; late is said in words too. */
export function RemedyState({
  remedy,
}: {
  remedy: { readonly state: 'open' | 'reported' | 'done'; readonly isLate: boolean }
}) {
  const t = useTranslations('inspections.remedy-states')
  const look = remedy.isLate ? 'red' : remedy.state === 'done' ? 'ok' : remedy.state === 'reported' ? 'watch' : 'grey'
  return <Chip look={look}>{t(remedy.isLate ? 'late' : remedy.state)}</Chip>
}
