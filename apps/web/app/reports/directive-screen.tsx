import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { directiveAction, directiveLoader } from './directive.server.ts'
import { ChangeList } from './directive-changes.tsx'
import { NewChange, NewTask, StrikeOut } from './directive-forms.tsx'
import { DirectiveAnswer } from './directive-parts.tsx'
import { DirectiveTask } from './directive-task.tsx'

/** One document: what is known of it, what it changes here, and its tasks with what was done for each. */
export function DirectiveScreen() {
  const { directive, changes, tasks, mayGive } = useLoaderData<typeof directiveLoader>()
  const answer = useActionData<typeof directiveAction>()
  const [search] = useSearchParams()
  const t = useTranslations('directives')
  const overdue = tasks.filter(({ duty }) => duty === 'overdue').length
  const { kindWord, number, issuer, issuedOn, source, note, keeper, enteredByName, enteredOn, struckOn, struckWhy } =
    directive
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('issuer'), issuer],
    [t('issued-on'), formatDay(issuedOn)],
    [t('source'), source],
    [t('note'), note === '' ? <MissingValue key="note" kind="missing" /> : note],
    [t('kept'), t('kept-by', { unit: keeper, name: enteredByName, day: formatDay(enteredOn) })],
  ]
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/reports/directives' }]}
        title={`${kindWord} ${number}`}
        state={t('tasks-state', { count: tasks.length, overdue })}
      />
      <div className={shared['stack']}>
        <DirectiveAnswer answer={answer} done={search.get('done')} />
        {struckOn !== null && (
          <Notice tone="watch" title={t('struck-on', { day: formatDay(struckOn) })}>
            {struckWhy}
          </Notice>
        )}
        <Panel title={directive.title} aside={struckOn !== null && <Chip look="grey">{t('struck')}</Chip>}>
          <dl className={shared['facts']}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        {tasks.length === 0 && (
          <Panel title={t('tasks')}>
            <EmptyState why={t(mayGive ? 'no-tasks-yet' : 'no-tasks')} />
          </Panel>
        )}
        {tasks.map((task) => (
          <DirectiveTask key={task.taskId} task={task} />
        ))}
        {mayGive && <NewTask key={`task-${tasks.length}`} />}
        <Panel title={t('changes')} note={t('changes-note')}>
          {changes.length === 0 ? (
            <EmptyState why={t('no-changes-of-one')} />
          ) : (
            <ChangeList changes={changes} isOfOne />
          )}
        </Panel>
        {mayGive && <NewChange key={`change-${changes.length}`} />}
        {mayGive && <StrikeOut />}
      </div>
    </>
  )
}
