import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay, formatShortDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { type BarPart, StackedBar } from '../ui/stacked-bar.tsx'
import classes from './my-work.module.css'
import type { myWorkLoader } from './my-work.server.ts'

type Progress = Omit<Awaited<ReturnType<typeof myWorkLoader>>['progress'][number], 'key'>

/** How far a campaign is: files by state, each part opening the board at that state. */
export function CampaignProgress({ year, name, to, due, states }: Progress) {
  const t = useTranslations('access.my-work.progress')
  const file = useTranslations('ui.file')
  const deadline = useTranslations('ui.deadline')
  const of = (state: keyof Progress['states']) => states[state] ?? 0
  const notSent = of('not-started') + of('in-work') + of('with-intermediate')
  const handedIn = of('sent') + of('appraising') + of('appraised') + of('decided')
  const total = handedIn + of('returned') + notSent
  const isBoard = to.includes('/committees/')
  const linked = (state: string) => (isBoard ? { to: `${to}?state=${state}` } : {})
  // The strongest shade is always the farthest state that has been reached.
  const [first, second, third] =
    of('decided') > 0 ? (['middle', 'pale', 'plain'] as const) : (['strong', 'middle', 'pale'] as const)
  const parts: BarPart[] = [
    ...(of('decided') > 0
      ? [{ name: file('decided'), value: of('decided'), look: 'strong' as const, ...linked('decided') }]
      : []),
    { name: file('appraised'), value: of('appraised'), look: first, ...linked('appraised') },
    { name: file('appraising'), value: of('appraising'), look: second, ...linked('appraising') },
    { name: file('sent'), value: of('sent'), look: third, ...linked('sent') },
    { name: file('returned'), value: of('returned'), look: 'watch', ...linked('returned') },
    { name: t('not-sent'), value: notSent, look: 'none', ...(isBoard ? { to } : {}) },
  ]
  const { workingDays } = due
  const distance =
    workingDays === null
      ? formatDay(due.day)
      : workingDays < 0
        ? deadline('overdue', { count: -workingDays })
        : workingDays === 0
          ? deadline('today')
          : deadline('left', { count: workingDays })
  const facts = { handedIn, total, day: formatShortDay(due.day), distance }
  return (
    <Panel
      title={name === null ? t('title', { year: String(year) }) : t('title-of', { year: String(year), name })}
      aside={<Link to={to}>{t(isBoard ? 'board' : 'overview')}</Link>}
    >
      <p className={classes['progress']}>
        {t.rich('sentence', { ...facts, strong: (words) => <strong>{words}</strong> })}
      </p>
      <StackedBar
        parts={parts}
        legend
        sentence={`${t('plain', facts)} ${parts.map((part) => `${part.name} ${part.value}`).join(', ')}.`}
      />
    </Panel>
  )
}
