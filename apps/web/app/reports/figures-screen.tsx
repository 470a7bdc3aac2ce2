import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ReviewAnswerNotice } from './review-answer.tsx'
import type { figuresAction, figuresLoader } from './reviews.server.ts'

/** Figures from elsewhere with source and day, and targets; a form for one table of a unit and a year. */
export function FiguresScreen() {
  const { entered, kind, code, tables, mayEnter } = useLoaderData<typeof figuresLoader>()
  const answer = useActionData<typeof figuresAction>()
  const [search] = useSearchParams()
  const t = useTranslations('reviews.entry')
  const to = (name: string, value: string) => ({ search: addressWith(search, name, value) })
  return (
    <>
      <PageHead
        crumbs={[{ label: t('back'), to: '/reports/reviews' }]}
        title={t('title')}
        state={t('state', { count: entered.length })}
      />
      <div className={shared['stack']}>
        {search.get('done') === 'entered' && !answer && <Notice tone="ok" live="status" title={t('entered')} />}
        <ReviewAnswerNotice answer={answer} />
        {mayEnter && (
          <>
            <nav aria-label={t('kinds')} className={shared['views']}>
              {(['reported', 'target'] as const).map((one) => (
                <Link key={one} to={to('kind', one)} aria-current={one === kind ? 'true' : undefined}>
                  {t(`kind.${one}`)}
                </Link>
              ))}
            </nav>
            <nav aria-label={t('tables')} className={shared['views']}>
              {tables.map(({ value, label }) => (
                <Link key={value} to={to('table', value)} aria-current={value === code ? 'true' : undefined}>
                  {label}
                </Link>
              ))}
            </nav>
            <EntryForm key={`${kind} ${code} ${entered.map(({ figureId }) => figureId).join()}`} />
          </>
        )}
        <Panel title={t('list')} flush>
          <DataTable
            label={t('list')}
            rows={entered}
            rowKey={({ figureId }) => figureId}
            empty={<EmptyState why={t('none')} />}
            columns={[
              {
                id: 'unit',
                head: t('unit'),
                phone: 'title',
                cell: ({ unit, wording }) => (wording === '' ? unit : `${unit}: ${wording}`),
              },
              { id: 'kind', head: t('what'), cell: (row) => `${t(`kind.${row.kind}`)}, ${row.table}` },
              { id: 'year', head: t('year'), cell: ({ year }) => String(year) },
              { id: 'values', head: t('values'), cell: ({ said }) => said },
              { id: 'source', head: t('source'), cell: ({ source, cutOff }) => `${source} (${formatDay(cutOff)})` },
              { id: 'by', head: t('by'), cell: ({ enteredByName }) => enteredByName },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function EntryForm() {
  const { code, kind, units, columns, year, requestId, tables } = useLoaderData<typeof figuresLoader>()
  const answer = useActionData<typeof figuresAction>()
  const t = useTranslations('reviews.entry')
  const wrong = (name: string) => (answer?.wrong.includes(name) ? t('wrong') : undefined)
  const typed = (name: string, otherwise = '') => answer?.typed[name] ?? otherwise
  const title = tables.find(({ value }) => value === code)?.label ?? code
  return (
    <Panel title={t(`form.${kind}`)} note={title}>
      <Form method="post" className={shared['fields']} noValidate>
        {Object.entries({ requestId, kind, table: code }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <NativeSelect name="organizationId" label={t('unit')} data={units} defaultValue={typed('organizationId')} />
        <TextInput
          name="year"
          label={t('year')}
          inputMode="numeric"
          defaultValue={typed('year', String(year))}
          error={wrong('year')}
        />
        <TextInput name="source" label={t('source-long')} defaultValue={typed('source')} error={wrong('source')} />
        <DayInput name="cutOff" label={t('cut-off')} defaultValue={typed('cutOff')} error={wrong('cutOff')} />
        {kind === 'target' && (
          <TextInput name="wording" label={t('wording')} defaultValue={typed('wording')} error={wrong('wording')} />
        )}
        {columns.map(({ key, head }) => (
          <TextInput
            key={key}
            name={`value.${key}`}
            label={head}
            inputMode="decimal"
            defaultValue={typed(`value.${key}`)}
            error={wrong('values')}
          />
        ))}
        <TextInput name="reason" label={t('reason')} defaultValue={typed('reason')} />
        <div className={shared['end']}>
          <Button type="submit">{t('enter')}</Button>
        </div>
      </Form>
      <p>{t('note')}</p>
    </Panel>
  )
}
