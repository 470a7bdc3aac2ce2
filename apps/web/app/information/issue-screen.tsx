import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { StepList } from '../ui/step-list.tsx'
import { InformationForm } from './information-form.tsx'
import { issueForms } from './information-forms.ts'
import type { issueAction, issueLoader } from './issue.server.ts'
import { IssueDue, IssueState } from './issue-state.tsx'

/** One question: what is known, who answers, what comes next, what was published, which cells talked it over. */
export function IssueScreen() {
  const { issue } = useLoaderData<typeof issueLoader>()
  const answer = useActionData<typeof issueAction>()
  const [search] = useSearchParams()
  const t = useTranslations('information.page')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/information' }]}
        title={issue.question}
        state={
          <>
            <IssueState state={issue.state} /> {t('of', { code: issue.code, name: issue.organizationName })}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="information" answer={answer} done={search.get('done')} />
        <Facts />
        <Acts />
        <Publications />
        <TalkedOver />
        <Steps />
      </div>
    </>
  )
}

function Facts() {
  const { issue } = useLoaderData<typeof issueLoader>()
  const t = useTranslations('information.page')
  const o = useTranslations('information.options')
  const missing = <MissingValue kind="missing" />
  const facts = [
    ['topic', o(`topic.${issue.topic}`)],
    ['place', issue.place],
    [
      'case',
      issue.caseId === null ? (
        t('no-case')
      ) : (
        <Link to={`/incidents/${issue.caseId}`}>{issue.caseCode ?? t('case')}</Link>
      ),
    ],
    ['opened', formatDay(issue.openedOn)],
    ['officer', issue.officer ?? missing],
    ['deputy', issue.deputy ?? missing],
    ['due', <IssueDue key="due" {...issue} />],
    ['facts', issue.facts || missing],
    ['answer', issue.answer || missing],
    ['agreed', issue.agreedOn === null ? t('not-yet') : formatDay(issue.agreedOn)],
  ] as const
  return (
    <Panel title={t('facts')} note={t('facts-note')}>
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Acts() {
  const { offered, issue, requestId } = useLoaderData<typeof issueLoader>()
  const answer = useActionData<typeof issueAction>()
  const t = useTranslations('information.page')
  const v = useTranslations('information.events')
  if (offered.length === 0) return null
  const officers = { officer: issue.officer ?? '', deputy: issue.deputy ?? '' }
  const body = { consultedBody: t('department') }
  const begin: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    reassign: { ...officers, dueOn: issue.dueOn === null ? '' : formatDay(issue.dueOn) },
    draft: { facts: issue.facts, answer: issue.answer },
    agree: body,
    'send-back': body,
  }
  return (
    <Panel title={t('acts')} flush>
      {offered.map(({ event, isOwn }) => (
        <InformationForm
          key={event}
          event={event}
          label={v(event)}
          fields={issueForms[event]}
          requestId={requestId}
          hidden={{ version: issue.version }}
          answer={answer}
          begin={begin[event] ?? {}}
          warning={isOwn ? t('own-draft') : undefined}
        />
      ))}
    </Panel>
  )
}

function Publications() {
  const { publications } = useLoaderData<typeof issueLoader>()
  const t = useTranslations('information.page')
  const o = useTranslations('information.options')
  return (
    <Panel title={t('publications')} note={t('publications-note')} flush>
      <DataTable
        label={t('publications')}
        rows={publications}
        rowKey={({ publicationId }) => publicationId}
        empty={<EmptyState why={t('no-publications')} />}
        columns={[
          { id: 'day', head: t('day'), phone: 'title', cell: ({ publishedOn }) => formatDay(publishedOn) },
          { id: 'answer', head: t('fact.answer'), cell: ({ answer }) => answer },
          {
            id: 'where',
            head: t('where'),
            cell: ({ channel, publishedAt }) => `${o(`channel.${channel}`)}, ${publishedAt}`,
          },
          {
            id: 'next',
            head: t('next-update'),
            cell: ({ nextUpdateOn }) => (nextUpdateOn === null ? '–' : formatDay(nextUpdateOn)),
          },
        ]}
      />
    </Panel>
  )
}

function TalkedOver() {
  const { talkedOver } = useLoaderData<typeof issueLoader>()
  const t = useTranslations('information.page')
  if (talkedOver === null) return null
  const count = (present: number | 'under-5' | 'hidden' | null) =>
    typeof present === 'number' ? present : present === null ? '–' : t(present)
  return (
    <Panel title={t('cells')} note={t('cells-note', { cells: talkedOver.cells, of: talkedOver.of })} flush>
      <DataTable
        label={t('cells')}
        rows={talkedOver.rows}
        rowKey={({ organizationId }) => organizationId}
        empty={<EmptyState why={t('no-cells')} />}
        columns={[
          { id: 'cell', head: t('cell'), phone: 'title', cell: ({ name }) => name },
          { id: 'day', head: t('held'), cell: ({ heldOn }) => formatDay(heldOn) },
          { id: 'present', head: t('present'), numeric: true, cell: ({ present }) => count(present) },
        ]}
      />
    </Panel>
  )
}

function Steps() {
  const { steps } = useLoaderData<typeof issueLoader>()
  const t = useTranslations('information.page')
  const v = useTranslations('information.events')
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return (
    <StepList
      words={{ title: t('steps'), day: t('day'), step: t('step'), by: t('by') }}
      steps={steps}
      event={({ event }) => v(event as 'assign')}
      more={[
        {
          id: 'said',
          head: t('said'),
          cell: ({ detail }) =>
            [detail['consultedBody'], detail['number'], detail['remark'], detail['reason']]
              .map(text)
              .filter(Boolean)
              .join('; ') || '–',
        },
      ]}
    />
  )
}
