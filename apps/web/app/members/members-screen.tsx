import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useNavigate, useSearchParams, useSubmit } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith, FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { membersLoader } from './list.server.ts'
import classes from './members.module.css'
import { SightNotice } from './sight-notice.tsx'

/** The members of a person's scope on a day: by cell, by status, by name without diacritics or by card. */
export function MembersScreen() {
  const { day, today, total, organization, cells, cellsUnlisted, statuses, present, rows, page, pages, sight } =
    useLoaderData<typeof membersLoader>()
  const t = useTranslations('members.list')
  const table = useTranslations('ui.table')
  const format = useFormatter()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const oneCell = cellsUnlisted === 0 && cells.length <= 1
  const words = { count: total, shown: format.number(total), day: formatDay(day) }
  const firstOfPage = (page - 1) * 100 + 1
  return (
    <>
      <PageHead
        title={t('title')}
        state={organization === null ? t('state', words) : t('state-in', { ...words, name: organization.name })}
      />
      <SightNotice sight={sight} />
      <Search oneCell={oneCell} />
      <div className={classes['filters']}>
        <FilterButtons
          name="status"
          label={t('by-status')}
          choices={[
            { value: null, label: t('present'), count: present },
            ...statuses.map(({ value, label, count }) => ({ value, label, count })),
          ]}
        />
      </div>
      <Panel
        title={t('panel')}
        note={
          pages > 1
            ? t('range', { from: firstOfPage, to: firstOfPage + rows.length - 1, total: words.shown })
            : undefined
        }
        flush
      >
        <DataTable
          label={t('title')}
          rows={rows}
          rowKey={({ memberId }) => memberId}
          onOpen={({ memberId }) => navigate(`/members/${memberId}`)}
          columns={[
            {
              id: 'name',
              head: t('name'),
              phone: 'title',
              cell: ({ memberId, fullName }) => <Link to={`/members/${memberId}`}>{fullName}</Link>,
            },
            {
              id: 'card',
              head: t('card'),
              cell: ({ cardNumber, fileNumber }) => cardNumber ?? fileLabel(t('file'), fileNumber),
            },
            ...(oneCell
              ? []
              : [{ id: 'cell', head: t('cell'), cell: ({ cellName }: (typeof rows)[number]) => cellName }]),
            { id: 'posts', head: t('posts'), cell: ({ posts }) => posts ?? '–' },
            { id: 'admitted', head: t('admitted'), cell: ({ admittedOn }) => formatDay(admittedOn) },
            {
              id: 'status',
              head: t('status'),
              cell: ({ status, statusLabel, isProbationary, kindLabel }) => (
                <span className={classes['chips']}>
                  {isProbationary && <Chip look="dashed">{kindLabel}</Chip>}
                  <Chip look={status === 'active' ? 'flat' : 'watch'}>{statusLabel}</Chip>
                </span>
              ),
            },
          ]}
          keys={
            <>
              <KeyHint keys={['↑', '↓']}>{table('key-row')}</KeyHint>{' '}
              <KeyHint keys={['↵']}>{table('key-open')}</KeyHint>
            </>
          }
          empty={
            <EmptyState
              why={day === today ? t('none') : t('none-on', { day: formatDay(day) })}
              action={
                <Button component={Link} to="/members" variant="default">
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
    </>
  )
}

const fileLabel = (word: string, fileNumber: string | null) => (fileNumber === null ? '–' : `${word} ${fileNumber}`)

function Search({ oneCell }: { oneCell: boolean }) {
  const { q, organization, cells, cellsUnlisted } = useLoaderData<typeof membersLoader>()
  const t = useTranslations('members.list')
  const format = useFormatter()
  const submit = useSubmit()
  const [search] = useSearchParams()
  const kept = [asOfName, 'status'].flatMap((name) => {
    const value = search.get(name)
    return value === null ? [] : [{ name, value }]
  })
  const isBranch = organization !== null && !cells.some(({ cellId }) => cellId === organization.organizationId)
  return (
    <Form method="get" role="search" className={classes['search']} key={`${q}${organization?.organizationId}`}>
      {kept.map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextInput
        type="search"
        name="q"
        label={t('search')}
        description={t('search-help')}
        defaultValue={q}
        autoComplete="off"
      />
      {!oneCell && (
        <NativeSelect
          name="in"
          label={t('cell')}
          description={cellsUnlisted > 0 ? t('many-cells', { count: format.number(cellsUnlisted) }) : undefined}
          defaultValue={organization?.organizationId ?? ''}
          onChange={(event) => submit(event.currentTarget.form)}
          data={[
            { value: '', label: t('all-cells') },
            ...(isBranch ? [{ value: organization.organizationId, label: organization.name }] : []),
            ...cells.map(({ cellId, cellName, count }) => ({
              value: cellId,
              label: `${cellName} (${format.number(count)})`,
            })),
          ]}
        />
      )}
      <Button type="submit">{t('find')}</Button>
    </Form>
  )
}
