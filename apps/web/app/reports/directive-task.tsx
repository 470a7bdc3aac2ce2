import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { directiveAction, directiveLoader } from './directive.server.ts'
import { DutyChip, TaskDay } from './directive-parts.tsx'

type Task = Awaited<ReturnType<typeof directiveLoader>>['tasks'][number]
type Act = Task['offered'][number]

/** One task: who owes it until when, what was done, every step, and what the reader may do. */
export function DirectiveTask({ task }: { task: Task }) {
  const t = useTranslations('directives')
  const { taskId, position, content, unit, ownerPost, giver, givenOn, duty, traces, steps, offered } = task
  return (
    <div id={taskId}>
      <Panel
        title={t('task-of', { position, content })}
        tone={duty === 'overdue' ? 'red' : 'plain'}
        aside={<DutyChip duty={duty} />}
      >
        <div className={shared['stack']}>
          <dl className={shared['facts']}>
            <div>
              <dt>{t('owner')}</dt>
              <dd>
                {unit}, {ownerPost}
              </dd>
            </div>
            <div>
              <dt>{t('due')}</dt>
              <dd>
                <TaskDay {...task} />
              </dd>
            </div>
            <div>
              <dt>{t('giver')}</dt>
              <dd>
                {giver}, {formatDay(givenOn)}
              </dd>
            </div>
          </dl>
          <div>
            <h3>{t('done-what')}</h3>
            {traces.length === 0 ? (
              <p>{t('nothing-done', { unit })}</p>
            ) : (
              <ul className={shared['list']}>
                {traces.map(({ traceId, kind, to, said, document, doneOn, enteredByName }) => (
                  <li key={traceId}>
                    {formatDay(doneOn)}: {t(`traces.${kind}`)} {to === null ? said : <Link to={to}>{said}</Link>}
                    {document !== '' && ` (${document})`} <small>{t('entered-by', { name: enteredByName })}</small>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
        <details className={shared['act']}>
          <summary>{t('steps', { count: steps.length })}</summary>
          <ol className={shared['list']}>
            {steps.map(({ stepId, event, onDay, actorName, detail }) => (
              <li key={stepId}>
                {formatDay(onDay)}: {t(`events.${event as 'give'}`)}
                {event === 'give' && detail.dueOn && `, ${t('until', { day: formatDay(detail.dueOn) })}`}
                {event === 'move' &&
                  `, ${t('moved', { from: formatDay(detail.dueBefore ?? ''), to: formatDay(detail.dueOn ?? '') })}`}
                {[detail.word, detail.reason, detail.said].map((said) => said && `: ${said}`)}{' '}
                <small>{actorName}</small>
              </li>
            ))}
          </ol>
        </details>
        {offered.map((event) => (
          <TaskAct key={`${event}-${task.version}`} task={task} event={event} />
        ))}
      </Panel>
    </div>
  )
}

function TaskAct({ task, event }: { task: Task; event: Act }) {
  const { requestId, records } = useLoaderData<typeof directiveLoader>()
  const answer = useActionData<typeof directiveAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('directives')
  const mine = answer?.typed['taskId'] === task.taskId && answer.typed['event'] === event
  const field = (name: string) => ({
    name,
    defaultValue: mine ? (answer.typed[name] ?? '') : '',
    error: mine && answer.wrong.includes(name) ? t('wrong') : undefined,
  })
  const words = event === 'report' || event === 'accept' ? 'word' : 'reason'
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{t(`acts.${event}`)}</summary>
      <Form method="post" noValidate>
        {Object.entries({ requestId, taskId: task.taskId, version: String(task.version), event }).map(
          ([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        <div className={shared['fields']}>
          {event === 'trace' && (
            <>
              <NativeSelect
                {...field('record')}
                label={t('record')}
                data={[
                  { value: 'document', label: t('record-none') },
                  ...(records[task.organizationId] ?? []).map(({ kind, targetId, said }) => ({
                    value: `${kind}:${targetId}`,
                    label: `${t(`traces.${kind}`)} ${said}`,
                  })),
                ]}
              />
              <DayInput {...field('doneOn')} label={t('done-on')} />
              <TextInput {...field('document')} label={t('by-paper')} />
              <div className={shared['whole']}>
                <Textarea {...field('said')} label={t('said')} autosize minRows={2} />
              </div>
            </>
          )}
          {event === 'move' && <DayInput {...field('dueOn')} label={t('new-due')} />}
          {event !== 'trace' && (
            <div className={shared['whole']}>
              <Textarea {...field(words)} label={t(`words.${event}`)} autosize minRows={2} />
            </div>
          )}
        </div>
        <div className={shared['end']}>
          <Button type="submit" variant="default" loading={busy}>
            {t(`acts.${event}`)}
          </Button>
        </div>
      </Form>
    </details>
  )
}
