import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { measuresAction, measuresLoader } from './measures.server.ts'
import { ReviewAnswerNotice } from './review-answer.tsx'

const looks = { open: 'accent', overdue: 'red', done: 'ok', 'done-late': 'grey', dropped: 'grey' } as const

/** Preventive measures: what is open or overdue first, the end of each in its own words, and the form for a new one. */
export function MeasuresScreen() {
  const { measures, overdue, mayEnter, requestId } = useLoaderData<typeof measuresLoader>()
  const answer = useActionData<typeof measuresAction>()
  const [search] = useSearchParams()
  const t = useTranslations('reviews.measures')
  const done = search.get('done')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('back'), to: '/reports/reviews' }]}
        title={t('title')}
        state={t('state', { count: measures.length, overdue })}
      />
      <div className={shared['stack']}>
        {!answer && (done === 'opened' || done === 'ended') && <Notice tone="ok" live="status" title={t(done)} />}
        <ReviewAnswerNotice answer={answer} />
        {mayEnter && <NewMeasure key={measures.length} />}
        <Panel title={t('list')} note={t('list-note')} flush>
          <DataTable
            label={t('list')}
            rows={measures}
            rowKey={({ measureId }) => measureId}
            tone={({ state }) => (state === 'overdue' ? 'red' : undefined)}
            empty={<EmptyState why={t('none')} />}
            note={({ measureId, version, state, word }) =>
              state === 'open' || state === 'overdue' ? (
                mayEnter && <EndMeasure of={{ measureId, version, requestId }} />
              ) : (
                <small>{word}</small>
              )
            }
            columns={[
              {
                id: 'title',
                head: t('measure'),
                phone: 'title',
                cell: ({ title, place }) => (place === '' ? title : `${title} (${place})`),
              },
              { id: 'unit', head: t('unit'), cell: ({ unit }) => unit },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => kind },
              {
                id: 'budget',
                head: t('budget-line'),
                cell: ({ budgetLine, budget }) =>
                  budgetLine === '' ? (
                    <MissingValue kind="missing" />
                  ) : budget === null ? (
                    budgetLine
                  ) : (
                    t('budget-of', { line: budgetLine, sum: budget.toLocaleString('vi-VN') })
                  ),
              },
              { id: 'source', head: t('source'), cell: ({ source }) => source },
              { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
              {
                id: 'state',
                head: t('state-head'),
                cell: ({ state, endedOn }) => (
                  <>
                    <Chip look={looks[state]}>{t(`states.${state}`)}</Chip> {endedOn !== null && formatDay(endedOn)}
                  </>
                ),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function NewMeasure() {
  const { kinds, units, requestId } = useLoaderData<typeof measuresLoader>()
  const answer = useActionData<typeof measuresAction>()
  const t = useTranslations('reviews.measures')
  const isThis = answer !== undefined && answer.typed['act'] !== 'end'
  const typed = (name: string) => (isThis ? (answer.typed[name] ?? '') : '')
  const wrong = (name: string) => (isThis && answer.wrong.includes(name) ? t('wrong') : undefined)
  const field = (name: 'title' | 'place' | 'budgetLine' | 'budget' | 'source', label: string) => (
    <TextInput name={name} label={label} defaultValue={typed(name)} error={wrong(name)} />
  )
  return (
    <Panel title={t('new')}>
      <Form method="post" className={shared['fields']} noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <NativeSelect name="organizationId" label={t('unit')} data={units} defaultValue={typed('organizationId')} />
        <NativeSelect name="kind" label={t('kind')} data={kinds} defaultValue={typed('kind')} />
        {field('title', t('measure'))}
        {field('place', t('place'))}
        {field('budgetLine', t('budget-line'))}
        {field('budget', t('budget'))}
        {field('source', t('source'))}
        <DayInput name="dueOn" label={t('due')} defaultValue={typed('dueOn')} error={wrong('dueOn')} />
        <div className={shared['end']}>
          <Button type="submit">{t('enter')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function EndMeasure({
  of,
}: {
  of: { readonly measureId: string; readonly version: number; readonly requestId: string }
}) {
  const answer = useActionData<typeof measuresAction>()
  const t = useTranslations('reviews.measures')
  const isThis = answer?.typed['measureId'] === of.measureId
  const typed = (name: string) => (isThis ? (answer.typed[name] ?? '') : '')
  const wrong = (name: string) => (isThis && answer.wrong.includes(name) ? t('wrong') : undefined)
  return (
    <details open={isThis}>
      <summary>{t('end')}</summary>
      <Form method="post" className={shared['fields']} noValidate>
        {Object.entries({ ...of, version: String(of.version), act: 'end' }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <NativeSelect
          name="outcome"
          label={t('outcome')}
          data={(['done', 'dropped'] as const).map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <DayInput name="endedOn" label={t('ended-on')} defaultValue={typed('endedOn')} error={wrong('endedOn')} />
        <TextInput name="word" label={t('word')} defaultValue={typed('word')} error={wrong('word')} />
        <div className={shared['end']}>
          <Button type="submit" variant="default">
            {t('end-now')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
