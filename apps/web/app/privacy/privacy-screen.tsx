import { Button } from '@mantine/core'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { Deadline } from '../ui/deadline.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ChoiceField, DayField, LongField, Refusal, TextField } from './form-parts.tsx'
import classes from './privacy.module.css'
import type { privacyLoader } from './privacy.server.ts'
import { StateChip } from './state-chip.tsx'

const kinds = ['see', 'correct', 'restrict', 'erase', 'complain'] as const
const ranges = ['unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300'] as const

/** Personal data: what was asked, contested and reported, until when it is answered, and where one asks himself. */
export function PrivacyScreen() {
  const {
    mayHandle,
    mayRead,
    mayObject,
    hasFile,
    isAuditor,
    requests,
    objections,
    breaches,
    ownRequests,
    ownObjections,
  } = useLoaderData<typeof privacyLoader>()
  const t = useTranslations('privacy')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t(isAuditor ? 'state-auditor' : 'state')}
        actions={
          mayRead && (
            <div className={classes['links']}>
              <Button component={Link} to="/privacy/register">
                {t('register.link')}
              </Button>
              <Button component={Link} to="/privacy/keeping">
                {t('keeping.link')}
              </Button>
              <Button component={Link} to="/privacy/names">
                {t('names.link')}
              </Button>
            </div>
          )
        }
      />
      <div className={classes['stack']}>
        {mayRead && (
          <>
            <Panel title={t('requests')} note={t('count', { count: requests.length })} flush>
              <RequestTable rows={requests} empty={t('no-requests')} label={t('requests')} />
            </Panel>
            <Panel title={t('objections')} note={t('count', { count: objections.length })} flush>
              <ObjectionTable rows={objections} empty={t('no-objections')} label={t('objections')} />
            </Panel>
            <Panel title={t('breaches')} note={t('count', { count: breaches.length })} flush>
              <BreachTable />
            </Panel>
          </>
        )}
        {mayObject && (
          <>
            <Panel title={t('own-objections')} note={t('count', { count: ownObjections.length })} flush>
              <ObjectionTable rows={ownObjections} empty={t('no-own-objections')} label={t('own-objections')} />
            </Panel>
            <Panel title={t('own-requests')} note={t('count', { count: ownRequests.length })} flush>
              <RequestTable rows={ownRequests} empty={t('no-own-requests')} label={t('own-requests')} />
            </Panel>
          </>
        )}
        {mayObject && hasFile && <OwnRequestForm />}
        {mayHandle && (
          <>
            <RequestForm />
            <BreachForm />
          </>
        )}
      </div>
    </>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof privacyLoader>>
type TableProps<Row> = { rows: readonly Row[]; empty: string; label: string }

function RequestTable({ rows, empty, label }: TableProps<Loaded['requests'][number]>) {
  const t = useTranslations('privacy')
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'number',
          head: t('number'),
          phone: 'title',
          cell: ({ id, number }) => <Link to={`/privacy/requests/${id}`}>{number}</Link>,
        },
        { id: 'kind', head: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
        { id: 'organization', head: t('organization'), cell: ({ organization }) => organization },
        { id: 'received', head: t('received'), cell: ({ receivedOn }) => formatDay(receivedOn) },
        { id: 'due', head: t('due'), cell: ({ dueOn, deadline }) => <Due dueOn={dueOn} deadline={deadline} /> },
        { id: 'state', head: t('state-head'), cell: ({ state }) => <StateChip state={state} /> },
      ]}
      empty={<EmptyState why={empty} />}
    />
  )
}

function ObjectionTable({ rows, empty, label }: TableProps<Loaded['objections'][number]>) {
  const t = useTranslations('privacy')
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'subject',
          head: t('subject'),
          phone: 'title',
          cell: ({ id, subject }) => <Link to={`/privacy/objections/${id}`}>{subject}</Link>,
        },
        { id: 'aspect', head: t('aspect'), cell: ({ aspect }) => t(`aspects.${aspect}`) },
        { id: 'organization', head: t('organization'), cell: ({ organization }) => organization },
        { id: 'filed', head: t('filed'), cell: ({ filedOn }) => formatDay(filedOn) },
        { id: 'due', head: t('due'), cell: ({ dueOn, deadline }) => <Due dueOn={dueOn} deadline={deadline} /> },
        { id: 'state', head: t('state-head'), cell: ({ state }) => <StateChip state={state} /> },
      ]}
      empty={<EmptyState why={empty} />}
    />
  )
}

function Due({ dueOn, deadline }: Pick<Loaded['requests'][number], 'dueOn' | 'deadline'>) {
  return deadline === null ? formatDay(dueOn) : <Deadline deadline={deadline} />
}

function BreachTable() {
  const { breaches } = useLoaderData<typeof privacyLoader>()
  const t = useTranslations('privacy')
  return (
    <DataTable
      label={t('breaches')}
      rows={breaches}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'number',
          head: t('number'),
          phone: 'title',
          cell: ({ id, number }) => <Link to={`/privacy/breaches/${id}`}>{number}</Link>,
        },
        { id: 'organization', head: t('organization'), cell: ({ organization }) => organization },
        { id: 'noticed', head: t('noticed'), cell: ({ noticedAt }) => formatMoment(noticedAt) },
        {
          id: 'due',
          head: t('notify-by'),
          cell: ({ dueAt, isLate }) =>
            isLate ? (
              <span className={classes['late']}>{t('late', { at: formatMoment(dueAt) })}</span>
            ) : (
              formatMoment(dueAt)
            ),
        },
        { id: 'people', head: t('people'), cell: ({ people }) => t(`ranges.${people}`) },
        { id: 'state', head: t('state-head'), cell: ({ state }) => <StateChip state={state} /> },
      ]}
      empty={<EmptyState why={t('no-breaches')} />}
    />
  )
}

function OwnRequestForm() {
  const { requestIds } = useLoaderData<typeof privacyLoader>()
  const t = useTranslations('privacy')
  const intent = 'own-request'
  return (
    <Panel title={t('ask')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[0]} />
        <p className={classes['light']}>{t('ask-help')}</p>
        <div className={classes['fields']}>
          <ChoiceField
            intent={intent}
            name="kind"
            label={t('kind')}
            choices={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          <LongField intent={intent} name="content" label={t('content')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('send')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function RequestForm() {
  const { requestIds, organizations } = useLoaderData<typeof privacyLoader>()
  const t = useTranslations('privacy')
  const intent = 'request'
  return (
    <Panel title={t('enter-request')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[1]} />
        <div className={classes['fields']}>
          <OrganizationField intent={intent} organizations={organizations} />
          <ChoiceField
            intent={intent}
            name="kind"
            label={t('kind')}
            choices={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          <TextField intent={intent} name="subjectName" label={t('subject-name')} />
          <DayField intent={intent} name="receivedOn" label={t('received')} />
          <ChoiceField
            intent={intent}
            name="channel"
            label={t('channel')}
            choices={(['letter', 'in-person'] as const).map((one) => ({ value: one, label: t(`channels.${one}`) }))}
          />
          <LongField intent={intent} name="content" label={t('content')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('enter')}</Button>
          <span className={classes['light']}>{t('enter-help')}</span>
        </div>
      </Form>
    </Panel>
  )
}

/** The organization that answers, when there is more than one. */
export function OrganizationField({
  intent,
  organizations,
}: {
  intent: string
  organizations: readonly { readonly organizationId: string; readonly name: string }[]
}) {
  const t = useTranslations('privacy')
  return (
    <ChoiceField
      intent={intent}
      name="organizationId"
      label={t('organization')}
      choices={organizations.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
    />
  )
}

function BreachForm() {
  const { requestIds, organizations } = useLoaderData<typeof privacyLoader>()
  const t = useTranslations('privacy')
  const intent = 'breach'
  return (
    <Panel title={t('report-breach')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[2]} />
        <p className={classes['light']}>{t('report-help')}</p>
        <div className={classes['fields']}>
          <OrganizationField intent={intent} organizations={organizations} />
          <DayField intent={intent} name="noticedDay" label={t('noticed-day')} />
          <TextField intent={intent} name="noticedTime" label={t('noticed-time')} placeholder="08:30" />
          <TextField intent={intent} name="dataKinds" label={t('data-kinds')} />
          <ChoiceField
            intent={intent}
            name="people"
            label={t('people')}
            choices={ranges.map((one) => ({ value: one, label: t(`ranges.${one}`) }))}
          />
          <LongField intent={intent} name="happened" label={t('happened')} help={t('happened-help')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('report')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
