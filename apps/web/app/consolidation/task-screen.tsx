import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Attachments } from '../files/attachments.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PlanFields } from './plan-fields.tsx'
import { taskForms } from './plan-forms.ts'
import type { taskAction, taskLoader } from './task.server.ts'
import { TaskStateChip } from './task-state.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof taskLoader>>, { up: true }>

/** One task: whose it is, until when, how far; its evidence and who accepted it; every report and every changed day. */
export function TaskScreen() {
  const page = useLoaderData<typeof taskLoader>()
  const answer = useActionData<typeof taskAction>()
  const [search] = useSearchParams()
  const t = useTranslations('plans.task')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { task, plan, files } = page
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/plans' },
          { label: plan.organizationName, to: `/plans/${plan.planId}` },
        ]}
        title={task.title}
        state={
          <>
            <TaskStateChip task={task} /> {t('due', { day: formatDay(task.dueOn), progress: task.progress })}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="plans" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        <Acts page={page} />
        {files !== null && <Attachments view={files} title={t('files')} help={t('files-help')} />}
        <History page={page} />
      </div>
    </>
  )
}

function Facts({ page: { task, before, files, today } }: { page: Page }) {
  const t = useTranslations('plans.task')
  const missing = <MissingValue kind="missing" />
  const { acceptance } = task
  const isStanding =
    acceptance !== null &&
    (acceptance.attachmentId === null ||
      (files?.documents ?? []).some(({ revisions }) => revisions[0]?.id === acceptance.attachmentId))
  const accepted = () => {
    if (acceptance === null) return missing
    if (!isStanding) return t('acceptance-lost')
    if (acceptance.expiresOn !== null && acceptance.expiresOn < today) return t('acceptance-expired')
    return t('accepted-by', { name: acceptance.byName, day: formatDay(acceptance.onDay) })
  }
  const facts = [
    ['output', task.output],
    ['owner', [task.ownerName, task.ownerPost].filter(Boolean).join(', ')],
    ['sign', task.signCode || '–'],
    ['baseline', task.baselineDueOn === null ? missing : formatDay(task.baselineDueOn)],
    ['due-now', formatDay(task.dueOn)],
    ['evidence', task.evidence || missing],
    ['accepted', accepted()],
    ...(task.waitingFor === null
      ? []
      : ([
          ['waiting', t('waits', { for: task.waitingFor, day: formatDay(task.waitingSince ?? task.dueOn) })],
        ] as const)),
    ['waited', t('days', { days: task.waitedDays })],
  ] as const
  return (
    <Panel title={t('facts')}>
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {before.length > 0 && (
          <div>
            <dt>{t('fact.before')}</dt>
            <dd>
              {before.map(({ taskId, title }) => (
                <div key={taskId}>
                  <Link to={`/plans/tasks/${taskId}`}>{title}</Link>
                </div>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}

function Acts({ page: { offered, task, newest, requestId } }: { page: Page }) {
  const answer = useActionData<typeof taskAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('plans.task')
  const v = useTranslations('plans.events')
  if (offered.length === 0) return null
  return (
    <Panel title={t('acts')} flush>
      {offered.map((event) => {
        const mine = answer?.typed['event'] === event
        return (
          <details key={event} className={shared['act']} open={mine || event === 'report' ? true : undefined}>
            <summary>{v(event)}</summary>
            <Form method="post">
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="version" value={task.version} />
              <input type="hidden" name="event" value={event} />
              <PlanFields
                fields={taskForms[event]}
                files={newest}
                typed={mine ? answer.typed : { progress: String(task.progress), evidence: task.evidence }}
                wrong={mine ? answer.wrong : []}
              />
              <div className={shared['end']}>
                <Button type="submit" variant={event === 'report' ? 'filled' : 'default'} loading={busy}>
                  {v(event)}
                </Button>
              </div>
            </Form>
          </details>
        )
      })}
    </Panel>
  )
}

function History({ page: { steps } }: { page: Page }) {
  const t = useTranslations('plans.task')
  const v = useTranslations('plans.events')
  return (
    <Panel title={t('history')} flush>
      <DataTable
        label={t('history')}
        rows={steps.toReversed()}
        rowKey={({ stepId }) => stepId}
        empty={<EmptyState why={t('no-history')} />}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event }) => (v.has(event as 'report') ? v(event as 'report') : event),
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          { id: 'due', head: t('due-then'), cell: ({ dueOn }) => (dueOn === null ? '–' : formatDay(dueOn)) },
          {
            id: 'progress',
            head: t('progress'),
            numeric: true,
            cell: ({ progress }) => (progress === null ? '–' : `${progress} %`),
          },
          {
            id: 'reason',
            head: t('reason'),
            cell: ({ reason, detail }) =>
              reason ??
              (['note', 'evidence']
                .flatMap((name) =>
                  typeof detail[name] === 'string' && detail[name] !== '' ? [String(detail[name])] : [],
                )
                .join('; ') ||
                '–'),
          },
          { id: 'by', head: t('by'), cell: ({ actorName, actedAt }) => `${actorName}, ${formatMoment(actedAt)}` },
        ]}
      />
    </Panel>
  )
}
