import { Button, NativeSelect, TextInput } from '@mantine/core'
import { petitionKinds, petitionStates } from '@nq15/domain/petitions'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { registerLoader } from './register.server.ts'

/** The register of papers: what is due first, what is over its term in red, filters in the address. */
export function RegisterScreen() {
  const { unit, counts, rows, matters, query, page, pages } = useLoaderData<typeof registerLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.register')
  const directions = useTranslations('petitions.directions')('title')
  const destruction = useTranslations('petitions.destruction')('title')
  const k = useTranslations('petitions.kind')
  const s = useTranslations('petitions.state')
  const c = useTranslations('petitions.case-state')
  const due = (dueOn: string | null, isLate: boolean) =>
    dueOn === null ? (
      <MissingValue kind="not-applicable" />
    ) : isLate ? (
      <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip>
    ) : (
      formatDay(dueOn)
    )
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('sums', { unit, all: counts.all, open: counts.open, overdue: counts.overdue })}
        actions={
          <>
            <Button component={Link} to="/petitions/destruction" variant="default">
              {destruction}
            </Button>
            <Button component={Link} to="/petitions/directions" variant="default">
              {directions}
            </Button>
            <Button component={Link} to="/petitions/new" variant="filled">
              {t('new')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={undefined} done={search.get('done')} />
        <Form method="get" className={shared['fields']} role="search">
          <TextInput
            name="q"
            label={t('search')}
            description={t('search-help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            defaultValue={query.text}
          />
          <NativeSelect
            name="kind"
            label={t('kind')}
            defaultValue={query.kind ?? ''}
            data={[{ value: '', label: t('all') }, ...petitionKinds.map((value) => ({ value, label: k(value) }))]}
          />
          <NativeSelect
            name="state"
            label={t('state')}
            defaultValue={query.state ?? ''}
            data={[{ value: '', label: t('all') }, ...petitionStates.map((value) => ({ value, label: s(value) }))]}
          />
          <NativeSelect
            name="only"
            label={t('only')}
            defaultValue={query.only ?? ''}
            data={[
              { value: '', label: t('all') },
              { value: 'open', label: t('only-open') },
              { value: 'overdue', label: t('only-overdue') },
            ]}
          />
          <div className={shared['end']}>
            <Button type="submit" variant="default">
              {t('show')}
            </Button>
          </div>
        </Form>
        <Panel title={t('papers')} note={t('papers-note', { count: counts.all })} flush>
          <DataTable
            label={t('papers')}
            rows={rows}
            rowKey={({ petitionId }) => petitionId}
            tone={({ isLate }) => (isLate ? 'red' : undefined)}
            columns={[
              {
                id: 'code',
                head: t('code'),
                phone: 'title',
                cell: ({ petitionId, code, title }) => (
                  <Link to={`/petitions/${petitionId}`}>{`${code} ${title}`}</Link>
                ),
              },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
              { id: 'sender', head: t('sender'), cell: ({ sender }) => sender || t('nobody') },
              { id: 'received', head: t('received'), cell: ({ receivedOn }) => formatDay(receivedOn) },
              { id: 'state', head: t('state'), cell: ({ state }) => s(state) },
              { id: 'due', head: t('due'), cell: ({ dueOn, isLate }) => due(dueOn, isLate) },
              { id: 'handler', head: t('handler'), cell: ({ handlerName }) => handlerName },
            ]}
            empty={<EmptyState why={t('empty')} action={<Link to="/petitions/new">{t('new')}</Link>} />}
          />
        </Panel>
        {pages > 1 && (
          <nav aria-label={t('pages')} className={shared['views']}>
            {page > 1 && <Link to={{ search: addressWith(search, 'page', String(page - 1)) }}>{t('before')}</Link>}
            <span>{t('page', { page, pages })}</span>
            {page < pages && <Link to={{ search: addressWith(search, 'page', String(page + 1)) }}>{t('after')}</Link>}
          </nav>
        )}
        {matters.length > 0 && (
          <Panel title={t('matters')} note={t('matters-note')} flush>
            <DataTable
              label={t('matters')}
              rows={matters}
              rowKey={({ caseId }) => caseId}
              tone={({ isLate }) => (isLate ? 'red' : undefined)}
              columns={[
                {
                  id: 'code',
                  head: t('code'),
                  phone: 'title',
                  cell: ({ caseId, code, title }) => (
                    <Link to={`/petitions/cases/${caseId}`}>{`${code} ${title}`}</Link>
                  ),
                },
                { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
                { id: 'state', head: t('state'), cell: ({ state }) => c(state) },
                { id: 'due', head: t('due'), cell: ({ dueOn, isLate }) => due(dueOn, isLate) },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}
