import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-form.tsx'
import { leaveFields, meetingFields, seatFields } from './incident-forms.ts'
import type { steeringAction, steeringLoader } from './steering.server.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof steeringLoader>>, { up: true }>

/** Steering Committee 15: what its conclusions still ask, meetings owed and held, and who sits on it as of a day. */
export function SteeringScreen() {
  const page = useLoaderData<typeof steeringLoader>()
  const answer = useActionData<typeof steeringAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.steering')
  if (!page.up) return <MonitorDown title={t('title')} />
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/incidents' }]}
        title={t('title')}
        state={t('state', { open: page.open.length, late: page.open.filter(({ isLate }) => isLate).length })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <Conclusions page={page} />
        <Meetings page={page} />
        <Seats page={page} />
      </div>
    </>
  )
}

function Conclusions({ page: { open } }: { page: Page }) {
  const t = useTranslations('incidents.steering')
  return (
    <Panel title={t('open')} note={t('open-note')} flush>
      <DataTable
        label={t('open')}
        rows={open}
        rowKey={({ conclusionId }) => conclusionId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={t('none-open')} />}
        columns={[
          {
            id: 'text',
            head: t('task'),
            phone: 'title',
            cell: ({ meetingId, text }) => <Link to={`/incidents/steering/${meetingId}`}>{text}</Link>,
          },
          { id: 'committee', head: t('committee'), cell: ({ organizationName }) => organizationName },
          { id: 'owner', head: t('owner'), cell: ({ owner }) => owner },
          {
            id: 'due',
            head: t('due'),
            cell: ({ dueOn, isLate }) =>
              isLate ? <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip> : formatDay(dueOn),
          },
        ]}
      />
    </Panel>
  )
}

const looks: Readonly<Record<Page['owed'][number]['months'][number]['state'], ChipLook>> = {
  ...{ held: 'ok', planned: 'accent', due: 'watch', late: 'red', ahead: 'grey' },
}

function Meetings({ page: { meetings, owed, mayPlan, requestId } }: { page: Page }) {
  const answer = useActionData<typeof steeringAction>()
  const t = useTranslations('incidents.steering')
  return (
    <Panel title={t('meetings')} note={t('meetings-note')} flush>
      {owed.length > 0 && (
        <DataTable
          label={t('owed')}
          rows={owed}
          rowKey={({ organizationId }) => organizationId}
          columns={[
            { id: 'committee', head: t('committee'), phone: 'title', cell: ({ organizationName }) => organizationName },
            ...(owed[0]?.months ?? []).map(({ month }, at) => ({
              id: month,
              head: t('month', { month: month.slice(5).replace(/^0/u, '') }),
              cell: ({ months }: Page['owed'][number]) => {
                const state = months[at]?.state ?? 'ahead'
                return <Chip look={looks[state]}>{t(`owed-state.${state}`)}</Chip>
              },
            })),
          ]}
        />
      )}
      <DataTable
        label={t('meetings')}
        rows={meetings}
        rowKey={({ meetingId }) => meetingId}
        empty={<EmptyState why={t('no-meetings')} />}
        columns={[
          {
            id: 'day',
            head: t('day'),
            phone: 'title',
            cell: ({ meetingId, heldOn, planOn }) => (
              <Link to={`/incidents/steering/${meetingId}`}>{formatDay(heldOn ?? planOn)}</Link>
            ),
          },
          { id: 'committee', head: t('committee'), cell: ({ organizationName }) => organizationName },
          { id: 'state', head: t('state-head'), cell: ({ state }) => t(`meeting-state.${state}`) },
          { id: 'number', head: t('number'), cell: ({ conclusionNumber }) => conclusionNumber ?? '–' },
        ]}
      />
      {mayPlan && (
        <ActForm event="plan" label={t('plan')} fields={meetingFields} requestId={requestId} answer={answer} />
      )}
    </Panel>
  )
}

function Seats({ page: { seats, former, asOf, maySeat, requestId } }: { page: Page }) {
  const answer = useActionData<typeof steeringAction>()
  const t = useTranslations('incidents.steering')
  const o = useTranslations('incidents.options')
  const columns = [
    { id: 'post', head: t('post'), phone: 'title' as const, cell: ({ post }: Page['seats'][number]) => post },
    { id: 'role', head: t('role'), cell: ({ role }: Page['seats'][number]) => o(`role.${role}`) },
    { id: 'committee', head: t('committee'), cell: ({ organizationName }: Page['seats'][number]) => organizationName },
    {
      id: 'since',
      head: t('since'),
      cell: ({ since, until }: Page['seats'][number]) =>
        until === null ? formatDay(since) : t('from-to', { from: formatDay(since), to: formatDay(until) }),
    },
    {
      id: 'number',
      head: t('number'),
      cell: ({ number, endNumber }: Page['seats'][number]) => [number, endNumber].filter(Boolean).join('; '),
    },
  ]
  return (
    <>
      <Panel title={t('as-of')}>
        <Form method="get" className={shared['fields']} noValidate>
          <DayInput name="asOf" label={t('as-of')} defaultValue={formatDay(asOf)} />
          <div className={shared['end']}>
            <Button type="submit" variant="default">
              {t('show')}
            </Button>
          </div>
        </Form>
      </Panel>
      <Panel title={t('seats', { day: formatDay(asOf) })} note={t('seats-note')} flush>
        <DataTable
          label={t('seats', { day: formatDay(asOf) })}
          rows={seats}
          rowKey={({ seatId }) => seatId}
          empty={<EmptyState why={t('no-seats')} />}
          columns={columns}
        />
        {maySeat && (
          <>
            <ActForm event="seat" label={t('seat')} fields={seatFields} requestId={requestId} answer={answer} />
            {seats
              .filter(({ until }) => until === null)
              .map(({ seatId, post, version }) => (
                <ActForm
                  key={seatId}
                  event="leave"
                  label={t('leave', { post })}
                  fields={leaveFields}
                  requestId={requestId}
                  hidden={{ seatId, version }}
                  answer={answer}
                />
              ))}
          </>
        )}
      </Panel>
      {former.length > 0 && (
        <Panel title={t('former')} flush>
          <DataTable label={t('former')} rows={former} rowKey={({ seatId }) => seatId} columns={columns} />
        </Panel>
      )}
    </>
  )
}
