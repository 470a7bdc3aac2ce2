import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import type { listLoader } from './tables.server.ts'

/** What stands behind one number of a table, with the reader's own rights. */
export function ListScreen() {
  const list = useLoaderData<typeof listLoader>()
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  const { code, title, levelName, year, asOf, page, pageSize } = list
  const total = list.kind === 'counts-only' ? 0 : list.total
  const pageAt = (at: number) => {
    const next = new URLSearchParams(search)
    next.set('page', String(at))
    return `?${next}`
  }
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('title'), to: `/reports/tables?${search}` },
          { label: code, to: `/reports/tables/${code.toLowerCase()}?${search}` },
          { label: t('list-crumb') },
        ]}
        title={t('list-title', { code, title })}
        state={t('list-state', { level: levelName, year: String(year), day: formatDay(asOf), count: total })}
      />
      <div className={classes['stack']}>
        {list.kind === 'counts-only' && <CountsOnly />}
        {list.kind === 'persons' && <Persons />}
        {list.kind === 'units' && <Units />}
        {total > pageSize && (
          <p className={classes['note']}>
            {t('page', { page, pages: Math.ceil(total / pageSize) })}{' '}
            {page > 1 && <Link to={pageAt(page - 1)}>{t('previous')}</Link>}{' '}
            {page * pageSize < total && <Link to={pageAt(page + 1)}>{t('next')}</Link>}
          </p>
        )}
      </div>
    </>
  )
}

function CountsOnly() {
  const list = useLoaderData<typeof listLoader>()
  const t = useTranslations('reports.tables')
  const [search] = useSearchParams()
  if (list.kind !== 'counts-only') return null
  const below = new URLSearchParams(search)
  for (const name of ['block', 'line', 'column', 'page']) below.delete(name)
  if (list.below !== null) below.set('organization', list.below)
  return (
    <EmptyState
      why={t('counts-only')}
      action={
        <Link to={`/reports/tables/${list.code.toLowerCase()}?${below}`}>
          {t(list.below === null ? 'back-to-table' : 'go-down')}
        </Link>
      }
    />
  )
}

function Persons() {
  const list = useLoaderData<typeof listLoader>()
  const t = useTranslations('reports.tables')
  if (list.kind !== 'persons') return null
  return (
    <Panel title={t('persons')} note={t(list.named ? 'named' : 'coded')} flush>
      <DataTable
        label={t('persons')}
        rows={list.rows}
        rowKey={({ caseId }) => caseId}
        empty={<EmptyState why={t('nobody')} />}
        columns={[
          {
            id: 'who',
            head: t(list.named ? 'name' : 'member-code'),
            phone: 'title',
            cell: ({ who, caseId }) =>
              list.named ? <Link to={`/ratings/${list.year}/cases/${caseId}`}>{who}</Link> : who,
          },
          { id: 'cell', head: t('cell'), cell: ({ cellName }) => cellName },
          { id: 'group', head: t('group'), cell: ({ subject }) => subject },
          { id: 'status', head: t('level'), cell: ({ status }) => status },
          {
            id: 'why',
            head: t('reasons'),
            cell: ({ reasons, humanReason }) => [...reasons, ...(humanReason ? [humanReason] : [])].join('; ') || '–',
          },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decidedOn }) =>
              decisionNumber && decidedOn
                ? t('decision-of', { number: decisionNumber, day: formatDay(decidedOn) })
                : t('not-decided'),
          },
        ]}
      />
    </Panel>
  )
}

function Units() {
  const list = useLoaderData<typeof listLoader>()
  const t = useTranslations('reports.tables')
  if (list.kind !== 'units') return null
  return (
    <Panel title={t('units')} flush>
      <DataTable
        label={t('units')}
        rows={list.rows}
        rowKey={({ organizationId, subject }) => `${organizationId} ${subject}`}
        empty={<EmptyState why={t('nobody')} />}
        columns={[
          {
            id: 'name',
            head: t('organization'),
            phone: 'title',
            cell: ({ organizationId, name }) => <Link to={`/organizations/${organizationId}`}>{name}</Link>,
          },
          { id: 'code', head: t('code'), cell: ({ code }) => code },
          { id: 'kind', head: t('kind'), cell: ({ subject }) => subject },
          { id: 'status', head: t('level'), cell: ({ status }) => status },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decidedOn }) =>
              decisionNumber && decidedOn
                ? t('decision-of', { number: decisionNumber, day: formatDay(decidedOn) })
                : t('not-decided'),
          },
        ]}
      />
    </Panel>
  )
}
