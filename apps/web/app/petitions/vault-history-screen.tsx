import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { vaultHistoryLoader } from './vault.server.ts'
import { WhyNot } from './vault-screen.tsx'

/** Everything that was done and tried with sealed identities, for auditors; refused and shut-out tries too. */
export function VaultHistoryScreen() {
  const { entries, page, hasMore, why } = useLoaderData<typeof vaultHistoryLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('vault.history')
  const a = useTranslations('vault.entry')
  return (
    <>
      <PageHead title={t('title')} state={t('note')} />
      <div className={shared['stack']}>
        {why !== null && <WhyNot why={why} />}
        {why === null && (
          <Panel title={t('entries')} flush>
            <DataTable
              label={t('entries')}
              rows={entries}
              rowKey={({ entryId }) => entryId}
              columns={[
                {
                  id: 'act',
                  head: t('act'),
                  phone: 'title',
                  cell: ({ act }) => (a.has(act as 'seal') ? a(act as 'seal') : act),
                },
                { id: 'at', head: t('at'), cell: ({ at }) => formatMoment(at) },
                { id: 'who', head: t('who'), cell: ({ actorName }) => actorName },
                { id: 'unit', head: t('unit'), cell: ({ unit }) => unit },
                { id: 'paper', head: t('paper'), cell: ({ code }) => code ?? '–' },
                { id: 'reason', head: t('reason'), cell: ({ reason }) => reason || '–' },
              ]}
              empty={<EmptyState why={t('none')} />}
            />
          </Panel>
        )}
        {(page > 1 || hasMore) && (
          <nav aria-label={t('pages')} className={shared['views']}>
            {page > 1 && <Link to={{ search: addressWith(search, 'page', String(page - 1)) }}>{t('newer')}</Link>}
            {hasMore && <Link to={{ search: addressWith(search, 'page', String(page + 1)) }}>{t('older')}</Link>}
          </nav>
        )}
      </div>
    </>
  )
}
