import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { WatchLevelChip } from './incident-state.tsx'
import type { incidentWorkOf } from './incident-work.server.ts'

type Work = Awaited<ReturnType<typeof incidentWorkOf>>

/** Alarms of the forecast that wait for an answer, on the start page. */
export function AlarmWork({ alarms }: Pick<Work, 'alarms'>) {
  const t = useTranslations('incidents.work')
  return (
    <Panel title={t('alarms')} aside={<Link to="/incidents/forecast">{t('answer')}</Link>}>
      <ul className={shared['list']}>
        {alarms.map(({ alarmId, place, to, level, dueOn, isLate }) => (
          <li key={alarmId}>
            <Link to={to}>{place}</Link> <WatchLevelChip level={level} />{' '}
            {isLate ? (
              <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip>
            ) : (
              t('until', { day: formatDay(dueOn) })
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Tasks of Steering Committee 15 whose day has passed, on the start page. */
export function ConclusionWork({ conclusions }: Pick<Work, 'conclusions'>) {
  const t = useTranslations('incidents.work')
  return (
    <Panel title={t('conclusions')} aside={<Link to="/incidents/steering">{t('all')}</Link>}>
      <ul className={shared['list']}>
        {conclusions.map(({ conclusionId, meetingId, text, owner, dueOn }) => (
          <li key={conclusionId}>
            <Link to={`/incidents/steering/${meetingId}`}>{text}</Link> {owner}{' '}
            <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
