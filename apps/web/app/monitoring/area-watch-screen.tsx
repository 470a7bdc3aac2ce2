import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { areaWatchLoader } from './area-watch.server.ts'
import { LevelChips } from './board-aside.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorDown } from './monitor-down.tsx'
import { SignList } from './sign-list.tsx'
import { SignMonths } from './sign-months.tsx'
import classes from './watch.module.css'

/** One commune as the member in charge sees it: signs, what is on a list, how it went over the months. */
export function AreaWatchScreen() {
  const page = useLoaderData<typeof areaWatchLoader>()
  const t = useTranslations('watch.area')
  const s = useTranslations('watch.list.states')
  const plans = useTranslations('plans.board')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { area, committee, charge, levels, signs, below, months, entries, mayPropose } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/monitoring' }]}
        title={area.name}
        state={
          charge.length === 0
            ? t('nobody')
            : charge
                .map(
                  ({ kindLabel, holderName, holderPost }) =>
                    `${kindLabel}: ${[holderName, holderPost].filter(Boolean).join(', ')}`,
                )
                .join('; ')
        }
        actions={
          <>
            <Button component="a" href={`/areas/${area.code}/brief.docx`} variant="default">
              {plans('brief')}
            </Button>
            <Button component={Link} to={`/organizations/${committee.organizationId}`} variant="default">
              {t('dossier')}
            </Button>
            {mayPropose && (
              <Button
                component={Link}
                to={`/monitoring/watch/new?organization=${committee.organizationId}`}
                variant="filled"
              >
                {t('record')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['stack']}>
        <LiveNotice />
        <div className={classes['two']}>
          <Panel title={t('signs', { name: committee.name })} aside={<LevelChips levels={levels} />}>
            <SignList signs={signs} mayOpen={mayPropose} />
          </Panel>
          <Panel title={t('entries')} flush>
            <DataTable
              label={t('entries')}
              rows={entries}
              rowKey={({ entryId }) => entryId}
              columns={[
                {
                  id: 'name',
                  head: t('organization'),
                  phone: 'title',
                  cell: ({ entryId, organizationName }) => (
                    <Link to={`/monitoring/watch/${entryId}`}>{organizationName}</Link>
                  ),
                },
                {
                  id: 'state',
                  head: t('state'),
                  cell: ({ state, level }) => <Chip look="flat">{level ?? s(state)}</Chip>,
                },
                {
                  id: 'review',
                  head: t('review'),
                  cell: ({ reviewOn }) => (reviewOn === null ? '–' : formatDay(reviewOn)),
                },
              ]}
              empty={<EmptyState why={t('no-entries')} />}
            />
          </Panel>
        </div>
        <Panel title={t('below')} note={t('below-count', { count: below.length })}>
          <SignList signs={below} isBelow mayOpen={mayPropose} />
        </Panel>
        <Panel title={t('months')}>
          <SignMonths months={months} />
        </Panel>
      </div>
    </>
  )
}
