import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { AreaOutlines, AreaTiles } from './area-map.tsx'
import classes from './areas.module.css'
import type { areasLoader } from './areas.server.ts'

/** All communes and wards of a day: tiles, outlines or a table, and who is in charge of each. */
export function AreasScreen() {
  const { day, q, view, total, counts, areas, drawn, mayAccount } = useLoaderData<typeof areasLoader>()
  const t = useTranslations('organizations.areas')
  const format = useFormatter()
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  const known = total - counts.unknown
  return (
    <>
      <PageHead
        title={t('title')}
        state={
          total === 0
            ? t('state-empty', { day: formatDay(day) })
            : known === 0
              ? t('state', { day: formatDay(day), total: format.number(total) })
              : t('state-charge', {
                  day: formatDay(day),
                  total: format.number(total),
                  held: format.number(counts.held),
                  open: format.number(counts.open),
                })
        }
        actions={
          mayAccount && (
            <Button component={Link} to="/areas/account" variant="default">
              {t('account')}
            </Button>
          )
        }
      />
      <Form method="get" role="search" className={classes['search']} key={q}>
        {asOf !== null && <input type="hidden" name={asOfName} value={asOf} />}
        <TextInput
          type="search"
          name="q"
          label={t('search')}
          description={t('search-help')}
          defaultValue={q}
          autoComplete="off"
        />
        <Button type="submit">{t('find')}</Button>
        {q !== '' && (
          <Button component={Link} to={`/areas${kept}`} variant="default">
            {t('all')}
          </Button>
        )}
      </Form>
      <Panel
        title={q === '' ? t('panel') : t('found', { count: areas.length })}
        flush={view === 'table'}
        aside={
          <nav aria-label={t('views')} className={classes['views']}>
            {(['tiles', 'map', 'table'] as const).map((one) => (
              <Link
                key={one}
                to={{
                  search: addressWith(new URLSearchParams([...search].filter(([name]) => name !== 'q')), 'view', one),
                }}
                aria-current={one === view ? 'true' : undefined}
                preventScrollReset
              >
                {t(`view.${one}`)}
              </Link>
            ))}
          </nav>
        }
      >
        {view === 'tiles' &&
          (areas.some(({ tileRow }) => tileRow !== null) ? (
            <AreaTiles areas={areas} kept={kept} />
          ) : (
            <EmptyState why={t('no-tiles')} />
          ))}
        {view === 'map' &&
          (drawn !== null && drawn.paths.length > 0 ? (
            <AreaOutlines areas={areas} drawn={drawn} kept={kept} />
          ) : (
            <EmptyState why={t('no-outlines')} />
          ))}
        {view === 'table' ? <AreaTable kept={kept} /> : <Legend />}
      </Panel>
    </>
  )
}

function Legend() {
  const { counts, view } = useLoaderData<typeof areasLoader>()
  const t = useTranslations('organizations.areas')
  const shown = (['own', 'held', 'open', 'unknown'] as const).filter((one) => counts[one] > 0)
  return (
    <div className={classes['below']}>
      <ul className={classes['legend']}>
        {shown.map((one) => (
          <li key={one}>
            <span className={`${classes['swatch']} ${classes[one]}`} aria-hidden /> {t(`charge.${one}`)}
          </li>
        ))}
      </ul>
      <p>{t(view === 'map' ? 'note-map' : 'note-tiles')}</p>
    </div>
  )
}

function AreaTable({ kept }: { kept: string }) {
  const { areas, day } = useLoaderData<typeof areasLoader>()
  const t = useTranslations('organizations.areas')
  const format = useFormatter()
  return (
    <DataTable
      label={t('title')}
      rows={areas}
      rowKey={({ code }) => code}
      columns={[
        {
          id: 'name',
          head: t('name'),
          phone: 'title',
          cell: ({ code, name }) => <Link to={`/areas/${code}${kept}`}>{name}</Link>,
        },
        { id: 'code', head: t('code'), cell: ({ code }) => code },
        {
          id: 'charge',
          head: t('in-charge'),
          cell: ({ holder, charge }) => (holder === null ? t(`charge.${charge}`) : holder.name),
        },
        {
          id: 'residents',
          head: t('residents'),
          numeric: true,
          cell: ({ residents, residentsYear }) =>
            residents === null ? (
              <MissingValue kind="missing" />
            ) : (
              t('residents-of', { residents: format.number(residents), year: String(residentsYear) })
            ),
        },
        {
          id: 'villages',
          head: t('villages'),
          numeric: true,
          cell: ({ neighbourhoodCount }) => format.number(neighbourhoodCount),
        },
      ]}
      empty={<EmptyState why={t('none', { day: formatDay(day) })} />}
    />
  )
}
