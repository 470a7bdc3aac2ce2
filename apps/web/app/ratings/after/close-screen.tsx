import { Button, Checkbox } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CampaignStateChip } from '../campaign-state-chip.tsx'
import classes from './after.module.css'
import type { closeLoader } from './close.server.ts'
import { Act, Answered, useAnswer } from './form-parts.tsx'

/** Closing a year: what still keeps it open and who owes it, then one act that cannot be taken back. */
export function CloseScreen() {
  const view = useLoaderData<typeof closeLoader>()
  const t = useTranslations('ratings.after.close')
  const year = String(view.year)
  const isReady = view.open.files + view.open.units === 0
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb-setup', { year }), to: `/ratings/${year}/setup` }, { label: t('crumb') }]}
        title={t('title', { year })}
        state={
          <>
            <CampaignStateChip state={view.state} /> {view.committee}
          </>
        }
      />
      <div className={classes['stack']}>
        {view.state === 'draft' && <EmptyState why={t('draft')} />}
        {(view.state === 'closed' || view.state === 'archived') && (
          <Notice
            tone="ok"
            live="status"
            title={t('closed', { year })}
            end={
              <Button component={Link} to={`/ratings/${year}`} variant="filled">
                {t('to-year')}
              </Button>
            }
          >
            {t('closed-note')}
          </Notice>
        )}
        {view.state === 'open' && (
          <>
            <Blocks />
            <Answered intent="close" />
            {isReady && <CloseForm />}
          </>
        )}
        {view.state !== 'draft' && <After />}
      </div>
    </>
  )
}

function Blocks() {
  const { lines, more, open } = useLoaderData<typeof closeLoader>()
  const t = useTranslations('ratings.after.close')
  const format = useFormatter()
  type Line = (typeof lines)[number]
  const columns: readonly Column<Line>[] = [
    { id: 'who', head: t('who'), phone: 'title', cell: ({ name, to }) => <Link to={to}>{name}</Link> },
    { id: 'what', head: t('what'), cell: ({ kind }) => t(`kinds.${kind}`) },
    { id: 'count', head: t('count'), numeric: true, cell: ({ count }) => format.number(count) },
  ]
  if (lines.length === 0) {
    return (
      <Notice tone="ok" title={t('ready')}>
        {t('ready-note')}
      </Notice>
    )
  }
  return (
    <Panel title={t('blocks')} note={t('blocks-note', open)} tone="watch" flush>
      <DataTable label={t('blocks')} columns={columns} rows={lines} rowKey={({ key }) => key} />
      {more > 0 && <p className={classes['more']}>{t('more', { count: more })}</p>}
    </Panel>
  )
}

function CloseForm() {
  const { requestId, version, year } = useLoaderData<typeof closeLoader>()
  const t = useTranslations('ratings.after.close')
  const { isFault } = useAnswer('close')
  return (
    <Panel title={t('act')} note={t('act-note')}>
      <Act intent="close" requestId={requestId} version={version} label={t('close', { year: String(year) })} main>
        <Checkbox
          name="confirmed"
          value="yes"
          className={classes['wide'] ?? ''}
          label={t('confirm', { year: String(year) })}
          error={isFault('confirmed') ? t('confirm-needed') : undefined}
        />
      </Act>
    </Panel>
  )
}

/** What is not settled though everything is decided: it does not keep the year open, and goes on in a closed one. */
function After() {
  const { after } = useLoaderData<typeof closeLoader>()
  const t = useTranslations('ratings.after.close')
  const told = (['untoldUnits', 'unitAppeals', 'unitCorrections'] as const).filter((one) => after[one] > 0)
  if (told.length === 0) return null
  return (
    <Panel title={t('after')} note={t('after-note')}>
      <ul className={classes['rules']}>
        {told.map((one) => (
          <li key={one}>{t(`goes-on.${one}`, { count: after[one] })}</li>
        ))}
      </ul>
    </Panel>
  )
}
