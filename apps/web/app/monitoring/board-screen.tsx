import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { StackedColumns } from '../ui/charts/stacked-columns.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { IconFileText } from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SignChip } from '../ui/sign-chip.tsx'
import type { boardLoader } from './board.server.ts'
import { BoardAside } from './board-aside.tsx'
import { LevelOutlines, LevelTiles, levelLook } from './level-map.tsx'
import { LiveNotice } from './live-notice.tsx'
import { MonitorDown } from './monitor-down.tsx'
import { ScreeningTabs } from './screening-tabs.tsx'
import { useBoard } from './use-board.ts'
import classes from './watch.module.css'

/** The board of early recognition for a meeting of the standing committee: every figure opens what it was counted from. */
export function BoardScreen() {
  const board = useLoaderData<typeof boardLoader>()
  const t = useTranslations('watch.board')
  if (!board.up) return <MonitorDown title={t('title')} />
  const { list, meeting, onList, levels } = board
  return (
    <>
      <PageHead
        title={t('title')}
        state={
          list === null
            ? t('no-list')
            : t('state', {
                count: onList,
                levels: levels.map(({ name, count }) => `${count} ${name.toLowerCase()}`).join(', '),
                last: formatDay(meeting.last),
                next: formatDay(meeting.next),
              })
        }
        actions={
          list?.isWithin && (
            <Button
              component="a"
              href={`/monitoring/papers/${list.listId}.docx`}
              variant="default"
              leftSection={<IconFileText size={18} stroke={1.6} aria-hidden />}
            >
              {t('papers')}
            </Button>
          )
        }
      />
      <div className={classes['stack']}>
        <ScreeningTabs />
        <LiveNotice />
        {board.lists.length > 1 && <Lists />}
        <Changes />
        <div className={classes['two']}>
          <Places />
          <BoardAside />
        </div>
        <Trend />
        <Kinds />
      </div>
    </>
  )
}

function Lists() {
  const { lists, list } = useBoard()
  const [search] = useSearchParams()
  const t = useTranslations('watch.board')
  return (
    <nav aria-label={t('lists')} className={classes['views']}>
      {lists.map(({ listId, name, organizationName }) => (
        <Link
          key={listId}
          to={{ search: addressWith(search, 'list', listId) }}
          aria-current={listId === list?.listId ? 'true' : undefined}
        >
          {`${name}, ${organizationName}`}
        </Link>
      ))}
    </nav>
  )
}

function Changes() {
  const { added, removed, merged, raised, relapsed, late, waiting, areaCounts, before, onList, meeting } = useBoard()
  const t = useTranslations('watch.board')
  const unknown = areaCounts.find(({ level }) => level === null)?.count ?? 0
  const names = (
    rows: readonly {
      readonly entryId: string
      readonly organizationName: string
      readonly decisionNumber: string | null
    }[],
  ): ReactNode =>
    rows.length === 0
      ? t('nobody')
      : rows.slice(0, 5).map(({ entryId, organizationName, decisionNumber }, at) => (
          <span key={`${entryId} ${decisionNumber}`}>
            {at > 0 && ', '}
            <Link to={`/monitoring/watch/${entryId}`}>{organizationName}</Link>
            {decisionNumber !== null && ` (${decisionNumber})`}
          </span>
        ))
  const figures: readonly (readonly [string, number, ReactNode])[] = [
    ['added', added.length, names(added)],
    ['removed', removed.length + merged.length, names([...removed, ...merged])],
    ['raised', raised.length, names(raised)],
    ['relapsed', relapsed.length, names(relapsed)],
    ['late', late.review + late.appraisal, t('late-of', late)],
    ['unknown', unknown, t('unknown-of', { open: waiting.open, overdue: waiting.overdue })],
  ]
  const off = removed.length + merged.length
  return (
    <Panel
      title={t('changes', { day: formatDay(meeting.last) })}
      note={t('sum', { before, added: added.length + relapsed.length, off, now: onList })}
      flush
    >
      <dl className={classes['changes']}>
        {figures.map(([name, count, said]) => (
          <div key={name}>
            <dt>
              <span className={classes['number']}>{count}</span> {t(`figures.${name as 'added'}`)}
            </dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Places() {
  const { areas, view, drawn, areaCounts } = useBoard()
  const t = useTranslations('watch.board')
  const [search] = useSearchParams()
  const month = areas.find((area) => area.month !== null)?.month ?? null
  return (
    <Panel
      title={t('places', { count: areas.length })}
      note={
        month === null ? t('never-screened') : t('places-note', { month: `${month.slice(5, 7)}/${month.slice(0, 4)}` })
      }
      flush={view === 'table'}
      aside={
        <nav aria-label={t('views')} className={classes['views']}>
          {(['tiles', 'map', 'table'] as const).map((one) => (
            <Link
              key={one}
              to={{ search: addressWith(search, 'view', one) }}
              aria-current={one === view ? 'true' : undefined}
              preventScrollReset
            >
              {t(`view.${one}`)}
            </Link>
          ))}
        </nav>
      }
    >
      {view === 'table' ? (
        <PlaceTable />
      ) : areas.length === 0 ? (
        <EmptyState why={t('no-places')} />
      ) : view === 'map' && drawn !== null && drawn.paths.length > 0 ? (
        <LevelOutlines areas={areas} drawn={drawn} />
      ) : areas.some(({ tileRow }) => tileRow !== null) ? (
        <>
          {view === 'map' && <p className={classes['light']}>{t('no-outlines')}</p>}
          <LevelTiles areas={areas} />
        </>
      ) : (
        <EmptyState why={t('no-tiles')} />
      )}
      {view !== 'table' && (
        <ul className={classes['legend']}>
          {areaCounts.map(({ level, count }) => (
            <li key={String(level)}>
              <span className={`${classes['swatch']} ${levelLook(level)}`} aria-hidden>
                {level === null || level === 0 ? '' : level}
              </span>
              {level === null ? t('level-unknown') : t('level', { level })}: {count}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function PlaceTable() {
  const { areas } = useBoard()
  const t = useTranslations('watch.board')
  return (
    <DataTable
      label={t('places', { count: areas.length })}
      rows={areas}
      rowKey={({ code }) => code}
      columns={[
        {
          id: 'name',
          head: t('commune'),
          phone: 'title',
          cell: ({ code, name }) => <Link to={`/monitoring/areas/${code}`}>{name}</Link>,
        },
        ...(['A', 'B', 'C', 'D'] as const).map((block) => ({
          id: block,
          head: block,
          numeric: true,
          cell: ({ levels }: (typeof areas)[number]) => levels[block] ?? '–',
        })),
        {
          id: 'level',
          head: t('level-head'),
          cell: ({ level }) => (level === null ? <SignChip sign="no-data" /> : String(level)),
        },
        { id: 'listed', head: t('on-list'), cell: ({ isListed }) => (isListed ? t('yes') : '–') },
      ]}
      empty={<EmptyState why={t('no-places')} />}
    />
  )
}

function Trend() {
  const { trend, levels, day, list } = useBoard()
  const t = useTranslations('watch.board')
  if (list === null) return null
  const looks = ['watch', 'red', 'strong', 'middle', 'pale', 'plain'] as const
  const name = (one: string) =>
    one === day
      ? t('today')
      : `${['I', 'II', 'III', 'IV'][Math.ceil(Number(one.slice(5, 7)) / 3) - 1]}/${one.slice(2, 4)}`
  const last = trend.columns.at(-1)?.values ?? []
  return (
    <Panel title={t('trend')}>
      <StackedColumns
        layers={levels.map(({ name: label }, at) => ({ name: label, look: looks[at] ?? 'plain' }))}
        columns={trend.columns.map((column) => ({ name: name(column.day), values: column.values }))}
        columnHead={t('quarter')}
        sentence={t('trend-sentence', {
          levels: levels.map(({ name: label }, at) => `${label} ${last[at] ?? 0}`).join(', '),
        })}
      />
    </Panel>
  )
}

/** The organizations by kind: the size of a field is their number, its look the share with an open red sign. */
function Kinds() {
  const { kinds } = useBoard()
  const t = useTranslations('watch.board')
  const format = useFormatter()
  if (kinds.length === 0) return null
  const all = kinds.reduce((sum, { organizations }) => sum + organizations, 0)
  const shade = (red: number, of: number) => levelLook(red === 0 ? 0 : red / of > 0.2 ? 3 : red / of > 0.1 ? 2 : 1)
  return (
    <Panel title={t('kinds')} note={t('kinds-note', { count: all })}>
      <ul className={classes['treemap']}>
        {kinds.map(({ orgType, label, organizations, red, unknown }) => (
          <li
            key={orgType}
            className={unknown === organizations ? levelLook(null) : shade(red, organizations)}
            style={{ flexGrow: Math.max(1, Math.round((organizations / all) * 100)), flexBasis: '8.5rem' }}
          >
            <strong>{label}</strong>
            <span>
              {t('kind-of', {
                organizations: format.number(organizations),
                red: format.number(red),
                unknown: format.number(unknown),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
