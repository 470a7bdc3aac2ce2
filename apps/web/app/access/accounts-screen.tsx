import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import type { accountsAction, accountsLoader } from './accounts.server.ts'

type Row = ReturnType<typeof useLoaderData<typeof accountsLoader>>['rows'][number]

/** All accounts for their keeper: searched without diacritics, narrowed by role, organization and state. */
export function AccountsScreen() {
  const { counts, rows, page, pages, total, firstOfPage, today } = useLoaderData<typeof accountsLoader>()
  const t = useTranslations('access.accounts')
  const names = useTranslations('access.frame.roles')
  const format = useFormatter()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: counts.all, shown: format.number(counts.all) })}
        actions={
          <>
            <Button component={Link} to="/imports" variant="default">
              {t('import')}
            </Button>
            <Button component={Link} to="/accounts/new" variant="filled">
              {t('new')}
            </Button>
          </>
        }
      />
      <Search />
      <div className={classes['filters']}>
        <FilterButtons
          name="state"
          label={t('by-state')}
          choices={[
            { value: null, label: t('all'), count: counts.all },
            { value: 'open', label: t('states.open'), count: counts.open },
            { value: 'never', label: t('states.never'), count: counts.never },
            { value: 'closed', label: t('states.closed'), count: counts.closed },
          ]}
        />
      </div>
      <div className={classes['stack']}>
        <Panel
          title={t('panel')}
          note={
            pages > 1
              ? t('range', { from: firstOfPage, to: firstOfPage + rows.length - 1, total: format.number(total) })
              : undefined
          }
          flush
        >
          <DataTable
            label={t('title')}
            rows={rows}
            rowKey={({ userId }) => userId}
            onOpen={({ userId }) => navigate(`/accounts/${userId}`)}
            columns={[
              {
                id: 'name',
                head: t('name'),
                phone: 'title',
                cell: ({ userId, displayName }) => <Link to={`/accounts/${userId}`}>{displayName}</Link>,
              },
              { id: 'username', head: t('username'), cell: ({ username }) => username },
              {
                id: 'roles',
                head: t('roles'),
                cell: ({ grants }) =>
                  grants.length === 0
                    ? t('no-roles')
                    : grants.slice(0, 3).map((grant) => (
                        <div key={`${grant.role}${grant.organizationName}${grant.from}`}>
                          {names(grant.role)}
                          {grant.organizationName !== null && (
                            <span className={classes['light']}> · {grant.organizationName}</span>
                          )}
                          {grant.from > today && (
                            <span className={classes['light']}> · {t('from-day', { day: formatDay(grant.from) })}</span>
                          )}
                          {grant.isDelegated && <span className={classes['light']}> · {t('delegated')}</span>}
                        </div>
                      )),
              },
              {
                id: 'last',
                head: t('last-sign-in'),
                cell: ({ lastSignIn }) => (lastSignIn === null ? t('never') : formatMoment(lastSignIn)),
              },
              { id: 'state', head: t('state-head'), cell: (row) => <StateChips row={row} /> },
            ]}
            empty={
              <EmptyState
                why={t('none')}
                action={
                  <Button component={Link} to="/accounts" variant="default">
                    {t('show-all')}
                  </Button>
                }
              />
            }
          />
        </Panel>
        {pages > 1 && (
          <nav className={classes['pages']} aria-label={t('pages')} data-no-print>
            {page > 1 && (
              <Button component={Link} variant="default" to={addressWith(search, 'page', String(page - 1))}>
                {t('previous')}
              </Button>
            )}
            <span>{t('page', { page, pages })}</span>
            {page < pages && (
              <Button component={Link} variant="default" to={addressWith(search, 'page', String(page + 1))}>
                {t('next')}
              </Button>
            )}
          </nav>
        )}
        <LongestDelegation />
      </div>
    </>
  )
}

function StateChips({ row: { isClosed, closesOn, hasSecondFactor, isDemo } }: { row: Row }) {
  const t = useTranslations('access.accounts')
  return (
    <span className={classes['chips']}>
      <Chip look={isClosed ? 'dashed' : 'ok'}>{t(isClosed ? 'chip.closed' : 'chip.open')}</Chip>
      {!isClosed && closesOn !== null && <Chip look="watch">{t('chip.closes', { day: formatDay(closesOn) })}</Chip>}
      {hasSecondFactor && <Chip look="flat">{t('chip.second-factor')}</Chip>}
      {isDemo && <Chip look="grey">{t('chip.demo')}</Chip>}
    </span>
  )
}

function Search() {
  const { q, place, role, state, roles, organizations } = useLoaderData<typeof accountsLoader>()
  const t = useTranslations('access.accounts')
  const names = useTranslations('access.frame.roles')
  const found = organizations.length === 1 ? organizations[0]?.name : undefined
  const wrong =
    place === '' || organizations.length === 1
      ? undefined
      : organizations.length === 0
        ? t('no-such-organization')
        : t('many-organizations', { codes: organizations.map(({ code }) => code).join(', ') })
  return (
    <Form method="get" role="search" className={classes['search']} key={`${q}|${place}|${role}`}>
      {state !== null && <input type="hidden" name="state" value={state} />}
      <TextInput
        type="search"
        name="q"
        label={t('search')}
        description={t('search-help')}
        defaultValue={q}
        autoComplete="off"
      />
      <TextInput
        name="place"
        label={t('organization')}
        description={found ?? t('organization-help')}
        error={wrong}
        defaultValue={place}
        autoComplete="off"
      />
      <NativeSelect
        name="role"
        label={t('role')}
        defaultValue={role ?? ''}
        data={[{ value: '', label: t('any-role') }, ...roles.map((one) => ({ value: one, label: names(one) }))]}
      />
      <Button type="submit">{t('find')}</Button>
    </Form>
  )
}

function LongestDelegation() {
  const { delegationDays } = useLoaderData<typeof accountsLoader>()
  const answer = useActionData<typeof accountsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('access.accounts.delegation-days')
  return (
    <Panel title={t('title')}>
      <Form method="post" className={classes['form']}>
        {search.get('done') === 'days' && !answer && (
          <Notice tone="ok" live="status">
            {t('done')}
          </Notice>
        )}
        <NumberInput
          name="days"
          label={t('days')}
          description={t('help')}
          defaultValue={delegationDays}
          min={1}
          max={366}
          error={answer?.refused}
          hideControls
        />
        <Button type="submit" variant="default" className={classes['submit'] ?? ''}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  )
}
