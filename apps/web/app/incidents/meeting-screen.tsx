import { Button } from '@mantine/core'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { StepList } from '../ui/step-list.tsx'
import { ActForm } from './act-form.tsx'
import { steeringForms } from './incident-forms.ts'
import type { meetingAction, meetingLoader } from './steering.server.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof meetingLoader>>, { up: true }>

/** One meeting of Steering Committee 15: its agenda and papers, its conclusions with owners and days, and its steps. */
export function MeetingScreen() {
  const page = useLoaderData<typeof meetingLoader>()
  const answer = useActionData<typeof meetingAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.steering')
  const v = useTranslations('incidents.steering-events')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { meeting, offered, requestId, conclusions } = page
  const address = `/incidents/steering/${meeting.meetingId}`
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/incidents' },
          { label: t('title'), to: '/incidents/steering' },
        ]}
        title={t('meeting-of', { day: formatDay(meeting.heldOn ?? meeting.planOn) })}
        state={`${t(`meeting-state.${meeting.state}`)}, ${meeting.organizationName}`}
        actions={
          <>
            <Button component="a" href={`${address}/invitation.docx`} variant="default">
              {t('invitation')}
            </Button>
            {meeting.heldOn !== null && (
              <Button component="a" href={`${address}/conclusion.docx`} variant="default">
                {t('conclusion')}
              </Button>
            )}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        <Conclusions page={page} />
        {offered.length > 0 && (
          <Panel title={t('acts')} flush>
            {offered.map((event) => (
              <ActForm
                key={event}
                event={event}
                label={v(event)}
                fields={steeringForms[event]}
                requestId={requestId}
                hidden={{ version: meeting.version }}
                answer={answer}
                choices={{
                  conclusionId: conclusions
                    .filter(({ doneOn }) => doneOn === null)
                    .map(({ conclusionId, text }) => ({ value: conclusionId, label: text })),
                }}
              />
            ))}
          </Panel>
        )}
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page: { meeting, seats } }: { page: Page }) {
  const t = useTranslations('incidents.steering')
  const missing = <MissingValue kind="missing" />
  const facts = [
    ['day', formatDay(meeting.heldOn ?? meeting.planOn)],
    ['place', meeting.place],
    ['agenda', meeting.agenda],
    ['members', seats.length === 0 ? missing : seats.map(({ post }) => post).join(', ')],
    ['present', meeting.present ?? missing],
    [
      'number',
      meeting.conclusionNumber === null || meeting.concludedOn === null
        ? missing
        : `${meeting.conclusionNumber}, ${formatDay(meeting.concludedOn)}`,
    ],
    ['summary', meeting.summary || missing],
  ] as const
  return (
    <Panel title={t('facts')}>
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Conclusions({ page: { conclusions } }: { page: Page }) {
  const t = useTranslations('incidents.steering')
  return (
    <Panel title={t('conclusions')} note={t('conclusions-note')} flush>
      <DataTable
        label={t('conclusions')}
        rows={conclusions}
        rowKey={({ conclusionId }) => conclusionId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={t('no-conclusions')} />}
        columns={[
          { id: 'text', head: t('task'), phone: 'title', cell: ({ text }) => text },
          { id: 'owner', head: t('owner'), cell: ({ owner }) => owner },
          {
            id: 'due',
            head: t('due'),
            cell: ({ dueOn, firstDueOn, isLate }) => (
              <>
                {isLate ? <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip> : formatDay(dueOn)}
                {firstDueOn !== dueOn && <small> {t('first-due', { day: formatDay(firstDueOn) })}</small>}
              </>
            ),
          },
          {
            id: 'result',
            head: t('result'),
            cell: ({ doneOn, result }) =>
              doneOn === null ? <MissingValue kind="missing" /> : `${formatDay(doneOn)}: ${result}`,
          },
        ]}
      />
    </Panel>
  )
}

function Steps({ page: { steps } }: { page: Page }) {
  const t = useTranslations('incidents.steering')
  const v = useTranslations('incidents.steering-events')
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return (
    <StepList
      words={{ title: t('steps'), day: t('day'), step: t('step'), by: t('by') }}
      steps={steps}
      event={({ event }) => v(event as 'hold')}
      more={[
        {
          id: 'said',
          head: t('said'),
          cell: ({ detail }) =>
            [detail['text'], detail['reason'], detail['result'], detail['number']]
              .map(text)
              .filter(Boolean)
              .join('; ') || '–',
        },
      ]}
    />
  )
}
