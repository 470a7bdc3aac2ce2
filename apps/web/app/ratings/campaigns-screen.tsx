import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { IconPlus } from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './campaign.module.css'
import type { campaignsLoader } from './campaign.server.ts'
import { CampaignStateChip } from './campaign-state-chip.tsx'

/** The years of rating, newest first; each opens where this person works in it. */
export function CampaignsScreen() {
  const { campaigns, maySetUp } = useLoaderData<typeof campaignsLoader>()
  const t = useTranslations('ratings.campaigns')
  const columns: ReadonlyArray<Column<(typeof campaigns)[number]>> = [
    {
      id: 'year',
      head: t('year'),
      phone: 'title',
      cell: ({ year, to }) => (
        <Link to={to} className={classes['whole'] ?? ''}>
          {t('year-of', { year: String(year) })}
        </Link>
      ),
    },
    {
      id: 'state',
      head: t('state'),
      cell: ({ state }) => (
        <span className={classes['whole']}>
          <CampaignStateChip state={state} />
        </span>
      ),
    },
    { id: 'cut-off', head: t('cutOffOn'), cell: ({ cutOffOn }) => formatDay(cutOffOn) },
    { id: 'cell-due', head: t('cellDueOn'), cell: ({ cellDueOn }) => formatDay(cellDueOn) },
    { id: 'committee-due', head: t('committeeDueOn'), cell: ({ committeeDueOn }) => formatDay(committeeDueOn) },
    { id: 'rules', head: t('rules'), cell: ({ rules }) => rules },
  ]
  const create = (
    <Button component={Link} to="/ratings/new" variant="filled" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('list-state', { count: campaigns.length })}
        actions={maySetUp && campaigns.length > 0 ? create : undefined}
      />
      <Panel title={t('years')} flush>
        <DataTable
          label={t('years')}
          columns={columns}
          rows={campaigns}
          rowKey={({ id }) => id}
          empty={<EmptyState why={t(maySetUp ? 'none-yet' : 'none-open')} action={maySetUp ? create : undefined} />}
        />
      </Panel>
    </>
  )
}
