import type { IssueDuty, IssueState as State } from '@nq15/domain/information'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { formatDay } from '../ui/format.ts'

const looks: Readonly<Record<State, ChipLook>> = {
  open: 'dashed',
  assigned: 'accent',
  drafting: 'accent',
  agreed: 'watch',
  published: 'ok',
  updating: 'watch',
  closed: 'grey',
}

/** Where a question stands. */
export function IssueState({ state }: { state: State }) {
  const t = useTranslations('information.states')
  return <Chip look={looks[state]}>{t(state)}</Chip>
}

type Owed = { duty: IssueDuty; dueOn: string | null; nextUpdateOn: string | null }

/** What is owed of a question: late in words and colour, else the day until which it is owed. */
export function IssueDue({ duty, dueOn, nextUpdateOn }: Owed) {
  const t = useTranslations('information.duties')
  if (duty === 'overdue') return <Chip look="red">{t('overdue', { day: formatDay(dueOn ?? '') })}</Chip>
  if (duty === 'outdated') return <Chip look="red">{t('outdated', { day: formatDay(nextUpdateOn ?? '') })}</Chip>
  if (duty === 'unanswered') return dueOn === null ? t('no-officer') : t('until', { day: formatDay(dueOn) })
  return nextUpdateOn === null ? '–' : t('update', { day: formatDay(nextUpdateOn) })
}
