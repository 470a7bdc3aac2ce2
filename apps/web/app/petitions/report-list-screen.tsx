import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { reportListLoader } from './report.server.ts'

/** What a cell of a report counts, row by row. */
export function ReportListScreen() {
  const { first, last, code, number, n, head, rows, total, page, pages } = useLoaderData<typeof reportListLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.reports')
  const k = useTranslations('petitions.kind')
  const back = `/petitions/reports?${new URLSearchParams({ form: code, first: formatDay(first), last: formatDay(last) })}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: back }, { label: `${number}, ${n}` }]}
        title={head}
        state={t('list-state', { total, first: formatDay(first), last: formatDay(last) })}
      />
      <div className={shared['stack']}>
        <Panel title={t('list')} flush>
          <DataTable
            label={t('list')}
            rows={rows}
            total={total}
            rowKey={({ recordId }) => recordId}
            columns={[
              {
                id: 'code',
                head: t('record'),
                phone: 'title',
                cell: (row) => {
                  const text = `${row.code} ${row.title}`.trim()
                  return row.to === null ? text : <Link to={row.to}>{text}</Link>
                },
              },
              { id: 'day', head: t('day'), cell: ({ onDay }) => onDay },
              {
                id: 'kind',
                head: t('kind'),
                cell: ({ kind }) => (k.has(kind as 'complaint') ? k(kind as 'complaint') : '–'),
              },
              { id: 'place', head: t('place'), cell: ({ place }) => place || '–' },
            ]}
            empty={<EmptyState why={t('list-empty')} />}
          />
        </Panel>
        {pages > 1 && (
          <nav aria-label={t('pages')} className={shared['views']}>
            {page > 1 && <Link to={{ search: addressWith(search, 'page', String(page - 1)) }}>{t('before')}</Link>}
            <span>{t('page', { page, pages })}</span>
            {page < pages && <Link to={{ search: addressWith(search, 'page', String(page + 1)) }}>{t('after')}</Link>}
          </nav>
        )}
      </div>
    </>
  )
}
