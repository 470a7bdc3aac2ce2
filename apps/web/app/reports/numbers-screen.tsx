import { Button, NativeSelect } from '@mantine/core'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { ConfidenceMark } from '../ratings/confidence-mark.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay } from '../ui/format.ts'
import { IconPrinter } from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './numbers.module.css'
import type { numbersLoader } from './numbers.server.ts'

/** Every number of law the product acts on: where it acts, where it stands, how sure that is, and what rests on it. */
export function NumbersScreen() {
  const { numbers, conventions, unsourced, rooms, documents, room, document } = useLoaderData<typeof numbersLoader>()
  const t = useTranslations('numbers')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: numbers.length })}
        actions={
          <Button
            onClick={() => window.print()}
            leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
            data-no-print
          >
            {t('print')}
          </Button>
        }
      />
      <Form method="get" className={shared['fields']} data-no-print>
        <NativeSelect
          name="room"
          label={t('room')}
          defaultValue={room ?? ''}
          data={[{ value: '', label: t('every') }, ...rooms.map((value) => ({ value, label: t(`rooms.${value}`) }))]}
        />
        <NativeSelect
          name="document"
          label={t('document')}
          defaultValue={document ?? ''}
          data={[{ value: '', label: t('every') }, ...documents]}
        />
        <div className={shared['end']}>
          <Button type="submit">{t('filter')}</Button>
        </div>
      </Form>
      <div className={classes['stack']}>
        <Numbers title={t('law')} note={t('law-note')} rows={numbers} />
        {unsourced.length > 0 && <Numbers title={t('unsourced')} note={t('unsourced-note')} rows={unsourced} />}
        {conventions.length > 0 && <Numbers title={t('conventions')} note={t('conventions-note')} rows={conventions} />}
      </div>
    </>
  )
}

type Row = Awaited<ReturnType<typeof numbersLoader>>['numbers'][number]

function Numbers({ title, note, rows }: { title: string; note: string; rows: readonly Row[] }) {
  const t = useTranslations('numbers')
  const format = useFormatter()
  return (
    <Panel title={title} flush>
      <p className={classes['note']}>{note}</p>
      <DataTable
        label={title}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'acts',
            head: t('acts'),
            phone: 'title',
            cell: ({ acts, room, place }) => (
              <>
                {acts.map((act) => (
                  <div key={act}>{act}</div>
                ))}
                {place === null ? t(`rooms.${room}`) : <Link to={place}>{t(`rooms.${room}`)}</Link>}
              </>
            ),
          },
          {
            id: 'value',
            head: t('value'),
            cell: ({ value, unit }) => <strong>{valueInWords(value, unit)}</strong>,
          },
          {
            id: 'basis',
            head: t('basis'),
            cell: ({ document, provision, confidence }) => (
              <>
                {[provision, document].filter(Boolean).join(', ') || t('no-document')}{' '}
                <ConfidenceMark confidence={confidence} />
              </>
            ),
          },
          {
            id: 'in-force',
            head: t('in-force'),
            cell: ({ from, until }) =>
              until === null
                ? t('since', { from: formatDay(from) })
                : t('between', { from: formatDay(from), until: formatDay(until) }),
          },
          {
            id: 'rests',
            head: t('rests'),
            cell: ({ rests, count }) =>
              rests === null || count === null
                ? t(rests === null ? 'not-counted' : 'out-of-reach')
                : t(`resting.${rests}`, { count: format.number(count) }),
          },
        ]}
      />
    </Panel>
  )

  function valueInWords(value: string, unit: Row['unit']): string {
    if (unit !== 'day-of-year') return t(`units.${unit}`, { value })
    const [, month = '', day = '', next] = /^(\d\d)-(\d\d)(\+1)?$/u.exec(value) ?? []
    return t(next ? 'units.day-of-next-year' : 'units.day-of-year', { day: `${Number(day)}/${Number(month)}` })
  }
}
