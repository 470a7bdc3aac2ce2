import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { type Icon, IconCheck, IconLock, IconPencil, IconRoute } from '../ui/icons.ts'

type ShownCampaignState = 'draft' | 'open' | 'closed' | 'archived'

const looks = {
  draft: ['dashed', IconPencil],
  open: ['accent', IconRoute],
  closed: ['grey', IconCheck],
  archived: ['grey', IconLock],
} as const satisfies Record<ShownCampaignState, readonly [ChipLook, Icon]>

/** Where the campaign of a year stands. */
export function CampaignStateChip({ state }: { state: ShownCampaignState }) {
  const t = useTranslations('ratings.campaigns.states')
  const [look, icon] = looks[state]
  return (
    <Chip look={look} icon={icon}>
      {t(state)}
    </Chip>
  )
}
