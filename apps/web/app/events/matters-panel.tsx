import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './events.module.css'
import type { readMatters } from './notifications.server.ts'
import { useEventText } from './use-event-text.ts'

/** Unread matters of the inbox on the start page, the nearest deadline first. */
export function MattersPanel({ matters }: { matters: Awaited<ReturnType<typeof readMatters>> }) {
  const t = useTranslations('events.notifications')
  const text = useEventText()
  return (
    <Panel title={t('matters')} aside={<Link to="/notifications">{t('all')}</Link>} flush>
      <ul className={classes['rows']}>
        {matters.map((matter) => (
          <li key={matter.id}>
            <div className={classes['what']}>
              <p>{matter.to === null ? text(matter) : <Link to={matter.to}>{text(matter)}</Link>}</p>
              {(matter.organizationName !== null || matter.dueOn !== null) && (
                <p className={classes['light']}>
                  {matter.organizationName}
                  {matter.organizationName !== null && matter.dueOn !== null && ' · '}
                  {matter.dueOn !== null && t('due', { day: formatDay(matter.dueOn) })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
