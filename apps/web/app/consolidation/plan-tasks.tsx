import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { planAction } from './plan.server.ts'
import type { PlanPageData } from './plan-screen.tsx'
import { TaskStateChip } from './task-state.tsx'

/** The tasks of a plan: late ones red, those that wait said apart; in a draft with the form that adds one. */
export function PlanTasks({ page }: { page: PlanPageData }) {
  const { tasks, plan, mayWork, requestId } = page
  const t = useTranslations('plans.tasks')
  const isDraft = plan.state === 'draft' && mayWork
  const count = (of: (task: (typeof tasks)[number]) => boolean) => tasks.filter(of).length
  const busy = useNavigation().state !== 'idle'
  return (
    <Panel
      title={t('title')}
      note={t('note', {
        all: tasks.length,
        done: count(({ state }) => state === 'done'),
        late: count(({ isLate }) => isLate),
        waiting: count(({ state }) => state === 'waiting'),
      })}
      flush
    >
      <DataTable
        label={t('title')}
        rows={tasks}
        rowKey={({ taskId }) => taskId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={t('empty')} />}
        columns={[
          {
            id: 'title',
            head: t('task'),
            phone: 'title',
            cell: ({ taskId, title, occurrence }) => (
              <Link to={`/plans/tasks/${taskId}`}>
                {title}
                {occurrence !== null && `, ${t('occurrence', { occurrence })}`}
              </Link>
            ),
          },
          { id: 'output', head: t('output'), cell: ({ output }) => output },
          {
            id: 'owner',
            head: t('owner'),
            cell: ({ ownerName, ownerPost, isOwn }) =>
              [ownerName, ownerPost, isOwn ? t('own') : ''].filter(Boolean).join(', '),
          },
          {
            id: 'due',
            head: t('due'),
            cell: ({ dueOn, baselineDueOn }) =>
              baselineDueOn === null || baselineDueOn === dueOn
                ? formatDay(dueOn)
                : t('moved', { day: formatDay(dueOn), before: formatDay(baselineDueOn) }),
          },
          { id: 'progress', head: t('progress'), numeric: true, cell: ({ progress }) => `${progress} %` },
          { id: 'state', head: t('state'), cell: (task) => <TaskStateChip task={task} /> },
          ...(isDraft
            ? [
                {
                  id: 'drop',
                  head: t('drop-head'),
                  cell: ({ taskId, title }: (typeof tasks)[number]) => (
                    <Form method="post">
                      <input type="hidden" name="requestId" value={requestId} />
                      <input type="hidden" name="version" value={plan.version} />
                      <input type="hidden" name="event" value="drop-task" />
                      <input type="hidden" name="taskId" value={taskId} />
                      <Button
                        type="submit"
                        size="sm"
                        variant="default"
                        loading={busy}
                        aria-label={t('drop-of', { title })}
                      >
                        {t('drop')}
                      </Button>
                    </Form>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isDraft && <AddTask page={page} />}
    </Panel>
  )
}

function AddTask({ page: { plan, tasks, measures, requestId } }: { page: PlanPageData }) {
  const answer = useActionData<typeof planAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('plans.tasks')
  const { say } = useConfidence()
  const mine = answer?.typed['event'] === 'add-task'
  const typed: Readonly<Record<string, string>> = mine ? answer.typed : {}
  const wrong: readonly string[] = mine ? answer.wrong : []
  const field = (name: 'title' | 'output' | 'ownerName' | 'ownerPost' | 'dueOn' | 'until', required = true) => ({
    name,
    label: t(`field.${name}`),
    required,
    withAsterisk: false,
    defaultValue: typed[name] ?? '',
    error: wrong.some((one) => one.endsWith(name)) ? t('wrong') : undefined,
  })
  const codes = [...new Set(plan.signs.map(({ code }) => code))]
  return (
    <details key={`${tasks.length}`} className={shared['act']} open={mine || tasks.length === 0 ? true : undefined}>
      <summary>{t('add')}</summary>
      <Form method="post">
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={plan.version} />
        <input type="hidden" name="event" value="add-task" />
        <datalist id="plan-measures">
          {measures.map(({ code, title }) => (
            <option key={code} value={title} />
          ))}
        </datalist>
        <div className={shared['fields']}>
          <TextInput {...field('title')} list="plan-measures" maxLength={300} />
          <TextInput {...field('output')} maxLength={300} />
          <TextInput {...field('ownerName')} maxLength={120} />
          <TextInput {...field('ownerPost', false)} maxLength={120} />
          <DayInput {...field('dueOn')} description={t('working-day')} />
          <NativeSelect
            name="signCode"
            label={t('field.signCode')}
            data={[{ value: '', label: t('any-sign') }, ...codes]}
            defaultValue={typed['signCode'] ?? ''}
          />
          <NativeSelect
            name="dependsOn"
            label={t('field.dependsOn')}
            data={[
              { value: '', label: t('nothing-before') },
              ...tasks.map(({ taskId, title }) => ({ value: taskId, label: title })),
            ]}
            defaultValue={typed['dependsOn'] ?? ''}
          />
          <NativeSelect
            name="rhythm"
            label={t('field.rhythm')}
            data={(['', 'week', 'month', 'quarter'] as const).map((value) => ({
              value,
              label: t(`rhythm.${value === '' ? 'once' : value}`),
            }))}
            defaultValue={typed['rhythm'] ?? ''}
          />
          <DayInput {...field('until', false)} />
        </div>
        <details>
          <summary>{t('library')}</summary>
          <ul className={shared['list']}>
            {measures.map(({ code, title, output, source, confidence }) => (
              <li key={code}>{t('measure', { title, output, source, confidence: say(confidence) })}</li>
            ))}
          </ul>
        </details>
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {t('add')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
