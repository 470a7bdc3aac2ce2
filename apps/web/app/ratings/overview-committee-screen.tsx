import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { FileChip } from '../ui/file-chip.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './overview.module.css'
import type { overviewCommitteeLoader } from './overview.server.ts'
import type { CellLine } from './overview-figures.ts'
import { StepsBar } from './overview-parts.tsx'
import { personOutcomes } from './overview-shape.ts'
import { CountOfPersons } from './shown-count.tsx'

type Line = Omit<CellLine, 'state'> & { readonly state: CellLine['state'] | null; readonly sector: string | null }

/** One commune from above: its cells, how far each is, and its counts. */
export function OverviewCommitteeScreen() {
  const { year, name, asOf, cells, steps, total } = useLoaderData<typeof overviewCommitteeLoader>()
  const t = useTranslations('ratings.overview')
  const [search] = useSearchParams()
  const day = search.get('as-of')
  const columns: ReadonlyArray<Column<Line>> = [
    {
      id: 'name',
      head: t('cell'),
      phone: 'title',
      cell: (line) => (line.key === '' ? <strong>{line.name}</strong> : line.name),
    },
    { id: 'sector', head: t('sector'), cell: ({ key, sector }) => sector ?? (key === '' ? '' : t('no-sector')) },
    { id: 'state', head: t('step'), cell: ({ state }) => (state === null ? '' : <FileChip state={state} />) },
    ...(total === null ? [] : personOutcomes).map(
      (outcome): Column<Line> => ({
        id: outcome,
        head: <abbr title={t(`outcomes.${outcome}`)}>{t(`short.${outcome}`)}</abbr>,
        numeric: true,
        cell: ({ persons }) => <CountOfPersons count={persons?.[outcome] ?? null} />,
      }),
    ),
    {
      id: 'people',
      head: t(total === null ? 'distribution' : 'people'),
      numeric: true,
      cell: ({ persons }) => <CountOfPersons count={persons?.total ?? null} />,
    },
  ]
  const sum: Line = { key: '', name: t('total'), state: null, sector: null, persons: total }
  return (
    <>
      <PageHead
        crumbs={[
          {
            label: t('crumb-year', { year: String(year) }),
            to: `/ratings/${year}${day === null ? '' : `?as-of=${day}`}`,
          },
          { label: name },
        ]}
        title={name}
        state={t('committee-state', { cells: cells.length, day: formatDay(asOf) })}
      />
      <div className={classes['page']}>
        <Panel title={t('progress')}>
          <StepsBar steps={steps} legend />
        </Panel>
        <Panel title={t('cells-of')} flush>
          <div className={classes['wide']}>
            <DataTable
              label={t('cells-of')}
              columns={columns}
              rows={[...cells, sum]}
              rowKey={({ key }) => key}
              compact
            />
          </div>
        </Panel>
        {total === null && <p className={classes['note']}>{t('not-decided')}</p>}
        <p className={classes['note']}>{t('privacy')}</p>
      </div>
    </>
  )
}
