import { Button, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import { PromiseChip } from './charge-panels.tsx'
import { VisitAnswer } from './visit-answer.tsx'
import type { visitNoteAction, visitNoteLoader } from './visit-note.server.ts'

type Page = ReturnType<typeof useLoaderData<typeof visitNoteLoader>>
type Promised = Page['promises'][number]

/** One visit: what was seen, what was promised, and for its author what became of each promise. */
export function VisitNoteScreen() {
  const { note, promises, isOwn, requestId } = useLoaderData<typeof visitNoteLoader>()
  const answer = useActionData<typeof visitNoteAction>()
  const busy = useNavigation().state !== 'idle'
  const [search] = useSearchParams()
  const t = useTranslations('charge')
  return (
    <>
      <PageHead
        crumbs={[{ label: note.organizationName, to: `/organizations/${note.organizationId}` }]}
        title={t('visit-on', { day: formatDay(note.visitedOn) })}
        state={t('visit-state', { name: note.authorName, day: formatDay(note.writtenOn) })}
      />
      <div className={classes['stack']}>
        <VisitAnswer answer={answer} done={search.get('done')} />
        <Panel title={t('seen')} flush>
          <p style={{ whiteSpace: 'pre-line', padding: '0.75rem 1.125rem', margin: 0 }}>{note.seen}</p>
          {isOwn && (
            <details className={classes['more']}>
              <summary>{t('revise')}</summary>
              <Form method="post" className={classes['stack']}>
                <input type="hidden" name="event" value="revise" />
                <input type="hidden" name="requestId" value={requestId} />
                <input type="hidden" name="version" value={note.version} />
                <Textarea
                  name="seen"
                  label={t('seen')}
                  description={t('seen-help')}
                  autosize
                  minRows={4}
                  defaultValue={note.seen}
                  required
                  withAsterisk={false}
                />
                <div className={classes['end']}>
                  <Button type="submit" variant="filled" loading={busy}>
                    {t('keep')}
                  </Button>
                </div>
              </Form>
            </details>
          )}
        </Panel>
        {promises.length === 0 ? (
          <EmptyState why={t('nothing-promised')} />
        ) : (
          promises.map((one) => <OnePromise key={one.promiseId} one={one} />)
        )}
      </div>
    </>
  )
}

function OnePromise({ one }: { one: Promised }) {
  const { isOwn, today, requestId } = useLoaderData<typeof visitNoteLoader>()
  const answer = useActionData<typeof visitNoteAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('charge')
  const { promiseId, promise, state, dueOn, keptOn, word, isRenewed, previousDueOn, version, isLate } = one
  const isOpen = keptOn === null && !isRenewed
  const acts = isOwn && isOpen ? (['keep', ...(isLate ? (['explain'] as const) : []), 'renew'] as const) : []
  return (
    <Panel title={promise} note={<PromiseChip state={state} />} tone={isLate ? 'red' : 'plain'} flush>
      <p style={{ padding: '0.75rem 1.125rem', margin: 0 }}>
        {t('due-on', { day: formatDay(dueOn) })}
        {previousDueOn !== null && ` ${t('instead-of', { day: formatDay(previousDueOn) })}`}
        {keptOn !== null && ` ${t('kept-on', { day: formatDay(keptOn) })}`}
        {word !== '' && ` ${t('said', { word })}`}
      </p>
      {acts.map((event) => {
        const mine = answer?.typed['promiseId'] === promiseId && answer.typed['event'] === event ? answer : undefined
        const fault = (name: string) => (mine?.wrong.includes(name) ? t('check-field') : undefined)
        const day = event === 'keep' ? 'keptOn' : 'dueOn'
        return (
          <details key={event} className={classes['more']} open={mine ? true : undefined}>
            <summary>{t(`act.${event}`)}</summary>
            <Form method="post">
              <input type="hidden" name="event" value={event} />
              <input type="hidden" name="promiseId" value={promiseId} />
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="version" value={version} />
              <div className={classes['fields']}>
                {event !== 'explain' && (
                  <DayInput
                    name={day}
                    label={t(`act-day.${event}`)}
                    defaultValue={mine?.typed[day] ?? (event === 'keep' ? formatDay(today) : '')}
                    error={fault(day)}
                    required
                    withAsterisk={false}
                  />
                )}
                <TextInput
                  name="word"
                  label={t(`act-word.${event}`)}
                  defaultValue={mine?.typed['word'] ?? ''}
                  error={fault('word')}
                  maxLength={500}
                  required
                  withAsterisk={false}
                />
              </div>
              <div className={classes['end']}>
                <Button type="submit" variant="filled" loading={busy}>
                  {t('keep')}
                </Button>
              </div>
            </Form>
          </details>
        )
      })}
    </Panel>
  )
}
