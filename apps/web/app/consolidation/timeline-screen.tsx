import { Button } from '@mantine/core'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { FewLines } from '../ui/charts/few-lines.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatShortDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { planLoader } from './plan.server.ts'
import type { PlanPageData } from './plan-screen.tsx'
import { TaskStateChip } from './task-state.tsx'
import classes from './timeline.module.css'

/** The time of a plan: each task as a bar and as a line of a list, what slipped by a chosen day, and how the work gets less. */
export function TimelineScreen() {
  const page = useLoaderData<typeof planLoader>()
  const t = useTranslations('plans.time')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { plan } = page
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/plans' },
          { label: plan.organizationName, to: `/plans/${plan.planId}` },
        ]}
        title={t('title')}
        state={t('state', { from: formatDay(plan.content.startsOn), until: formatDay(plan.endsOn) })}
      />
      <div className={shared['stack']}>
        <Bars page={page} />
        <Slips page={page} />
        <BurnDown page={page} />
      </div>
    </>
  )
}

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Bars from the beginning of the plan to each due day, over its months; the list below says the same in words. */
function Bars({ page: { plan, tasks, burnDown, today } }: { page: PlanPageData }) {
  const t = useTranslations('plans.time')
  const from = plan.content.startsOn
  const all = Math.max(1, days(from, plan.endsOn))
  const place = (day: string) => `${Math.max(0, Math.min(100, (100 * days(from, day)) / all))}%`
  // The month in which the plan begins has no room beside the next one when little of it is left.
  const months = Number(from.slice(8)) > 10 ? burnDown.slice(1) : burnDown
  return (
    <Panel title={t('bars')} note={t('bars-note')}>
      {tasks.length === 0 ? (
        <EmptyState why={t('empty')} />
      ) : (
        <div className={classes['chart']} aria-hidden>
          <div className={classes['months']}>
            {months.map(({ month }) => (
              <span key={month} style={{ insetInlineStart: place(month) }}>
                {`${Number(month.slice(5, 7))}/${month.slice(0, 4)}`}
              </span>
            ))}
          </div>
          {tasks.map(({ taskId, title, dueOn, baselineDueOn, progress, isLate, state }) => (
            <div key={taskId} className={classes['row']}>
              <span className={classes['name']}>{title}</span>
              <span className={classes['track']}>
                <span
                  className={`${classes['bar']} ${isLate ? classes['late'] : state === 'waiting' ? classes['waiting'] : ''}`}
                  style={{ width: place(dueOn) }}
                >
                  <span className={classes['done']} style={{ width: `${progress}%` }} />
                </span>
                {baselineDueOn !== null && baselineDueOn !== dueOn && (
                  <span className={classes['approved']} style={{ insetInlineStart: place(baselineDueOn) }} />
                )}
                {today >= from && today <= plan.endsOn && (
                  <span className={classes['today']} style={{ insetInlineStart: place(today) }} />
                )}
              </span>
              <span className={classes['day']}>{formatShortDay(dueOn)}</span>
            </div>
          ))}
          <ul className={shared['legend']}>
            <li>{t('legend')}</li>
          </ul>
        </div>
      )}
    </Panel>
  )
}

function Slips({ page: { plan, tasks, day } }: { page: PlanPageData }) {
  const t = useTranslations('plans.time')
  return (
    <Panel
      title={t('slips', { day: formatDay(day) })}
      note={plan.approvedOn === null ? t('not-approved') : t('slips-note')}
      flush
    >
      <Form method="get" className={classes['ask']}>
        <DayInput name="day" label={t('on-day')} defaultValue={formatDay(day)} />
        <Button type="submit" variant="default">
          {t('show')}
        </Button>
      </Form>
      <DataTable
        label={t('slips', { day: formatDay(day) })}
        rows={tasks}
        rowKey={({ taskId }) => taskId}
        tone={({ slip, state }) => (slip?.isLate && state !== 'waiting' ? 'red' : undefined)}
        empty={<EmptyState why={t('empty')} />}
        columns={[
          {
            id: 'task',
            head: t('task'),
            phone: 'title',
            cell: ({ taskId, title }) => <Link to={`/plans/tasks/${taskId}`}>{title}</Link>,
          },
          { id: 'owner', head: t('owner'), cell: ({ ownerName }) => ownerName },
          {
            id: 'approved',
            head: t('approved'),
            cell: ({ baselineDueOn }) => (baselineDueOn === null ? t('added') : formatDay(baselineDueOn)),
          },
          { id: 'then', head: t('then'), cell: ({ slip, dueOn }) => formatDay(slip?.dueOn ?? dueOn) },
          {
            id: 'slip',
            head: t('slip'),
            numeric: true,
            cell: ({ slip }) => (slip === null ? '–' : t('days', { days: slip.slipDays })),
          },
          {
            id: 'progress',
            head: t('progress'),
            numeric: true,
            cell: ({ slip, progress }) => `${slip?.progress ?? progress} %`,
          },
          { id: 'state', head: t('now'), cell: (task) => <TaskStateChip task={task} /> },
        ]}
      />
    </Panel>
  )
}

function BurnDown({ page: { burnDown, tasks } }: { page: PlanPageData }) {
  const t = useTranslations('plans.time')
  if (burnDown.length < 2 || tasks.every(({ baselineDueOn }) => baselineDueOn === null)) return null
  const last = burnDown.findLast(({ left }) => left !== null)
  return (
    <Panel title={t('burn')} note={t('burn-note')}>
      <FewLines
        form="straight"
        places={burnDown.map(({ month }) => `${Number(month.slice(5, 7))}/${month.slice(0, 4)}`)}
        placeHead={t('month')}
        sentence={t('burn-sentence', { left: last?.left ?? tasks.length, planned: last?.planned ?? 0 })}
        lines={[
          { name: t('left'), values: burnDown.map(({ left }) => left) },
          { name: t('planned'), values: burnDown.map(({ planned }) => planned) },
        ]}
      />
    </Panel>
  )
}
