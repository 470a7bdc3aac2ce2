import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { GroupTabs } from '../monitoring/group-tabs.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PlanState } from './plan-state.tsx'
import type { plansAction, plansLoader } from './plans.server.ts'
import { OwedReports } from './report-lines.tsx'
import { TaskStateChip } from './task-state.tsx'
import classes from './timeline.module.css'

/** The board of plans: what is late or waits, where the plans slipped, and who is listed without a plan. */
export function PlansScreen() {
  const page = useLoaderData<typeof plansLoader>()
  const answer = useActionData<typeof plansAction>()
  const t = useTranslations('plans.board')
  const r = useTranslations('plans.refusals')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { sums, plans, group, today } = page
  return (
    <>
      <PageHead crumbs={[{ label: t('monitoring'), to: '/monitoring' }]} title={t('title')} state={t('state', sums)} />
      <div className={shared['stack']}>
        {answer !== undefined && (
          <Notice
            tone="error"
            live="alert"
            title={r.has(answer.code as 'BAD_INPUT') ? r(answer.code as 'BAD_INPUT') : r('other')}
          />
        )}
        <Mine page={page} />
        <Form method="get" className={classes['ask']}>
          <input type="hidden" name="group" value={group} />
          <DayInput
            name="day"
            label={t('on-day')}
            description={t('on-day-help')}
            defaultValue={formatDay(page.day ?? today)}
          />
          <Button type="submit" variant="default">
            {t('show')}
          </Button>
        </Form>
        {page.day !== null && <Notice tone="info" title={t('as-of', { day: formatDay(page.day) })} />}
        <GroupTabs
          label={t('groups')}
          chosen={group}
          groups={page.groups.map(({ name, count }) => ({ name, label: `${t(`group.${name}`)} ${count}` }))}
        />
        <Panel title={t(`group.${group}`)} note={t('slip-note')} flush>
          <DataTable
            label={t(`group.${group}`)}
            rows={plans}
            rowKey={({ planId }) => planId}
            tone={({ late }) => (late > 0 ? 'red' : undefined)}
            columns={[
              {
                id: 'organization',
                head: t('organization'),
                phone: 'title',
                cell: ({ planId, organizationName, edition }) => (
                  <Link to={`/plans/${planId}`}>
                    {organizationName}
                    {edition > 1 && `, ${t('edition', { edition })}`}
                  </Link>
                ),
              },
              { id: 'state', head: t('state-head'), cell: ({ state }) => <PlanState state={state} /> },
              {
                id: 'done',
                head: t('done'),
                numeric: true,
                cell: ({ tasks, done, closed }) =>
                  tasks === 0 ? <MissingValue kind="missing" /> : `${done + closed}/${tasks}`,
              },
              { id: 'late', head: t('late'), numeric: true, cell: ({ late }) => late },
              { id: 'waiting', head: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
              {
                id: 'slip',
                head: t('slip'),
                numeric: true,
                cell: ({ slipped, slipDays }) => (slipped === 0 ? 0 : t('slip-of', { slipped, days: slipDays })),
              },
              {
                id: 'ends',
                head: t('ends'),
                cell: ({ endsOn, state }) =>
                  endsOn < today && state !== 'accepted' ? t('over', { day: formatDay(endsOn) }) : formatDay(endsOn),
              },
              { id: 'owner', head: t('owner'), cell: ({ ownerName }) => ownerName },
            ]}
            empty={<EmptyState why={t(`empty.${group}`)} />}
          />
        </Panel>
        <OwedReports reports={page.owed} />
        <Areas page={page} />
        <Without page={page} />
      </div>
    </>
  )
}

type Page = Extract<ReturnType<typeof useLoaderData<typeof plansLoader>>, { up: true }>

/** What the reader himself has still to do, the nearest day first. */
function Mine({ page: { mine } }: { page: Page }) {
  const t = useTranslations('plans.board')
  if (mine.length === 0) return null
  return (
    <Panel title={t('mine')} note={t('mine-note', { count: mine.length })} flush>
      <DataTable
        label={t('mine')}
        rows={mine}
        rowKey={({ taskId }) => taskId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        columns={[
          {
            id: 'task',
            head: t('task'),
            phone: 'title',
            cell: ({ taskId, title }) => <Link to={`/plans/tasks/${taskId}`}>{title}</Link>,
          },
          { id: 'organization', head: t('organization'), cell: ({ organizationName }) => organizationName },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          { id: 'progress', head: t('progress'), numeric: true, cell: ({ progress }) => `${progress} %` },
          { id: 'state', head: t('state-head'), cell: (task) => <TaskStateChip task={task} /> },
        ]}
      />
    </Panel>
  )
}

/** What slipped by commune; nothing to compare with one commune alone. */
function Areas({ page: { areas } }: { page: Page }) {
  const t = useTranslations('plans.board')
  if (areas.length < 2) return null
  return (
    <Panel title={t('areas')} note={t('areas-note')} flush>
      <DataTable
        label={t('areas')}
        rows={areas}
        rowKey={({ areaCode }) => areaCode ?? ''}
        columns={[
          {
            id: 'area',
            head: t('area'),
            phone: 'title',
            cell: ({ areaCode, name, plans }) => (
              <Link to={`/monitoring/areas/${areaCode}`}>{t('area-of', { name, plans })}</Link>
            ),
          },
          { id: 'tasks', head: t('tasks'), numeric: true, cell: ({ tasks }) => tasks },
          { id: 'late', head: t('late'), numeric: true, cell: ({ late }) => late },
          {
            id: 'slip',
            head: t('slip'),
            numeric: true,
            cell: ({ slipped, slipDays }) => (slipped === 0 ? 0 : t('slip-of', { slipped, days: slipDays })),
          },
        ]}
      />
    </Panel>
  )
}

function Without({ page: { without, mayWork, requestId } }: { page: Page }) {
  const t = useTranslations('plans.board')
  const busy = useNavigation().state !== 'idle'
  if (without.length === 0) return null
  return (
    <Panel title={t('without')} note={t('without-note')} tone="watch" flush>
      <DataTable
        label={t('without')}
        rows={without}
        rowKey={({ entryId }) => entryId}
        columns={[
          {
            id: 'organization',
            head: t('organization'),
            phone: 'title',
            cell: ({ entryId, organizationName }) => (
              <Link to={`/monitoring/watch/${entryId}`}>{organizationName}</Link>
            ),
          },
          { id: 'need', head: t('need'), cell: ({ state }) => t(state === 'needs-consolidation' ? 'must' : 'may') },
          { id: 'listed', head: t('listed'), cell: ({ listedOn }) => (listedOn === null ? '–' : formatDay(listedOn)) },
          {
            id: 'act',
            head: t('act'),
            cell: ({ entryId, organizationName }) =>
              mayWork ? (
                <Form method="post">
                  <input type="hidden" name="entryId" value={entryId} />
                  <input type="hidden" name="requestId" value={requestId} />
                  <Button
                    type="submit"
                    size="sm"
                    variant="default"
                    loading={busy}
                    aria-label={t('open-of', { name: organizationName })}
                  >
                    {t('open')}
                  </Button>
                </Form>
              ) : (
                t('waits-for')
              ),
          },
        ]}
      />
    </Panel>
  )
}
