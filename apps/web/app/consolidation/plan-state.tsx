import type { PlanState as State } from '@nq15/domain/consolidation'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { PlanChip } from '../ui/plan-chip.tsx'

/** The state of a plan; one that ended with its organization has no chip among the shared ones. */
export function PlanState({ state }: { state: State }) {
  const t = useTranslations('plans.plan')
  return state === 'ended' ? <Chip look="grey">{t('ended')}</Chip> : <PlanChip state={state} />
}
