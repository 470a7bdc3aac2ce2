import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { PlanState } from '../consolidation/plan-state.tsx'
import { RemedyList } from '../inspection/remedy-list.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { ChargePage } from './area-watch-screen.tsx'
import { SignList } from './sign-list.tsx'
import classes from './watch.module.css'

/** What waits for a decision or a word of who is in charge; each line opens the place where it is given. */
export function Decisions({ decisions }: { decisions: ChargePage['decisions'] }) {
  const t = useTranslations('watch.area')
  return (
    <Panel
      title={t('decisions')}
      note={t('decisions-note', { count: decisions.length })}
      tone={decisions.length > 0 ? 'watch' : 'plain'}
      flush={decisions.length === 0}
    >
      {decisions.length === 0 ? (
        <EmptyState why={t('no-decisions')} />
      ) : (
        <ul className={classes['list']}>
          {decisions.map(({ kind, name, to, dueOn }) => (
            <li key={`${kind} ${to} ${name}`}>
              {t(`decision.${kind}`)}: <Link to={to}>{name}</Link>
              {dueOn !== null && <span className={classes['light']}> ({formatDay(dueOn)})</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** Figures that contradict each other (X1 to X4), and plans whose work is done while the sign has not moved. */
export function Contradictions({ signs, plans }: { signs: ChargePage['contradictions']; plans: ChargePage['plans'] }) {
  const t = useTranslations('watch.area')
  const done = plans.filter(({ contradiction }) => contradiction !== null)
  if (signs.length === 0 && done.length === 0) return null
  return (
    <Panel title={t('contradictions')} note={t('contradictions-note')} tone="watch">
      {signs.length > 0 && <SignList signs={signs} isBelow />}
      {done.length > 0 && (
        <ul className={classes['list']}>
          {done.map(({ planId, organizationName, contradiction }) => (
            <li key={planId}>
              <Link to={`/plans/${planId}`}>{organizationName}</Link>:{' '}
              {t('done-not-moved', {
                signs: [...(contradiction?.red ?? []), ...(contradiction?.unknown ?? [])].join(', '),
              })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** The open plans with the figures of their tasks; each opens its plan. */
export function ChargePlans({ plans, today }: { plans: ChargePage['plans']; today: string }) {
  const t = useTranslations('plans.board')
  const a = useTranslations('watch.area')
  return (
    <Panel title={t('title')} note={a('plans-note', { count: plans.length })} flush>
      <DataTable
        label={t('title')}
        rows={plans}
        rowKey={({ planId }) => planId}
        tone={({ late }) => (late > 0 ? 'red' : undefined)}
        columns={[
          {
            id: 'organization',
            head: t('organization'),
            phone: 'title',
            cell: ({ planId, organizationName }) => <Link to={`/plans/${planId}`}>{organizationName}</Link>,
          },
          { id: 'state', head: t('state-head'), cell: ({ state }) => <PlanState state={state} /> },
          { id: 'done', head: t('done'), numeric: true, cell: ({ done, tasks }) => `${done}/${tasks}` },
          { id: 'late', head: t('late'), numeric: true, cell: ({ late }) => late },
          { id: 'waiting', head: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
          {
            id: 'ends',
            head: t('ends'),
            cell: ({ endsOn }) => (endsOn < today ? t('over', { day: formatDay(endsOn) }) : formatDay(endsOn)),
          },
        ]}
        empty={<EmptyState why={a('no-plans')} />}
      />
    </Panel>
  )
}

/** What is overdue, waits for somebody, or falls due within two weeks. */
export function PressingTasks({ tasks }: { tasks: ChargePage['tasks'] }) {
  const t = useTranslations('watch.area')
  return (
    <Panel title={t('tasks')} note={t('tasks-note', { late: tasks.filter(({ isLate }) => isLate).length })} flush>
      <DataTable
        label={t('tasks')}
        rows={tasks}
        rowKey={({ taskId }) => taskId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        columns={[
          {
            id: 'title',
            head: t('task'),
            phone: 'title',
            cell: ({ taskId, title }) => <Link to={`/plans/tasks/${taskId}`}>{title}</Link>,
          },
          { id: 'organization', head: t('organization'), cell: ({ organizationName }) => organizationName },
          { id: 'owner', head: t('owner'), cell: ({ ownerName }) => ownerName },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          {
            id: 'state',
            head: t('how'),
            cell: ({ isLate, waitingFor }) =>
              waitingFor !== null ? t('waits-for', { who: waitingFor }) : t(isLate ? 'is-late' : 'comes-up'),
          },
        ]}
        empty={<EmptyState why={t('no-tasks')} />}
      />
    </Panel>
  )
}

/** What conclusions of inspections still ask for, the late ones marked. */
export function Conclusions({ remedies }: { remedies: Parameters<typeof RemedyList>[0]['remedies'] }) {
  const t = useTranslations('watch.area')
  return <RemedyList remedies={remedies} title={t('conclusions')} />
}
