import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { OwedReports } from '../consolidation/report-lines.tsx'
import { DutiesPanel, PromisesPanel, VisitsPanel } from '../organizations/charge-panels.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { areaWatchLoader, myChargesLoader } from './area-watch.server.ts'
import { LevelChips } from './board-aside.tsx'
import { ChargePlans, Conclusions, Contradictions, Decisions, PressingTasks } from './charge-matters.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorDown } from './monitor-down.tsx'
import { SignList } from './sign-list.tsx'
import { SignMonths } from './sign-months.tsx'
import classes from './watch.module.css'

/** One commune as the member in charge sees it: what waits for him, signs, lists, plans, promises, duties, how it went. */
export function AreaWatchScreen() {
  const page = useLoaderData<typeof areaWatchLoader>()
  const t = useTranslations('watch.area')
  const plans = useTranslations('plans.board')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { area, committee, charge, mayPropose } = page
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
      <Body page={page} committeeName={committee.name} />
    </>
  )
}

/** Everything the reader is in charge of, for ten minutes before a meeting. */
export function MyChargesScreen() {
  const page = useLoaderData<typeof myChargesLoader>()
  const t = useTranslations('watch.area')
  const c = useTranslations('charge')
  const plans = useTranslations('plans.board')
  if (!page.up) return <MonitorDown title={t('mine')} />
  const { targets, decisions, charges, isCut } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/monitoring' }]}
        title={t('mine')}
        state={t('mine-state', { count: targets.length, decisions: decisions.length })}
        actions={
          targets.length === 1 &&
          targets[0] !== undefined && (
            <>
              {targets[0].areaCode !== null && (
                <Button component="a" href={`/areas/${targets[0].areaCode}/brief.docx`} variant="default">
                  {plans('brief')}
                </Button>
              )}
              {charges[0]?.mayNote && (
                <Button
                  component={Link}
                  to={`/areas/notes/new?organization=${targets[0].organizationId}`}
                  variant="filled"
                >
                  {c('write')}
                </Button>
              )}
            </>
          )
        }
      />
      {targets.length === 0 ? (
        <EmptyState why={t('no-charge')} action={<Link to="/areas">{t('all-areas')}</Link>} />
      ) : (
        <>
          {isCut && <Notice tone="watch" title={t('cut', { count: targets.length })} />}
          <Body page={page} committeeName={targets.length === 1 ? (targets[0]?.name ?? '') : null} />
        </>
      )}
    </>
  )
}

export type ChargePage = Extract<ReturnType<typeof useLoaderData<typeof myChargesLoader>>, { up: true }>

/** The same parts for one area and for everything somebody is in charge of. */
function Body({
  page,
  committeeName,
}: {
  page: Omit<ChargePage, 'area' | 'committee' | 'charge' | 'isCut'>
  committeeName: string | null
}) {
  const t = useTranslations('watch.area')
  const { targets, signs, below, months, entries, promises, charges, mayPropose } = page
  const [only] = targets
  const isOne = targets.length === 1 && only !== undefined
  return (
    <div className={classes['stack']}>
      <LiveNotice />
      <Decisions decisions={page.decisions} />
      {!isOne && <Targets targets={targets} />}
      <div className={classes['two']}>
        <Panel
          title={committeeName === null ? t('signs-all') : t('signs', { name: committeeName })}
          aside={isOne && <LevelChips levels={only.levels} />}
        >
          <SignList signs={signs} isBelow={!isOne} mayOpen={mayPropose} />
        </Panel>
        <Entries entries={entries} />
      </div>
      <Contradictions signs={page.contradictions} plans={page.plans} />
      <ChargePlans plans={page.plans} today={page.today} />
      <PressingTasks tasks={page.tasks} />
      <OwedReports reports={page.reports} />
      <PromisesPanel promises={promises} named />
      {charges.map((view) => (
        <VisitsAndDuties key={view.organizationId} view={view} />
      ))}
      <Conclusions remedies={page.remedies} />
      <Panel title={t('below')} note={t('below-count', { count: below.length })}>
        <SignList signs={below} isBelow mayOpen={mayPropose} />
      </Panel>
      {months.length > 0 && (
        <Panel title={t('months')}>
          <SignMonths months={months} />
        </Panel>
      )}
    </div>
  )
}

function VisitsAndDuties({ view }: { view: ChargePage['charges'][number] }) {
  return (
    <>
      <VisitsPanel view={view} named />
      <DutiesPanel duties={view.duties} organizationId={view.organizationId} />
    </>
  )
}

/** What he is in charge of, each with its numbers; each number stands on the page behind the name. */
function Targets({ targets }: { targets: ChargePage['targets'] }) {
  const t = useTranslations('watch.area')
  return (
    <Panel title={t('targets')} flush>
      <DataTable
        label={t('targets')}
        rows={targets}
        rowKey={({ organizationId, areaCode }) => `${organizationId} ${areaCode}`}
        columns={[
          {
            id: 'name',
            head: t('target'),
            phone: 'title',
            cell: ({ areaCode, name, organizationId }) => (
              <Link to={areaCode === null ? `/organizations/${organizationId}` : `/monitoring/areas/${areaCode}`}>
                {name}
              </Link>
            ),
          },
          { id: 'red', head: t('red'), numeric: true, cell: ({ red }) => red },
          { id: 'yellow', head: t('yellow'), numeric: true, cell: ({ yellow }) => yellow },
          { id: 'listed', head: t('listed'), numeric: true, cell: ({ listed }) => listed },
          { id: 'plans', head: t('plans'), numeric: true, cell: ({ plans }) => plans },
          { id: 'late', head: t('late'), numeric: true, cell: ({ late }) => late },
          {
            id: 'promises',
            head: t('promises'),
            cell: ({ promises, missed }) => t('promises-of', { promises, missed }),
          },
        ]}
      />
    </Panel>
  )
}

function Entries({ entries }: { entries: ChargePage['entries'] }) {
  const t = useTranslations('watch.area')
  const s = useTranslations('watch.list.states')
  return (
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
  )
}
