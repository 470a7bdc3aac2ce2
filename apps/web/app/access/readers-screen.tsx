import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { organizationReadersLoader, ownReadersLoader } from './readers.server.ts'
import classes from './rights.module.css'

type Row = ReturnType<typeof useLoaderData<typeof ownReadersLoader>>['rows'][number]

/** Who read my file, when, in which role, on whose word and why. */
export function OwnReadersScreen() {
  const { hasFile, rows, older } = useLoaderData<typeof ownReadersLoader>()
  const t = useTranslations('access.readers')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('account'), to: '/account' }]}
        title={t('title-own')}
        state={t(hasFile ? 'state-own' : 'no-file')}
      />
      {hasFile && <Readers rows={rows} older={older} organization={false} />}
    </>
  )
}

/** Who read an organization's files, and who opened it in an emergency. */
export function OrganizationReadersScreen() {
  const { organizationId, name, onlyOutside, rows, older, openings } = useLoaderData<typeof organizationReadersLoader>()
  const t = useTranslations('access.readers')
  const [search] = useSearchParams()
  return (
    <>
      <PageHead
        crumbs={[{ label: name, to: `/organizations/${organizationId}` }]}
        title={t('title')}
        state={t(onlyOutside ? 'state-outside' : 'state-all')}
        actions={
          <Button component={Link} variant="default" to={addressWith(search, 'from', onlyOutside ? 'all' : null)}>
            {t(onlyOutside ? 'show-all' : 'show-outside')}
          </Button>
        }
      />
      <div className={classes['stack']}>
        {openings.length > 0 && (
          <Panel title={t('openings')} note={t('openings-note')} flush>
            <DataTable
              label={t('openings')}
              rows={openings}
              rowKey={({ id }) => id}
              columns={[
                { id: 'who', head: t('who'), phone: 'title', cell: ({ userName }) => userName },
                { id: 'organization', head: t('organization'), cell: ({ organizationName }) => organizationName },
                { id: 'reason', head: t('reason'), cell: ({ reason, caseNumber }) => `${caseNumber}: ${reason}` },
                { id: 'from', head: t('from'), cell: ({ openedAt }) => formatMoment(openedAt) },
                { id: 'until', head: t('until'), cell: ({ until }) => formatMoment(until) },
                {
                  id: 'state',
                  head: t('opening-state'),
                  cell: ({ inForce, review }) => (
                    <Chip look={inForce ? 'watch' : review === 'unjustified' ? 'red' : 'grey'}>
                      {t(inForce ? 'open' : review === null ? 'waits' : review)}
                    </Chip>
                  ),
                },
              ]}
            />
          </Panel>
        )}
        <Readers rows={rows} older={older} organization />
      </div>
    </>
  )
}

/** Records that have a name of their own in this list. */
const named = ['member', 'rating_case', 'rating_self_assessment', 'rating_decision', 'page', 'access_grant'] as const

function Readers({ rows, older, organization }: { rows: readonly Row[]; older: string | null; organization: boolean }) {
  const t = useTranslations('access.readers')
  const [search] = useSearchParams()
  const nameOfRecord = (table: string) => t(`records.${named.find((one) => one === table) ?? 'other'}`)
  return (
    <Panel title={t('reads')} flush>
      <DataTable
        label={t('reads')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'who',
            head: t('who'),
            phone: 'title',
            cell: ({ reader, isService, onBehalfOf, isOutside }) => (
              <span className={classes['chips']}>
                {isService ? t('service') : (reader ?? t('unknown'))}
                {onBehalfOf !== null && (
                  <span className={classes['light']}>{t('on-behalf-of', { name: onBehalfOf })}</span>
                )}
                {organization && isOutside && <Chip look="watch">{t('outside')}</Chip>}
              </span>
            ),
          },
          { id: 'at', head: t('at'), cell: ({ at }) => formatMoment(at) },
          { id: 'role', head: t('role'), cell: ({ roles }) => roles || '–' },
          {
            id: 'what',
            head: t('what'),
            cell: ({ recordTable, isExport, organizationName }) =>
              [
                isExport ? t('exported', { what: nameOfRecord(recordTable) }) : nameOfRecord(recordTable),
                ...(organization && organizationName ? [organizationName] : []),
              ].join(', '),
          },
          {
            id: 'reason',
            head: t('reason'),
            cell: ({ reason, opening }) =>
              opening ? `${t('emergency')} ${opening.caseNumber}: ${opening.reason}` : (reason ?? '–'),
          },
        ]}
        empty={<EmptyState why={t('nobody')} />}
      />
      {older !== null && (
        <p style={{ padding: '0.75rem 1.125rem' }}>
          <Button component={Link} variant="default" to={addressWith(search, 'before', older)}>
            {t('older')}
          </Button>
        </p>
      )}
    </Panel>
  )
}
