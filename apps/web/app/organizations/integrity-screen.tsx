import { Link, useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { formatMoment } from '../ui/format.ts'
import { IconCircleCheck } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import type { integrityLoader } from './integrity.server.ts'

/** What the nightly check found and nobody has mended yet. */
export function IntegrityScreen() {
  const { run, seesTree, seesAccounts, counts, total, code, rows, accounts } = useLoaderData<typeof integrityLoader>()
  const t = useTranslations('organizations.integrity')
  const format = useFormatter()
  return (
    <>
      <PageHead
        crumbs={seesTree ? [{ label: t('tree'), to: '/organizations' }] : []}
        title={t('title')}
        state={
          run === null
            ? t('never')
            : t('state', {
                at: formatMoment(run.at),
                opened: format.number(run.opened),
                resolved: format.number(run.resolved),
              })
        }
      />
      <div className={classes['stack']}>
        {run !== null && seesTree && total === 0 && (
          <Notice tone="ok" icon={IconCircleCheck} title={t('clean')}>
            {t('clean-note')}
          </Notice>
        )}
        {seesTree && counts.length > 0 && (
          <>
            <FilterButtons
              name="code"
              label={t('filter')}
              choices={[
                { value: null, label: t('all'), count: total },
                ...counts.map(({ code: value, label, count }) => ({ value, label, count })),
              ]}
            />
            <Findings title={t('of-organizations')} rows={rows} total={code === null ? total : rows.length} />
          </>
        )}
        {seesAccounts && <Findings title={t('of-accounts')} rows={accounts} total={accounts.length} />}
      </div>
    </>
  )
}

type Rows = ReturnType<typeof useLoaderData<typeof integrityLoader>>['rows']

function Findings({ title, rows, total }: { title: string; rows: Rows; total: number }) {
  const t = useTranslations('organizations.integrity')
  return (
    <Panel title={title} note={t('count', { count: total })} flush>
      <DataTable
        label={title}
        rows={rows}
        rowKey={({ key }) => key}
        total={total}
        columns={[
          {
            id: 'what',
            head: t('what'),
            phone: 'title',
            cell: ({ sentence }) => sentence,
          },
          {
            id: 'where',
            head: t('where'),
            cell: ({ to, label }) => (to === null ? label : <Link to={to}>{label === '' ? t('open') : label}</Link>),
          },
          {
            id: 'weight',
            head: t('weight'),
            cell: ({ weight }) => <Chip look={weight === 'fault' ? 'watch' : 'flat'}>{t(`weights.${weight}`)}</Chip>,
          },
          { id: 'since', head: t('since'), cell: ({ firstSeenAt }) => formatMoment(firstSeenAt) },
        ]}
        empty={<EmptyState why={t('none')} />}
      />
    </Panel>
  )
}
