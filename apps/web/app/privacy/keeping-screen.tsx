import { Button } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ConfidenceChip } from '../calendar/confidence-chip.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ChoiceField, DayField, Refusal, TextField } from './form-parts.tsx'
import type { keepingLoader } from './keeping.server.ts'
import classes from './privacy.module.css'
import { OrganizationField } from './privacy-screen.tsx'

const tables = [
  'member',
  'rating_case',
  'rating',
  'rating_decision',
  'discipline_record',
  'organization',
  'import_run',
  'file_attachment',
  'petition',
] as const

/** How long records are kept, the limits of the clocks, and the holds that keep records from destruction. */
export function KeepingScreen() {
  const { retention, seesHolds, mayHold, maySetTerms } = useLoaderData<typeof keepingLoader>()
  const t = useTranslations('privacy')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: t('keeping.title') }]}
        title={t('keeping.title')}
        state={t('keeping.state')}
      />
      <div className={classes['stack']}>
        <Panel title={t('keeping.terms')} flush>
          <Terms />
        </Panel>
        {maySetTerms && <TermForms />}
        {seesHolds && (
          <Panel title={t('keeping.holds')} flush>
            <Holds />
          </Panel>
        )}
        {mayHold && <HoldForm />}
        <Panel title={t('keeping.retention')} flush>
          <DataTable
            label={t('keeping.retention')}
            rows={retention}
            rowKey={({ code }) => code}
            columns={[
              { id: 'title', head: t('keeping.class'), phone: 'title', cell: ({ title }) => title },
              { id: 'starts', head: t('keeping.starts'), cell: ({ startsWith }) => startsWith },
              {
                id: 'months',
                head: t('keeping.period'),
                cell: ({ months }) => (months === null ? t('keep') : t('months', { months: String(months) })),
              },
              { id: 'action', head: t('keeping.action'), cell: ({ action }) => t(`actions.${action}`) },
              { id: 'basis', head: t('keeping.basis'), cell: ({ basis }) => basis },
              {
                id: 'confidence',
                head: t('keeping.confidence'),
                cell: ({ confidence }) => <ConfidenceChip confidence={confidence} />,
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Terms() {
  const { terms } = useLoaderData<typeof keepingLoader>()
  const t = useTranslations('privacy')
  return (
    <DataTable
      label={t('keeping.terms')}
      rows={terms}
      rowKey={({ code }) => code}
      columns={[
        { id: 'code', head: t('keeping.limit'), phone: 'title', cell: ({ code }) => t(`limits.${code}`) },
        {
          id: 'quantity',
          head: t('keeping.quantity'),
          cell: ({ quantity, unit }) => t(`units.${unit}`, { count: quantity }),
        },
        {
          id: 'floor',
          head: t('keeping.floor'),
          cell: ({ floorQuantity, unit }) => t(`units.${unit}`, { count: floorQuantity }),
        },
        { id: 'basis', head: t('keeping.basis'), cell: ({ basis }) => basis },
        {
          id: 'confidence',
          head: t('keeping.confidence'),
          cell: ({ confidence }) => <ConfidenceChip confidence={confidence} />,
        },
        { id: 'by', head: t('keeping.by'), cell: ({ updatedByName }) => updatedByName },
      ]}
    />
  )
}

function TermForms() {
  const { terms, requestIds } = useLoaderData<typeof keepingLoader>()
  const t = useTranslations('privacy')
  return (
    <>
      {terms.map((term, at) => (
        <Panel key={term.code} title={t('keeping.set', { limit: t(`limits.${term.code}`) })}>
          <Refusal intent="term" />
          <Form method="post" key={term.version}>
            <input type="hidden" name="intent" value="term" />
            <input type="hidden" name="requestId" value={requestIds[at]} />
            <input type="hidden" name="code" value={term.code} />
            <input type="hidden" name="version" value={term.version} />
            <div className={classes['fields']}>
              <TextField
                intent={`term-${term.code}`}
                name="quantity"
                label={t('keeping.quantity')}
                value={String(term.quantity)}
              />
              <TextField intent={`term-${term.code}`} name="basis" label={t('keeping.basis')} value={term.basis} />
              <ChoiceField
                intent={`term-${term.code}`}
                name="confidence"
                label={t('keeping.confidence')}
                value={term.confidence}
                choices={(['T', 'S', 'M', 'design'] as const).map((one) => ({ value: one, label: one }))}
              />
            </div>
            <div className={classes['end']}>
              <Button type="submit">{t('keeping.save')}</Button>
            </div>
          </Form>
        </Panel>
      ))}
    </>
  )
}

function Holds() {
  const { holds, mayHold, requestIds } = useLoaderData<typeof keepingLoader>()
  const t = useTranslations('privacy')
  return (
    <DataTable
      label={t('keeping.holds')}
      rows={holds}
      rowKey={({ id }) => id}
      columns={[
        { id: 'what', head: t('keeping.what'), phone: 'title', cell: ({ recordTable }) => t(`tables.${recordTable}`) },
        { id: 'organization', head: t('organization'), cell: ({ organization }) => organization },
        {
          id: 'extent',
          head: t('keeping.extent'),
          cell: ({ recordId }) => t(recordId === null ? 'keeping.all' : 'keeping.one'),
        },
        { id: 'reason', head: t('reason'), cell: ({ reason }) => reason },
        {
          id: 'decision',
          head: t('keeping.decision'),
          cell: ({ decisionNumber, decidedOn, setByName }) =>
            `${decisionNumber}, ${formatDay(decidedOn)}, ${setByName}`,
        },
        {
          id: 'state',
          head: t('state-head'),
          cell: ({ id, version, liftedNumber, liftedOn }) =>
            liftedOn !== null ? (
              <Chip look="dashed">{t('keeping.lifted', { number: liftedNumber ?? '', day: formatDay(liftedOn) })}</Chip>
            ) : mayHold ? (
              <LiftForm id={id} version={version} requestId={requestIds[4] ?? ''} />
            ) : (
              <Chip look="watch">{t('keeping.standing')}</Chip>
            ),
        },
      ]}
      empty={<EmptyState why={t('keeping.no-holds')} />}
    />
  )
}

function LiftForm({ id, version, requestId }: { id: string; version: number; requestId: string }) {
  const t = useTranslations('privacy')
  return (
    <details>
      <summary>{t('keeping.lift')}</summary>
      <Refusal intent="lift" />
      <Form method="post" className={classes['stack']}>
        <input type="hidden" name="intent" value="lift" />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="version" value={version} />
        <TextField intent="lift" name="liftedNumber" label={t('keeping.decision')} />
        <DayField intent="lift" name="liftedOn" label={t('keeping.decided-on')} />
        <Button type="submit">{t('keeping.lift')}</Button>
      </Form>
    </details>
  )
}

function HoldForm() {
  const { organizations, requestIds } = useLoaderData<typeof keepingLoader>()
  const t = useTranslations('privacy')
  const intent = 'hold'
  return (
    <Panel title={t('keeping.set-hold')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[3]} />
        <p className={classes['light']}>{t('keeping.hold-help')}</p>
        <div className={classes['fields']}>
          <OrganizationField intent={intent} organizations={organizations} />
          <ChoiceField
            intent={intent}
            name="recordTable"
            label={t('keeping.what')}
            choices={tables.map((one) => ({ value: one, label: t(`tables.${one}`) }))}
          />
          <TextField
            intent={intent}
            name="recordId"
            label={t('keeping.record-id')}
            help={t('keeping.record-id-help')}
          />
          <TextField intent={intent} name="reason" label={t('reason')} />
          <TextField intent={intent} name="decisionNumber" label={t('keeping.decision')} />
          <DayField intent={intent} name="decidedOn" label={t('keeping.decided-on')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('keeping.set-hold')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
