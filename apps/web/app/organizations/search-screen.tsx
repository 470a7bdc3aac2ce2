import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { searchLoader } from './search.server.ts'
import classes from './tree.module.css'

/** What the search of the header found: organizations and members within the person's rights. */
export function SearchScreen() {
  const { q, rights, organizations, members, membersTotal } = useLoaderData<typeof searchLoader>()
  const t = useTranslations('organizations.search')
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  const nothing = organizations.length === 0 && members.length === 0
  return (
    <>
      <PageHead title={t('title')} state={q === '' ? t('ask') : t('state', { q })} />
      <Form method="get" role="search" aria-label={t('title')} className={classes['search']} key={q}>
        {asOf !== null && <input type="hidden" name={asOfName} value={asOf} />}
        <TextInput
          type="search"
          name="q"
          label={t('label')}
          description={t('help')}
          defaultValue={q}
          autoComplete="off"
        />
        <Button type="submit">{t('find')}</Button>
      </Form>
      {!rights.organizations && !rights.members && (
        <Panel title={t('no-rights-title')}>
          <EmptyState why={t('no-rights')} />
        </Panel>
      )}
      {q !== '' && (rights.organizations || rights.members) && nothing && (
        <Panel title={t('nothing-title')}>
          <EmptyState why={t('nothing')} />
        </Panel>
      )}
      <div style={{ display: 'grid', gap: '1rem' }}>
        {organizations.length > 0 && (
          <Panel title={t('organizations')} note={t('count', { count: organizations.length })} flush>
            <DataTable
              label={t('organizations')}
              rows={organizations}
              rowKey={({ organizationId }) => organizationId}
              columns={[
                {
                  id: 'name',
                  head: t('name'),
                  phone: 'title',
                  cell: ({ organizationId, name }) => (
                    <Link to={`/organizations/${organizationId}${kept}`}>{name}</Link>
                  ),
                },
                { id: 'code', head: t('code'), cell: ({ code }) => code },
                { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => kindLabel },
                { id: 'parent', head: t('parent'), cell: ({ parentName }) => parentName ?? '–' },
              ]}
            />
          </Panel>
        )}
        {members.length > 0 && (
          <Panel title={t('members')} note={t('count', { count: membersTotal })} flush>
            <DataTable
              label={t('members')}
              rows={members}
              total={membersTotal}
              allTo={`/members?q=${encodeURIComponent(q)}`}
              rowKey={({ memberId }) => memberId}
              columns={[
                {
                  id: 'name',
                  head: t('full-name'),
                  phone: 'title',
                  cell: ({ memberId, fullName }) => <Link to={`/members/${memberId}`}>{fullName}</Link>,
                },
                { id: 'card', head: t('card'), cell: ({ cardNumber }) => cardNumber ?? '–' },
                { id: 'cell', head: t('cell'), cell: ({ cellName }) => cellName },
                { id: 'status', head: t('status'), cell: ({ statusLabel }) => statusLabel },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}
