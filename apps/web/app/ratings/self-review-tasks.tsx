import { Button, NativeSelect, TextInput } from '@mantine/core'
import { countTasks, type TaskStatus, taskStatuses } from '@nq15/domain/ratings'
import { Link } from '@remix-run/react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconPlus, IconTrash } from '../ui/icons.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './self-review.module.css'
import type { ReviewValues, SelfReviewView, TaskView } from './self-review-view.ts'
import { newRequestId } from './tally-request-id.ts'
import type { TallyQueue } from './use-tally-queue.ts'

type Props = {
  view: SelfReviewView
  queue: TallyQueue
  values: ReviewValues
  /** The five counts as fields, for who uses no list. */
  fields: readonly ReactNode[]
}

/** The tasks of the year: a list with what became of each, from which the counts come, or the five counts typed. */
export function ReviewTasks({ view, queue, values, fields }: Props) {
  const t = useTranslations('ratings.self-review')
  const tasks = useTasks(view, queue)
  const counts = countTasks(tasks.map(({ status }) => ({ status: status === '' ? null : status })))
  const open = tasks.filter(({ status }) => status === '').length
  return (
    <Panel title={t('tasks')} note={tasks.length === 0 ? t('tasks-note') : t('task.note')}>
      <div className={classes['parts']}>
        {tasks.length === 0 ? (
          <div className={classes['fields']}>{fields}</div>
        ) : (
          <p role="status">
            {counts
              ? t('task.counts', {
                  assigned: counts.tasksAssigned,
                  onTime: counts.tasksOnTime,
                  late: counts.tasksLate,
                  failed: counts.tasksFailed,
                  exceeded: counts.tasksExceeded,
                })
              : t('task.open', { count: open, assigned: values.tasksAssigned === '' ? '–' : values.tasksAssigned })}
          </p>
        )}
        {tasks.map((task, index) => (
          <TaskLine key={task.id} task={task} number={index + 1} view={view} queue={queue} />
        ))}
        {view.mayEdit && (
          <Button
            className={classes['add'] ?? ''}
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden />}
            onClick={() => queue.put(`task/${newRequestId()}`, { title: '' }, { version: 0 })}
          >
            {t(tasks.length === 0 ? 'task.begin' : 'task.add')}
          </Button>
        )}
      </div>
    </Panel>
  )
}

/** The lines as they stand here: what the server has, what was typed since, new ones last, lines taken out left away. */
function useTasks(view: SelfReviewView, queue: TallyQueue): TaskView[] {
  const known = new Set(view.tasks.map(({ id }) => `task/${id}`))
  const fresh = [...new Set(queue.queue.map(({ row }) => row))].filter(
    (row) => row.startsWith('task/') && !known.has(row),
  )
  const empty = {
    title: '',
    axis: '',
    weight: '',
    status: '',
    resultNote: '',
    product: '',
    quality: '',
    version: 0,
    evidence: 0,
  } as const
  const lines = [...view.tasks, ...fresh.map((row) => ({ id: row.slice('task/'.length), ...empty }))]
  return lines.flatMap((line) => {
    const ahead = queue.aheadOf(`task/${line.id}`, line.version)
    if (ahead['gone'] === 'true') return []
    const status = taskStatuses.find((one) => one === ahead['status']) ?? (ahead['status'] === '' ? '' : line.status)
    return [
      {
        ...line,
        title: ahead['title'] ?? line.title,
        axis: ahead['axis'] ?? line.axis,
        weight: ahead['weight'] ?? line.weight,
        resultNote: ahead['resultNote'] ?? line.resultNote,
        product: ahead['product'] ?? line.product,
        quality: ahead['quality'] ?? line.quality,
        status,
      },
    ]
  })
}

const axes = ['1', '2', '3', '4', '5', '6'] as const

function TaskLine({
  task,
  number,
  view,
  queue,
}: {
  task: TaskView
  number: number
  view: SelfReviewView
  queue: TallyQueue
}) {
  const t = useTranslations('ratings.self-review.task')
  const readOnly = !view.mayEdit
  const put = (patch: Record<string, string>) => queue.put(`task/${task.id}`, patch, { version: task.version })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div className={classes['task']} role="group" aria-label={t('line', { number, title: task.title })}>
      <TypedInput
        className={classes['taskTitle'] ?? ''}
        label={t('title', { number })}
        value={task.title}
        most={500}
        readOnly={readOnly}
        onCommit={(title) => put({ title })}
      />
      <NativeSelect
        label={t('status')}
        value={task.status}
        disabled={readOnly}
        data={[
          { value: '', label: t('no-status') },
          ...taskStatuses.map((value: TaskStatus) => ({ value, label: t(`statuses.${value}`) })),
        ]}
        onChange={({ currentTarget }) => put({ status: currentTarget.value })}
      />
      {view.leads && (
        <NativeSelect
          label={t('axis')}
          value={task.axis}
          disabled={readOnly}
          data={[
            { value: '', label: t('no-axis') },
            ...axes.map((value) => ({ value, label: `${value}. ${t(`axes.${value}`)}` })),
          ]}
          onChange={({ currentTarget }) => put({ axis: currentTarget.value })}
        />
      )}
      <TypedInput
        label={t('weight')}
        value={task.weight}
        most={7}
        decimals
        fault={(text) =>
          text === '' || /^\d{1,3}([.,]\d{1,3})?$/.test(text) ? null : t('not-a-weight', { typed: text })
        }
        readOnly={readOnly}
        onCommit={(weight) => put({ weight })}
      />
      {(['product', 'quality'] as const).map((name) => (
        <TypedInput
          key={name}
          className={classes['taskTitle'] ?? ''}
          label={t(name)}
          value={task[name]}
          most={2_000}
          readOnly={readOnly}
          onCommit={(typed) => put({ [name]: typed })}
        />
      ))}
      <TypedInput
        className={classes['taskTitle'] ?? ''}
        label={t('result')}
        value={task.resultNote}
        most={2_000}
        readOnly={readOnly}
        onCommit={(resultNote) => put({ resultNote })}
      />
      <p className={classes['taskEnd']}>
        {task.version > 0 ? (
          <Link to={`/files/of/rating_task_item/${task.id}`}>{t('evidence', { count: task.evidence })}</Link>
        ) : (
          <span className={classes['quiet']}>{t('evidence-later')}</span>
        )}
        {!readOnly && (
          <Button
            variant="subtle"
            leftSection={<IconTrash size={18} stroke={1.6} aria-hidden />}
            onClick={() => put({ gone: 'true' })}
            aria-label={t('remove-label', { number, title: task.title })}
          >
            {t('remove')}
          </Button>
        )}
      </p>
    </div>
  )
}

type TypedInputProps = {
  className?: string
  label: string
  value: string
  most: number
  decimals?: boolean
  readOnly: boolean
  fault?: (text: string) => string | null
  onCommit: (text: string) => void
}

/** One short field, saved when it is left; a text that cannot be stored stays in the field with its fault and goes nowhere. */
export function TypedInput({ className, label, value, most, decimals, readOnly, fault, onCommit }: TypedInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft === null ? null : (fault?.(draft.trim()) ?? null)
  return (
    <TextInput
      {...(className ? { className } : {})}
      label={label}
      value={draft ?? value}
      maxLength={most}
      readOnly={readOnly}
      error={wrong}
      inputMode={decimals ? 'decimal' : 'text'}
      autoComplete="off"
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => {
        if (draft === null || wrong !== null) return
        if (draft.trim() !== value) onCommit(draft.trim())
        setDraft(null)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}
