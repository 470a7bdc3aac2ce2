import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatDay } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RuleSource } from '../confidence-mark.tsx'
import classes from './after.module.css'
import { Act, Answered, Field } from './form-parts.tsx'
import type { screeningsLoader } from './screenings.server.ts'

const looks = { open: 'watch', educating: 'accentEdge', reviewing: 'accent', closed: 'grey' } as const
const events = {
  open: ['educate', 'close'],
  educating: ['review', 'close'],
  reviewing: ['educate', 'close'],
  closed: [],
} as const
const reasons = ['improved', 'removal-proposed', 'left', 'ground-gone', 'other'] as const

/** Members rated "không hoàn thành nhiệm vụ" two years running: what the cell does about it, step by step, and why it is closed. */
export function ScreeningsScreen() {
  const { tasks, source } = useLoaderData<typeof screeningsLoader>()
  const t = useTranslations('ratings.after.screenings')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb') }]}
        title={t('title')}
        state={t('state', { open: tasks.filter(({ state }) => state !== 'closed').length })}
      />
      <div className={classes['stack']}>
        <p>
          {t('intro')} <RuleSource source={source} />
        </p>
        {tasks.length === 0 && <EmptyState why={t('none')} />}
        {tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </div>
    </>
  )
}

type OneTask = ReturnType<typeof useLoaderData<typeof screeningsLoader>>['tasks'][number]

function Task({ task }: { task: OneTask }) {
  const { requestId } = useLoaderData<typeof screeningsLoader>()
  const t = useTranslations('ratings.after.screenings')
  const intent = `step ${task.id}`
  const [first, second] = [String(task.firstYear), String(task.secondYear)]
  return (
    <Panel
      title={task.name}
      note={task.cellName}
      aside={<Chip look={looks[task.state]}>{t(`states.${task.state}`)}</Chip>}
    >
      <div className={classes['stack']}>
        <p>
          <Link to={`/ratings/${second}/cases/${task.caseId}/outcome`}>{t('years', { first, second })}</Link>.{' '}
          {t('opened', { day: formatDay(task.openedOn) })}.{' '}
          {task.closingReason !== null && t(`reasons.${task.closingReason}`)}
        </p>
        {!task.groundStands && task.state !== 'closed' && <Notice tone="watch">{t('ground-gone')}</Notice>}
        {task.steps.length > 0 && (
          <ol className={classes['rules']}>
            {task.steps.map(({ to, note, byName, onDay }) => (
              <li key={`${onDay} ${to} ${note}`}>
                {t('line', { day: formatDay(onDay), by: byName, state: t(`states.${stateOf(to)}`), note })}
              </li>
            ))}
          </ol>
        )}
        <Answered intent={intent} />
        {task.state !== 'closed' && !task.isOwn && (
          <Act
            intent={intent}
            requestId={requestId}
            version={task.version}
            hidden={{ screeningId: task.id }}
            label={t('save')}
          >
            <Field
              intent={intent}
              name="event"
              label={t('step')}
              choices={events[task.state].map((value) => ({ value, label: t(`events.${value}`) }))}
            />
            <Field
              intent={intent}
              name="closingReason"
              label={t('closing-reason')}
              choices={[
                { value: '', label: t('no-reason') },
                ...reasons.map((value) => ({ value, label: t(`reasons.${value}`) })),
              ]}
            />
            <Field intent={intent} name="note" label={t('note')} long />
          </Act>
        )}
      </div>
    </Panel>
  )
}

const stateOf = (text: string): keyof typeof looks =>
  text === 'educating' || text === 'reviewing' || text === 'closed' ? text : 'open'
