import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { GroupTabs } from './group-tabs.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorDown } from './monitor-down.tsx'
import { ScreeningTabs } from './screening-tabs.tsx'
import classes from './watch.module.css'
import type { watchLoader } from './watch.server.ts'

const groups = ['listed', 'weighed', 'after', 'ended'] as const

/** The organizations of the watch lists, by where they stand. */
export function WatchScreen() {
  const page = useLoaderData<typeof watchLoader>()
  const t = useTranslations('watch.list')
  const [search] = useSearchParams()
  if (!page.up) return <MonitorDown title={t('title')} />
  const { entries, lists, group, listId, nextCursor, quarter, today } = page
  const own = lists.filter(({ isWithin }) => isWithin)
  const late = (day: string | null) => day !== null && day < today
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/monitoring' }]}
        title={t('title')}
        state={t('state')}
        actions={
          page.mayKeep && (
            <Button component={Link} to="/monitoring/watch/lists" variant="default">
              {t('lists')}
            </Button>
          )
        }
      />
      <div className={classes['stack']}>
        <ScreeningTabs />
        <LiveNotice />
        <GroupTabs
          label={t('groups')}
          chosen={group}
          groups={groups.map((name) => ({ name, label: t(`group.${name}`) }))}
        />
        {own.length > 0 && (
          <Panel title={t('quarters')} note={t('quarters-note')}>
            <ul className={classes['list']}>
              {own.map(({ id, name, organizationName }) => (
                <li key={id}>
                  {`${name}, ${organizationName}: `}
                  <Link to={`/monitoring/quarters/${id}/${quarter.year}-${quarter.quarter}`}>
                    {t('this-quarter', { quarter: quarter.quarter, year: String(quarter.year) })}
                  </Link>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Panel title={t(`group.${group}`)} note={listId === null ? undefined : entries[0]?.listName} flush>
          <DataTable
            label={t(`group.${group}`)}
            rows={entries}
            rowKey={({ entryId }) => entryId}
            tone={({ reviewOn, appraisalDueOn, state }) =>
              late(reviewOn) || (late(appraisalDueOn) && (state === 'suspected' || state === 'under-appraisal'))
                ? 'red'
                : undefined
            }
            columns={[
              {
                id: 'name',
                head: t('organization'),
                phone: 'title',
                cell: ({ entryId, organizationName }) => (
                  <Link to={`/monitoring/watch/${entryId}`}>{organizationName}</Link>
                ),
              },
              { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => kindLabel },
              { id: 'list', head: t('of-list'), cell: ({ listName }) => listName },
              {
                id: 'state',
                head: t('state-head'),
                cell: ({ state }) => <Chip look="flat">{t(`states.${state}`)}</Chip>,
              },
              { id: 'level', head: t('level'), cell: ({ level }) => level ?? '–' },
              {
                id: 'signs',
                head: t('signs'),
                cell: ({ signs }) => signs.map(({ code }) => code).join(', ') || <MissingValue kind="missing" />,
              },
              {
                id: 'listed',
                head: t('listed-on'),
                cell: ({ listedOn }) => (listedOn === null ? '–' : formatDay(listedOn)),
              },
              {
                id: 'due',
                head: t('due'),
                cell: ({ reviewOn, appraisalDueOn, afterWatchUntil, state }) => {
                  const due =
                    state === 'suspected' || state === 'under-appraisal'
                      ? appraisalDueOn
                      : state === 'after-watch'
                        ? afterWatchUntil
                        : reviewOn
                  if (due === null) return '–'
                  return late(due) ? t('overdue', { day: formatDay(due) }) : formatDay(due)
                },
              },
            ]}
            empty={<EmptyState why={t(`empty.${group}`)} />}
          />
        </Panel>
        {nextCursor !== null && (
          <div className={classes['end']}>
            <Button component={Link} to={{ search: addressWith(search, 'after', nextCursor) }} variant="default">
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
