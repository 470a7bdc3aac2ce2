import { Button, Textarea } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { directionAction, directionLoader } from './directions.server.ts'
import { DirectionDue } from './directions-panel.tsx'

type Page = ReturnType<typeof useLoaderData<typeof directionLoader>>
type Answer = ReturnType<typeof useActionData<typeof directionAction>>

/** One direction of the secretary: what is owed until when, what was reported, and what the reader may do next. */
export function DirectionScreen() {
  const page = useLoaderData<typeof directionLoader>()
  const answer = useActionData<typeof directionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.directions')
  const { direction, steps, seesPaper } = page
  const citizen =
    direction.citizenDueOn === null
      ? t('citizen-none')
      : direction.citizenNotifiedOn === null
        ? t('citizen-due', { day: formatDay(direction.citizenDueOn) })
        : t('citizen-done', { day: formatDay(direction.citizenNotifiedOn) })
  const paper = seesPaper ? (
    <Link to={`/petitions/${direction.petitionId}`}>{direction.petitionCode}</Link>
  ) : (
    direction.petitionCode
  )
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('what'), direction.content],
    [t('owed'), direction.owedByName],
    [t('due'), <DirectionDue key="due" direction={direction} />],
    [t('given'), `${direction.givenByName}, ${formatDay(direction.givenOn)}`],
    [t('paper'), paper],
    [t('citizen'), citizen],
  ]
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/petitions/directions' }]}
        title={t('one', { code: direction.petitionCode })}
        state={<Chip look="accentEdge">{t(`states.${direction.state}`)}</Chip>}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <Panel title={t('facts')}>
          <dl className={shared['facts']}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Acts page={page} answer={answer} />
        <Panel title={t('steps')} flush>
          <DataTable
            label={t('steps')}
            rows={steps.toReversed()}
            rowKey={({ stepId }) => stepId}
            columns={[
              { id: 'step', head: t('step'), phone: 'title', cell: ({ event }) => t(`events.${event as 'give'}`) },
              { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
              { id: 'what', head: t('what'), cell: ({ content }) => content },
              { id: 'due', head: t('due-was'), cell: ({ dueOn }) => formatDay(dueOn) },
              { id: 'by', head: t('by'), cell: ({ actorName, actedAt }) => `${actorName}, ${formatMoment(actedAt)}` },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Acts({ page: { offered, direction, requestId, today }, answer }: { page: Page; answer: Answer }) {
  const t = useTranslations('petitions.directions')
  const busy = useNavigation().state !== 'idle'
  if (offered.length === 0) return null
  return (
    <Panel title={t('acts')} flush>
      {offered.map((event) => {
        const mine = answer?.typed['event'] === event
        const typed = mine ? answer.typed : {}
        const wrong = (name: string) => (mine && answer.wrong.includes(name) ? t('wrong') : undefined)
        return (
          <details key={event} className={shared['act']} open={mine ? true : undefined}>
            <summary>{t(`events.${event}`)}</summary>
            <Form method="post" noValidate>
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="version" value={direction.version} />
              <input type="hidden" name="event" value={event} />
              <div className={shared['fields']}>
                {event === 'reopen' && (
                  <DayInput
                    name="dueOn"
                    label={t('new-due')}
                    defaultValue={typed['dueOn'] ?? ''}
                    error={wrong('dueOn')}
                  />
                )}
                {event === 'notify-citizen' && (
                  <DayInput
                    name="onDay"
                    label={t('on-day')}
                    defaultValue={typed['onDay'] ?? formatDay(today)}
                    error={wrong('onDay')}
                  />
                )}
                <div className={shared['whole']}>
                  <Textarea
                    name="content"
                    label={t(`words.${event}`)}
                    defaultValue={typed['content'] ?? ''}
                    error={wrong('content')}
                    autosize
                    minRows={2}
                    maxLength={2_000}
                  />
                </div>
              </div>
              <div className={shared['end']}>
                <Button type="submit" variant="default" loading={busy}>
                  {t(`events.${event}`)}
                </Button>
              </div>
            </Form>
          </details>
        )
      })}
    </Panel>
  )
}
