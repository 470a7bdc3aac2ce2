import { Button } from '@mantine/core'
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Deadline } from '../ui/deadline.tsx'
import { FileChip } from '../ui/file-chip.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { QuotaBar } from '../ui/quota-bar.tsx'
import { StackedBar } from '../ui/stacked-bar.tsx'
import type { unitBoardLoader } from './unit-board.server.ts'
import { ReasonDialog, UnitMoves } from './unit-form.tsx'
import { Reported, UnitBlocks, UnitLevel } from './unit-parts.tsx'
import classes from './units.module.css'

type View = ReturnType<typeof useLoaderData<typeof unitBoardLoader>>
type Row = View['rows'][number]

/** What needs the office stands first. */
const order = [
  'returned',
  'sent',
  'appraising',
  'appraised',
  'with-intermediate',
  'in-work',
  'not-started',
  'decided',
] as const

/** A committee's organizations and collectives: how far each is, what blocks it, and the quota of each group. */
export function UnitBoardScreen() {
  const view = useLoaderData<typeof unitBoardLoader>()
  const { year, deciderId, name, rows, states, decisions } = view
  const t = useTranslations('units')
  const file = useTranslations('ui.file')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [returned, setReturned] = useState<Row | null>(null)
  const wanted = search.get('state') ?? 'all'
  const blocked = rows.filter(
    ({ blocks, state }) => state !== 'decided' && blocks.some(({ weight }) => weight === 'block'),
  )
  const shown = rows
    .filter((row) => wanted === 'all' || (wanted === 'blocked' ? blocked.includes(row) : row.state === wanted))
    .toSorted(
      (left, right) => order.indexOf(left.state) - order.indexOf(right.state) || left.code.localeCompare(right.code),
    )
  const here = `/ratings/${year}/units/${deciderId}`
  const columns: ReadonlyArray<Column<Row>> = [
    {
      id: 'name',
      head: t('unit'),
      phone: 'title',
      cell: (row) => (
        <span className={classes['lines']}>
          <Link to={`/ratings/${year}/organizations/${row.organizationId}`}>{row.name}</Link>
          <span className={classes['small']}>{row.who ?? row.subjectName}</span>
        </span>
      ),
    },
    {
      id: 'state',
      head: t('state'),
      cell: ({ state }) => (
        <span className={classes['whole']}>
          <FileChip state={state} />
        </span>
      ),
    },
    {
      id: 'below',
      head: t('below'),
      cell: (row) => (
        <span className={classes['lines']}>
          {row.below && row.below.total > 0 && (
            <Link to={`/ratings/${year}/units/${row.organizationId}`}>{t('below-count', row.below)}</Link>
          )}
          {row.state !== 'decided' && <UnitBlocks unit={row} isList />}
        </span>
      ),
    },
    {
      id: 'points',
      head: t('points'),
      numeric: true,
      cell: (row) =>
        owesReport(row) ? (
          <span className={classes['small']}>{t('owes-report')}</span>
        ) : (
          <Reported value={row.points} />
        ),
    },
    {
      id: 'level',
      head: t('stands'),
      // Without a report there is nothing to weigh: one word says so, and who owes it stands in the first column.
      cell: (row) =>
        owesReport(row) ? <span className={classes['small']}>{t('after-report')}</span> : <UnitLevel unit={row} />,
    },
    {
      id: 'due',
      head: t('due'),
      cell: (row) =>
        row.standing
          ? t('decision-short', { number: row.standing.decisionNumber, day: formatDay(row.standing.decidedOn) })
          : row.due && <Deadline deadline={row.due} />,
    },
    ...(view.mayAppraise && shown.some(({ moves }) => moves.length > 0)
      ? [{ id: 'acts', head: t('acts'), cell: (row: Row) => <UnitMoves unit={row} reasons={view.reasons} /> }]
      : []),
  ]
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb-year', { year: String(year) }), to: `/ratings/${year}` },
          { label: t('crumb-board') },
        ]}
        title={t('board-title', { name, year: String(year) })}
        state={t('board-state', { count: rows.length, decided: states.decided, blocked: blocked.length })}
        actions={
          <>
            <Button onClick={() => window.print()} leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}>
              {t('print')}
            </Button>
            <Button component={Link} to={`${here}/appraisal`}>
              {t('to-calibration')}
            </Button>
            {(view.mayAppraise || view.mayDecide) && (
              <Button
                component={Link}
                to={`${here}/decision`}
                variant={view.mayDecide && states.appraised > 0 ? 'filled' : 'default'}
              >
                {t('to-decision')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['page']}>
        <Panel title={t('progress')}>
          <StackedBar
            sentence={order.map((state) => `${file(state)}: ${states[state]}`).join('; ')}
            legend
            parts={order.map((state) => ({
              name: file(state),
              value: states[state],
              look: looks[state],
              to: `?state=${state}`,
            }))}
          />
        </Panel>
        {blocked.length > 0 && (
          <Notice tone="watch" title={t('blocked-title', { count: blocked.length })}>
            {t('blocked-help')} <Link to="?state=blocked">{t('show-blocked')}</Link>
          </Notice>
        )}
        {decisions.length > 0 && (
          <p>
            {t('decisions-so-far')}{' '}
            {decisions.map(
              ({ id, number, day }) =>
                t('decision-short', { number, day: formatDay(day) }) + (id === decisions.at(-1)?.id ? '' : '; '),
            )}
          </p>
        )}
        <FilterButtons
          name="state"
          label={t('filter')}
          choices={[
            { value: null, label: t('all'), count: rows.length },
            { value: 'blocked', label: t('blocked'), count: blocked.length },
            ...order
              .filter((state) => states[state] > 0)
              .map((state) => ({ value: state, label: file(state), count: states[state] })),
          ]}
        />
        <Panel title={t('units')} flush>
          <DataTable
            label={t('units')}
            columns={columns}
            rows={shown}
            rowKey={({ caseId }) => caseId}
            note={({ state, returnReason }) =>
              state === 'returned' ? t('returned-because', { reason: returnReason ?? '' }) : undefined
            }
            onOpen={(row) => navigate(`/ratings/${year}/organizations/${row.organizationId}`)}
            onKey={(key, row) => {
              if (key.toLowerCase() !== 't' || !row.moves.includes('return')) return false
              setReturned(row)
              return true
            }}
            empty={<p className={classes['small']}>{t('none-in-state')}</p>}
          />
        </Panel>
        <Panel title={t('quota')} note={t('quota-note', { percent: view.percent })}>
          <div className={classes['quotas']}>
            {view.groups.map((group) => (
              <QuotaBar key={group.key} group={group.name} proposed={group.xs} limit={group.limit} />
            ))}
          </div>
        </Panel>
      </div>
      {returned && (
        <ReasonDialog unit={returned} move="return" reasons={view.reasons} close={() => setReturned(null)} />
      )}
    </>
  )
}

/** Nobody has reported anything for this unit yet, and nothing is decided or left out by a reason. */
const owesReport = ({ reported, standing, notRated, effectiveGrade }: Row): boolean =>
  !reported && !standing && !notRated && !effectiveGrade

const looks = {
  returned: 'watch',
  sent: 'middle',
  appraising: 'middle',
  appraised: 'strong',
  'with-intermediate': 'pale',
  'in-work': 'pale',
  'not-started': 'none',
  decided: 'plain',
} as const
