import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ChangeList } from './directive-changes.tsx'
import { DirectiveAnswer, DutyChip, TaskDay } from './directive-parts.tsx'
import type { directivesAction, directivesLoader } from './directives.server.ts'

/** The register of directives: tasks by their days, the documents they come from, and what new documents change here. */
export function DirectivesScreen() {
  const { directives, counts, changes, mayEnter } = useLoaderData<typeof directivesLoader>()
  const answer = useActionData<typeof directivesAction>()
  const t = useTranslations('directives')
  const overdue = counts.find(({ duty }) => duty === 'overdue')?.count ?? 0
  return (
    <>
      <PageHead
        crumbs={[{ label: t('back'), to: '/reports/reviews' }]}
        title={t('title')}
        state={t('state', { count: directives.filter(({ struckOn }) => struckOn === null).length, overdue })}
      />
      <div className={shared['stack']}>
        <DirectiveAnswer answer={answer} done={null} />
        <Tasks />
        <Panel title={t('changes')} note={t('changes-note')}>
          {changes.length === 0 ? (
            <EmptyState why={t('no-changes')} />
          ) : (
            <ChangeList changes={changes} isOfOne={false} />
          )}
        </Panel>
        <Panel title={t('documents')} note={t('documents-note')} flush>
          <DataTable
            label={t('documents')}
            rows={directives}
            rowKey={({ directiveId }) => directiveId}
            empty={<EmptyState why={t(mayEnter ? 'no-documents' : 'no-documents-reader')} />}
            columns={[
              {
                id: 'number',
                head: t('number'),
                width: '8.5rem',
                phone: 'title',
                cell: ({ directiveId, kindWord, number, struckOn }) => (
                  <>
                    <Link to={`/reports/directives/${directiveId}`}>
                      {kindWord} {number}
                    </Link>{' '}
                    {struckOn !== null && <Chip look="grey">{t('struck')}</Chip>}
                  </>
                ),
              },
              { id: 'day', head: t('issued-on'), cell: ({ issuedOn }) => formatDay(issuedOn) },
              { id: 'issuer', head: t('issuer'), cell: ({ issuer }) => issuer },
              { id: 'title', head: t('title-of'), cell: ({ title }) => title },
              { id: 'given', head: t('given'), numeric: true, cell: ({ given }) => given },
              { id: 'overdue', head: t('duties.overdue'), numeric: true, cell: ({ overdue: late }) => late },
              { id: 'waiting', head: t('duties.waiting'), numeric: true, cell: ({ waiting }) => waiting },
              { id: 'in-time', head: t('duties.in-time'), numeric: true, cell: ({ inTime }) => inTime },
              { id: 'late', head: t('duties.late'), numeric: true, cell: ({ late }) => late },
            ]}
          />
        </Panel>
        {mayEnter && <NewDocument key={directives.length} />}
      </div>
    </>
  )
}

function Tasks() {
  const { tasks, total, counts, all, owners, documents, asked } = useLoaderData<typeof directivesLoader>()
  const t = useTranslations('directives')
  const [search] = useSearchParams()
  const isFiltered = asked.duty !== null || asked.owner !== '' || asked.directive !== ''
  const choices = [
    { value: null, label: t('all'), count: all },
    ...counts.map(({ duty, count }) => ({ value: duty, label: t(`duties.${duty}`), count })),
  ]
  return (
    <Panel title={t('tasks')} note={t('tasks-note')}>
      <div className={shared['stack']}>
        <FilterButtons name="duty" label={t('by-duty')} choices={choices} />
        <Form method="get" className={shared['fields']} key={search.toString()}>
          {asked.duty !== null && <input type="hidden" name="duty" value={asked.duty} />}
          <NativeSelect
            name="owner"
            label={t('by-owner')}
            data={[{ value: '', label: t('all-owners') }, ...owners]}
            defaultValue={asked.owner}
          />
          <NativeSelect
            name="directive"
            label={t('by-document')}
            data={[{ value: '', label: t('all-documents') }, ...documents]}
            defaultValue={asked.directive}
          />
          <div className={shared['end']}>
            <Button type="submit" variant="default">
              {t('show')}
            </Button>
          </div>
        </Form>
        <DataTable
          label={t('tasks')}
          rows={tasks}
          total={total}
          rowKey={({ taskId }) => taskId}
          tone={({ duty }) => (duty === 'overdue' ? 'red' : undefined)}
          empty={<EmptyState why={t(isFiltered ? 'none-chosen' : 'no-tasks')} />}
          columns={[
            {
              id: 'task',
              head: t('task'),
              phone: 'title',
              cell: ({ taskId, directiveId, content }) => (
                <Link to={`/reports/directives/${directiveId}#${taskId}`}>{content}</Link>
              ),
            },
            { id: 'document', head: t('document'), width: '6.5rem', cell: ({ directiveNumber }) => directiveNumber },
            { id: 'owner', head: t('owner'), cell: ({ unit, ownerPost }) => `${unit}, ${ownerPost}` },
            { id: 'due', head: t('due'), cell: (task) => <TaskDay {...task} /> },
            { id: 'duty', head: t('state-head'), cell: ({ duty }) => <DutyChip duty={duty} /> },
            { id: 'traces', head: t('done-count'), numeric: true, cell: ({ traces }) => traces },
          ]}
        />
      </div>
    </Panel>
  )
}

function NewDocument() {
  const { kinds, level, requestId } = useLoaderData<typeof directivesLoader>()
  const answer = useActionData<typeof directivesAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('directives')
  const field = (name: string) => ({
    name,
    defaultValue: answer?.typed[name] ?? '',
    error: answer?.wrong.includes(name) ? t('wrong') : undefined,
  })
  return (
    <Panel title={t('new')} note={t('new-note')}>
      <Form method="post" className={shared['stack']} noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="organizationId" value={level?.organizationId} />
        <div className={shared['fields']}>
          <NativeSelect {...field('kind')} label={t('kind')} data={kinds} />
          <TextInput {...field('number')} label={t('number')} />
          <DayInput {...field('issuedOn')} label={t('issued-on')} />
          <TextInput {...field('issuer')} label={t('issuer')} />
          <div className={shared['whole']}>
            <TextInput {...field('title')} label={t('title-of')} />
          </div>
          <div className={shared['whole']}>
            <TextInput {...field('source')} label={t('source')} />
          </div>
          <div className={shared['whole']}>
            <Textarea {...field('note')} label={t('note')} autosize minRows={2} />
          </div>
        </div>
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {t('enter')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
