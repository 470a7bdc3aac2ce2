import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import type { receptionsAction, receptionsLoader } from './receptions.server.ts'
import { VisitAnswer } from './visit-answer.tsx'

/** Days of reception of an organization: those held, how many are asked for and by which text, and the form of a day. */
export function ReceptionsScreen() {
  const { organization, days, bearers, requestIds } = useLoaderData<typeof receptionsLoader>()
  const answer = useActionData<typeof receptionsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('charge')
  return (
    <>
      <PageHead
        crumbs={[{ label: organization.name, to: `/organizations/${organization.organizationId}` }]}
        title={t('receptions')}
        state={t('receptions-state', { name: organization.name, count: days.length })}
      />
      <div className={classes['stack']}>
        <VisitAnswer answer={answer} done={search.get('done')} />
        {bearers.length > 0 && <EnterDay />}
        <Panel title={t('held-days')} note={t('last-year')} flush>
          <DataTable
            label={t('held-days')}
            rows={days}
            rowKey={({ receptionId }) => receptionId}
            columns={[
              { id: 'day', head: t('day'), phone: 'title', cell: ({ heldOn }) => formatDay(heldOn) },
              { id: 'bearer', head: t('bearer'), cell: ({ bearer }) => t(`bearers.${bearer}`) },
              { id: 'name', head: t('bearer-name'), cell: ({ bearerName }) => bearerName },
              { id: 'note', head: t('note'), cell: ({ note, isOfDesk }) => (isOfDesk ? t('of-desk') : note || '–') },
              {
                id: 'act',
                head: t('act-head'),
                cell: ({ isOwn, receptionId, version, heldOn }) =>
                  isOwn && (
                    <Form method="post">
                      <input type="hidden" name="intent" value="take-back" />
                      <input type="hidden" name="requestId" value={requestIds.back} />
                      <input type="hidden" name="receptionId" value={receptionId} />
                      <input type="hidden" name="version" value={version} />
                      <Button
                        type="submit"
                        size="sm"
                        variant="default"
                        aria-label={t('take-back-of', { day: formatDay(heldOn) })}
                      >
                        {t('take-back')}
                      </Button>
                    </Form>
                  ),
              },
            ]}
            empty={<EmptyState why={t('no-days')} />}
          />
        </Panel>
        <Norms />
      </div>
    </>
  )
}

function EnterDay() {
  const { bearers, today, readerName, requestIds } = useLoaderData<typeof receptionsLoader>()
  const answer = useActionData<typeof receptionsAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('charge')
  const own = answer?.typed['intent'] === 'day' ? answer : undefined
  const fault = (name: string) => (own?.wrong.includes(name) ? t('check-field') : undefined)
  return (
    <Panel title={t('enter-day')}>
      <Form method="post">
        <input type="hidden" name="intent" value="day" />
        <input type="hidden" name="requestId" value={requestIds.day} />
        <div className={classes['fields']}>
          <DayInput
            name="heldOn"
            label={t('held-on')}
            defaultValue={own?.typed['heldOn'] ?? formatDay(today)}
            error={fault('heldOn')}
            required
            withAsterisk={false}
          />
          <NativeSelect
            name="bearer"
            label={t('bearer')}
            data={bearers.map((value) => ({ value, label: t(`bearers.${value}`) }))}
            defaultValue={own?.typed['bearer'] ?? bearers[0] ?? ''}
          />
          <TextInput
            name="bearerName"
            label={t('bearer-name')}
            defaultValue={own?.typed['bearerName'] ?? (bearers[0] === 'area-member' ? readerName : '')}
            error={fault('bearerName')}
            maxLength={120}
            required
            withAsterisk={false}
          />
          <TextInput
            name="note"
            label={t('note')}
            description={t('note-help')}
            defaultValue={own?.typed['note'] ?? ''}
            error={fault('note')}
            maxLength={300}
          />
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled" loading={busy}>
            {t('keep')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function Norms() {
  const { norms, mayNorm, choices, today, requestIds } = useLoaderData<typeof receptionsLoader>()
  const answer = useActionData<typeof receptionsAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('charge')
  const own = answer?.typed['intent'] === 'norm' ? answer : undefined
  const fault = (name: string) => (own?.wrong.includes(name) ? t('check-field') : undefined)
  return (
    <Panel title={t('norms')} note={t('norms-note')} flush>
      <DataTable
        label={t('norms')}
        rows={norms}
        rowKey={({ key, duty, bearer }) => `${key} ${duty} ${bearer}`}
        columns={[
          { id: 'duty', head: t('duty'), phone: 'title', cell: ({ duty, bearer }) => t(`duty-of.${duty}.${bearer}`) },
          { id: 'count', head: t('norm'), cell: ({ perMonth }) => t('per-month', { count: perMonth }) },
          {
            id: 'source',
            head: t('source'),
            cell: ({ source }) =>
              `${[source.document, source.provision].filter(Boolean).join(', ')}, ${t(`confidence.${source.confidence}`)}`,
          },
          { id: 'by', head: t('set-by'), cell: ({ by }) => by ?? t('usual') },
          { id: 'from', head: t('from'), cell: ({ validFrom }) => (validFrom === null ? '–' : formatDay(validFrom)) },
        ]}
      />
      {mayNorm && (
        <details className={classes['more']} open={own ? true : undefined}>
          <summary>{t('set-norm')}</summary>
          <Form method="post">
            <input type="hidden" name="intent" value="norm" />
            <input type="hidden" name="requestId" value={requestIds.norm} />
            <div className={classes['fields']}>
              <NativeSelect
                name="duty"
                label={t('duty')}
                data={choices.duties.map((value) => ({ value, label: t(`duties-list.${value}`) }))}
                defaultValue={own?.typed['duty'] ?? 'visit'}
              />
              <NativeSelect
                name="bearer"
                label={t('bearer')}
                data={choices.bearers.map((value) => ({ value, label: t(`bearers.${value}`) }))}
                defaultValue={own?.typed['bearer'] ?? 'area-member'}
              />
              <TextInput
                name="perMonth"
                label={t('days-a-month')}
                inputMode="numeric"
                defaultValue={own?.typed['perMonth'] ?? ''}
                error={fault('perMonth')}
                required
                withAsterisk={false}
              />
              <TextInput
                name="document"
                label={t('document')}
                description={t('document-help')}
                defaultValue={own?.typed['document'] ?? ''}
                error={fault('document')}
                required
                withAsterisk={false}
              />
              <TextInput name="provision" label={t('provision')} defaultValue={own?.typed['provision'] ?? ''} />
              <NativeSelect
                name="confidence"
                label={t('how-sure')}
                data={choices.confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
                defaultValue={own?.typed['confidence'] ?? 'T'}
              />
              <DayInput
                name="validFrom"
                label={t('from')}
                defaultValue={own?.typed['validFrom'] ?? formatDay(today)}
                error={fault('validFrom')}
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
      )}
    </Panel>
  )
}
