import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from './chip.tsx'
import {
  type Icon,
  IconCalendarPlus,
  IconCheck,
  IconCircleCheck,
  IconEye,
  IconFlag,
  IconPencil,
  IconRoute,
  IconX,
} from './icons.ts'

/** State of a consolidation plan. */
export type ShownPlanState =
  | 'draft'
  | 'appraisal'
  | 'approved'
  | 'in-progress'
  | 'extended'
  | 'completed'
  | 'accepted'
  | 'failed'

const looks = {
  draft: ['dashed', IconPencil],
  appraisal: ['grey', IconEye],
  approved: ['accent', IconCheck],
  'in-progress': ['accent', IconRoute],
  extended: ['watch', IconCalendarPlus],
  completed: ['grey', IconFlag],
  accepted: ['ok', IconCircleCheck],
  failed: ['red', IconX],
} as const satisfies Record<ShownPlanState, readonly [ChipLook, Icon]>

/** The state of a plan, each with its own icon. */
export function PlanChip({ state }: { state: ShownPlanState }) {
  const t = useTranslations('ui.plan')
  const [look, icon] = looks[state]
  return (
    <Chip look={look} icon={icon}>
      {t(state)}
    </Chip>
  )
}
