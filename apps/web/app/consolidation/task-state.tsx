import type { TaskState } from '@nq15/domain/consolidation'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'

/** How a task stands, late said in words. */
export function TaskStateChip({ task: { state, isLate } }: { task: { state: TaskState; isLate: boolean } }) {
  const t = useTranslations('plans.tasks')
  if (isLate) return <Chip look="red">{t('late')}</Chip>
  const look = state === 'done' ? 'ok' : state === 'waiting' ? 'watch' : state === 'closed' ? 'grey' : 'flat'
  return <Chip look={look}>{t(`states.${state}`)}</Chip>
}
