import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import filters from '../ui/filter-buttons.module.css'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { OrganizationTree } from './organization-tree.tsx'
import classes from './tree.module.css'
import type { treeLoader } from './tree.server.ts'

const sides = ['party', 'state', 'front'] as const

/** The tree of a side (Party, state, front) as of a day: browse it, or find an organization in it without diacritics. */
export function TreeScreen() {
  const { today, day, q, side, maySeeIntegrity, roots, children, totals, found } = useLoaderData<typeof treeLoader>()
  const t = useTranslations('organizations.tree')
  const s = useTranslations('organizations.sides')
  const format = useFormatter()
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  const whole = addressWith(new URLSearchParams([...search].filter(([name]) => name !== 'q')), 'side', side)
  const counted = totals.map(({ label, count }) => t('total', { shown: format.number(count), kind: label })).join(', ')
  return (
    <>
      <PageHead
        title={s(`title-${side}`)}
        actions={
          <>
            {maySeeIntegrity && (
              <Button component={Link} to="/organizations/integrity" variant="default">
                {s('integrity')}
              </Button>
            )}
            <Button component={Link} to={`/areas${kept}`} variant="default">
              {s('areas')}
            </Button>
          </>
        }
        state={
          totals.length === 0 ? t('state-empty', { day: formatDay(day) }) : t('state', { day: formatDay(day), counted })
        }
      />
      <Form method="get" role="search" className={classes['search']} key={q}>
        {asOf !== null && <input type="hidden" name={asOfName} value={asOf} />}
        {side !== 'party' && <input type="hidden" name="side" value={side} />}
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
          <Button component={Link} to={`/organizations${whole}`} variant="default">
            {t('whole-tree')}
          </Button>
        )}
      </Form>
      <nav aria-label={s('label')} className={classes['sides']}>
        <ul className={filters['filters']}>
          {sides.map((one) => (
            <li key={one}>
              <Link
                className={filters['filter'] ?? ''}
                to={{ search: addressWith(search, 'side', one === 'party' ? null : one) }}
                aria-current={one === side ? 'true' : undefined}
              >
                {s(one)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {q === '' ? (
        <Panel
          title={day === today ? t('panel') : t('panel-on', { day: formatDay(day) })}
          flush
          aside={
            <span data-no-print>
              <KeyHint keys={['↑', '↓']} /> {t('keys-walk')} <KeyHint keys={['→', '←']} /> {t('keys-open')}
            </span>
          }
        >
          {roots.length === 0 ? (
            <EmptyState
              why={t('none-on-day', { day: formatDay(day) })}
              action={
                day !== today && (
                  <Button component={Link} to="/organizations" variant="default">
                    {t('to-today')}
                  </Button>
                )
              }
            />
          ) : (
            <OrganizationTree key={`${side} ${day}`} label={s(`title-${side}`)} roots={roots} children={children} />
          )}
        </Panel>
      ) : (
        <Panel title={t('found', { count: found.length })} note={t('found-on', { q, day: formatDay(day) })} flush>
          <DataTable
            label={t('found-label')}
            rows={found}
            rowKey={({ organizationId }) => organizationId}
            columns={[
              {
                id: 'name',
                head: t('name'),
                phone: 'title',
                cell: ({ organizationId, name }) => <Link to={`/organizations/${organizationId}${kept}`}>{name}</Link>,
              },
              { id: 'code', head: t('code'), cell: ({ code }) => code },
              { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => kindLabel },
              { id: 'parent', head: t('parent'), cell: ({ parentName }) => parentName ?? '–' },
            ]}
            empty={<EmptyState why={t('none-found', { q, day: formatDay(day) })} />}
          />
        </Panel>
      )}
    </>
  )
}
