import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { IconPrinter } from '../ui/icons.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import classes from './overview.module.css'
import type { overviewLoader } from './overview.server.ts'
import type { OverviewLine } from './overview-figures.ts'
import { OutcomeLegend, StepsBar, ViewSwitch, viewOf } from './overview-parts.tsx'
import { fileSteps, personOutcomes } from './overview-shape.ts'
import { CountOfPersons } from './shown-count.tsx'

/** The year over the whole city: how far the communes are and how people were rated, in counts only. */
export function OverviewScreen() {
  const { year, asOf, rootId, committees, total, decidedCommittees, committeeDueOn } =
    useLoaderData<typeof overviewLoader>()
  const t = useTranslations('ratings.overview')
  const format = useFormatter()
  const { steps } = total
  const tiles = [
    ['committees-decided', t('of', { count: decidedCommittees, total: committees.length })],
    ['cells-decided', t('of', { count: steps.decided, total: total.cells })],
    ['with-committees', format.number(steps.sent + steps.appraising + steps.appraised)],
    ['with-cells', format.number(steps['not-sent'] + steps.returned)],
  ] as const
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb'), to: '/ratings' }, { label: String(year) }]}
        title={t('title', { year: String(year) })}
        state={t('state', { day: formatDay(asOf), due: formatDay(committeeDueOn) })}
        actions={
          <>
            <Button component={Link} to={`/ratings/${year}/units/${rootId}`} data-no-print>
              {t('units')}
            </Button>
            <Button
              onClick={() => window.print()}
              leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}
              data-no-print
            >
              {t('print')}
            </Button>
          </>
        }
      />
      {committees.length === 0 ? (
        <EmptyState why={t('none')} />
      ) : (
        <div className={classes['page']}>
          <div className={classes['tiles']}>
            {tiles.map(([name, value]) => (
              <div key={name} className={classes['tile']}>
                <strong>{value}</strong>
                <span>{t(`tiles.${name}`)}</span>
              </div>
            ))}
          </div>
          <Panel title={t('by-committee')} aside={<ViewSwitch />} flush>
            <Committees />
          </Panel>
          <div className={classes['pair']}>
            <Sectors />
            <Subjects />
          </div>
          <p className={classes['note']}>{t('privacy')}</p>
        </div>
      )}
    </>
  )
}

function Committees() {
  const { committees, total } = useLoaderData<typeof overviewLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('ratings.overview')
  const linkOf = useDrill()
  if (viewOf(search) === 'chart') {
    return (
      <div style={{ padding: '0.875rem 1.125rem' }}>
        <OutcomeLegend />
        <ul className={classes['lines']}>
          <li className={classes['lineHead']}>
            <span>{t('committee')}</span>
            <span>{t('progress')}</span>
            <span>{t('distribution')}</span>
          </li>
          {[...committees, { key: '', name: t('total'), ...total }].map(({ key, name, steps, persons }) => (
            <li key={key} className={key === '' ? classes['total'] : undefined}>
              <span>{key === '' ? name : <Link to={linkOf(key)}>{name}</Link>}</span>
              <StepsBar steps={steps} />
              {persons === null ? (
                <MissingValue kind="missing" note={t('not-decided')} />
              ) : (
                <OutcomeBar persons={persons} />
              )}
            </li>
          ))}
        </ul>
      </div>
    )
  }
  const columns: ReadonlyArray<Column<OverviewLine>> = [
    {
      id: 'name',
      head: t('committee'),
      width: '13rem',
      phone: 'title',
      cell: ({ key, name }) => (key === '' ? <strong>{name}</strong> : <Link to={linkOf(key)}>{name}</Link>),
    },
    { id: 'cells', head: t('cells'), numeric: true, cell: ({ cells }) => <strong>{cells}</strong> },
    ...fileSteps.map(
      (step): Column<OverviewLine> => ({
        id: step,
        head: t(`steps.${step}`),
        numeric: true,
        cell: ({ steps }) => steps[step],
      }),
    ),
    // Before the first decision one column says that results are missing; five would say it five times.
    ...(total.persons === null ? [] : personOutcomes).map(
      (outcome): Column<OverviewLine> => ({
        id: outcome,
        head: <abbr title={t(`outcomes.${outcome}`)}>{t(`short.${outcome}`)}</abbr>,
        numeric: true,
        cell: ({ persons }) => <CountOfPersons count={persons?.[outcome] ?? null} />,
      }),
    ),
    {
      id: 'people',
      head: t(total.persons === null ? 'distribution' : 'people'),
      numeric: true,
      cell: ({ persons }) => <CountOfPersons count={persons?.total ?? null} />,
    },
  ]
  return (
    <div className={classes['wide']}>
      <DataTable
        label={t('by-committee')}
        columns={columns}
        rows={[...committees, { key: '', name: t('total'), ...total }]}
        rowKey={({ key }) => key}
        compact
      />
    </div>
  )
}

/** A commune's own page, on the day that is shown. */
function useDrill() {
  const { year } = useLoaderData<typeof overviewLoader>()
  const [search] = useSearchParams()
  const day = search.get('as-of')
  return (committeeId: string) => `/ratings/${year}/overview/${committeeId}${day === null ? '' : `?as-of=${day}`}`
}

function Sectors() {
  const { sectors, total } = useLoaderData<typeof overviewLoader>()
  const t = useTranslations('ratings.overview')
  return (
    <Panel title={t('by-sector')} note={t('cells-note', { count: total.cells })}>
      <ul className={classes['lines']}>
        {sectors.map(({ key, name, cells, steps }) => (
          <li key={key} style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' }}>
            <span>
              {name ?? t('no-sector')}, <strong>{cells}</strong>
            </span>
            <StepsBar steps={steps} />
          </li>
        ))}
      </ul>
      <div style={{ marginTop: '1rem' }}>
        <StepsBar steps={total.steps} legend />
      </div>
    </Panel>
  )
}

function Subjects() {
  const { subjects, total } = useLoaderData<typeof overviewLoader>()
  const t = useTranslations('ratings.overview')
  const quota = useTranslations('ratings.board.quota')
  if (total.persons === null) {
    return (
      <Panel title={t('by-subject')}>
        <MissingValue kind="missing" note={t('nobody-decided')} />
      </Panel>
    )
  }
  const rows = [
    ...subjects.map(({ subject, persons }) => ({
      key: subject,
      name: `${quota(`groups.${subject}`)}. ${quota(`group-notes.${subject}`)}`,
      persons,
    })),
    { key: '', name: t('total'), persons: total.persons },
  ]
  const columns: ReadonlyArray<Column<(typeof rows)[number]>> = [
    {
      id: 'name',
      head: t('subject'),
      width: '10rem',
      phone: 'title',
      cell: ({ key, name }) => (key === '' ? <strong>{name}</strong> : name),
    },
    ...personOutcomes.map(
      (outcome): Column<(typeof rows)[number]> => ({
        id: outcome,
        head: <abbr title={t(`outcomes.${outcome}`)}>{t(`short.${outcome}`)}</abbr>,
        numeric: true,
        cell: ({ persons }) => <CountOfPersons count={persons[outcome]} />,
      }),
    ),
    { id: 'people', head: t('people'), numeric: true, cell: ({ persons }) => <CountOfPersons count={persons.total} /> },
  ]
  return (
    <Panel title={t('by-subject')} flush>
      <div className={classes['wide']}>
        <DataTable label={t('by-subject')} columns={columns} rows={rows} rowKey={({ key }) => key} compact />
      </div>
      <div style={{ padding: '0.875rem 1.125rem' }}>
        <OutcomeLegend />
        <OutcomeBar persons={total.persons} />
      </div>
    </Panel>
  )
}
