import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { organizationWatchOf } from './organization-watch.server.ts'
import { SignList } from './sign-list.tsx'
import { SignMonths } from './sign-months.tsx'
import classes from './watch.module.css'

/** States in which an entry has a plan. */
const planned: ReadonlySet<string> = new Set(['plan-pending', 'consolidating', 'awaiting-review'])

/** In the dossier: the organization's signs now and over the months, and its times on a watch list, apart from its ratings. */
export function OrganizationWatch({ watch }: { watch: Awaited<ReturnType<typeof organizationWatchOf>> }) {
  const t = useTranslations('watch.dossier')
  const s = useTranslations('watch.list.states')
  if (watch === null) return null
  if (!watch.up) return <Notice tone="watch" title={t('down')} />
  const { signs, months, entries, organizationId, mayPropose, meetings } = watch
  return (
    <>
      <Panel
        title={t('signs')}
        note={t('since-months', { count: months.length })}
        aside={
          mayPropose && (
            <Button
              component={Link}
              to={`/monitoring/watch/new?organization=${organizationId}`}
              variant="default"
              size="sm"
            >
              {t('record')}
            </Button>
          )
        }
      >
        <div className={classes['stack']}>
          <SignList signs={signs} mayOpen={mayPropose} />
          <SignMonths months={months} />
          <p className={classes['light']}>
            {t('meetings', { count: meetings.length, red: meetings.filter(({ status }) => status === 'red').length })}
          </p>
        </div>
      </Panel>
      <Panel title={t('list')} note={t('apart')}>
        {entries.length === 0 ? (
          <p className={classes['light']}>{t('never')}</p>
        ) : (
          <ul className={classes['list']}>
            {entries.map(({ entryId, listName, level, state, listedOn, offOn }) => (
              <li key={entryId}>
                <Link to={`/monitoring/watch/${entryId}`}>{listName}</Link> <Chip look="flat">{level ?? s(state)}</Chip>{' '}
                <span className={classes['light']}>
                  {listedOn === null
                    ? s(state)
                    : offOn === null
                      ? t('on-since', { day: formatDay(listedOn) })
                      : t('on-until', { from: formatDay(listedOn), to: formatDay(offOn) })}
                </span>
                {planned.has(state) && (
                  <>
                    {' '}
                    <Link to={`/plans/of/${entryId}`}>{t('plan')}</Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}
