import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './screening.module.css'
import type { screeningWorkOf } from './screening-work.server.ts'

/** On the start page: monthly sheets that are not sent and signs that nobody has answered, each with its way there. */
export function ScreeningWork({ work }: { work: NonNullable<Awaited<ReturnType<typeof screeningWorkOf>>> }) {
  const t = useTranslations('screening.work')
  const { sheets, alarms } = work
  return (
    <Panel title={t('title')}>
      <ul className={classes['list']}>
        {sheets && (
          <li>
            <Link
              to={
                sheets.onlyId
                  ? `/monitoring/entry/${sheets.onlyId}`
                  : `/monitoring/entry?only=missing&start=${sheets.start}`
              }
            >
              {t(sheets.onlyId ? 'sheet-own' : 'sheets', {
                month: `${sheets.start.slice(5, 7)}/${sheets.start.slice(0, 4)}`,
                count: sheets.missing,
              })}
            </Link>{' '}
            {sheets.isLate ? (
              <Chip look="red">{t('late', { day: formatDay(sheets.dueOn) })}</Chip>
            ) : (
              <span className={classes['light']}>{t('due', { day: formatDay(sheets.dueOn) })}</span>
            )}
          </li>
        )}
        {alarms && (
          <li>
            <Link to={alarms.escalated > 0 ? '/monitoring/signs?which=escalated' : '/monitoring/signs'}>
              {t('signs', { count: alarms.count })}
            </Link>{' '}
            <span className={classes['light']}>
              {alarms.escalated > 0
                ? t('escalated', { count: alarms.escalated })
                : alarms.dueOn && t('first-due', { day: formatDay(alarms.dueOn) })}
            </span>
          </li>
        )}
      </ul>
    </Panel>
  )
}
