import { Button } from '@mantine/core'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { GroupTabs } from '../monitoring/group-tabs.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { boardAction, boardLoader } from './board.server.ts'
import { InformationForm } from './information-form.tsx'
import { openFields } from './information-forms.ts'
import { IssueDue, IssueState } from './issue-state.tsx'

/** The log of questions: what waits for an answer, what each officer owes, and the entry of a new question. */
export function BoardScreen() {
  const page = useLoaderData<typeof boardLoader>()
  const answer = useActionData<typeof boardAction>()
  const [search] = useSearchParams()
  const t = useTranslations('information.board')
  const { group, groups, overdue, outdated } = page
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: groups[0]?.count ?? 0, overdue, outdated })}
        actions={
          <>
            <Button component={Link} to="/information/answers" variant="default">
              {t('answers')}
            </Button>
            <Button component={Link} to="/information/opinions" variant="default">
              {t('opinions')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="information" answer={answer} done={search.get('done')} />
        <GroupTabs
          label={t('groups')}
          chosen={group}
          groups={groups.map(({ name, count }) => ({ name, label: `${t(`group.${name}`)} ${count}` }))}
        />
        <Panel title={t(`group.${group}`)} flush>
          <DataTable
            label={t(`group.${group}`)}
            rows={page.issues}
            rowKey={({ issueId }) => issueId}
            tone={({ duty }) => (duty === 'overdue' || duty === 'outdated' ? 'red' : undefined)}
            empty={<EmptyState why={t(`empty.${group}`)} />}
            columns={[
              {
                id: 'question',
                head: t('question'),
                phone: 'title',
                cell: ({ issueId, question, code }) => (
                  <>
                    <Link to={`/information/issues/${issueId}`}>{question}</Link> <small>{code}</small>
                  </>
                ),
              },
              { id: 'area', head: t('area'), cell: ({ organizationName }) => organizationName },
              {
                id: 'officer',
                head: t('officer'),
                cell: ({ officer }) => officer ?? <MissingValue kind="missing" />,
              },
              { id: 'state', head: t('state-head'), cell: ({ state }) => <IssueState state={state} /> },
              { id: 'due', head: t('due'), cell: (issue) => <IssueDue {...issue} /> },
            ]}
          />
        </Panel>
        <Officers />
        {page.mayOpen && (
          <Panel title={t('begin')} note={t('begin-note')} flush>
            <InformationForm
              event="open"
              label={t('open')}
              fields={openFields}
              requestId={page.requestId}
              answer={answer}
              begin={{ caseCode: page.caseCode }}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

function Officers() {
  const { officers } = useLoaderData<typeof boardLoader>()
  const t = useTranslations('information.board')
  return (
    <Panel title={t('officers')} note={t('officers-note')} flush>
      <DataTable
        label={t('officers')}
        rows={officers}
        rowKey={({ organizationId, officer }) => `${organizationId} ${officer ?? ''}`}
        tone={({ overdue, outdated, officer }) => (overdue + outdated > 0 || officer === null ? 'red' : undefined)}
        empty={<EmptyState why={t('no-officers')} />}
        columns={[
          { id: 'officer', head: t('officer'), phone: 'title', cell: ({ officer }) => officer ?? t('nobody') },
          { id: 'area', head: t('area'), cell: ({ organizationName }) => organizationName },
          { id: 'unanswered', head: t('unanswered'), numeric: true, cell: ({ unanswered }) => unanswered },
          { id: 'overdue', head: t('overdue'), numeric: true, cell: ({ overdue }) => overdue },
          { id: 'outdated', head: t('outdated'), numeric: true, cell: ({ outdated }) => outdated },
        ]}
      />
    </Panel>
  )
}
