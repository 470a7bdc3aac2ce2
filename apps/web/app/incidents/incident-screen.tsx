import { Button } from '@mantine/core'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { IssueDue, IssueState } from '../information/issue-state.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { StepList } from '../ui/step-list.tsx'
import { ActForm } from './act-form.tsx'
import { CommitmentRows } from './commitment-rows.tsx'
import type { incidentAction, incidentLoader } from './incident.server.ts'
import { commitmentForms, incidentForms, promiseFields } from './incident-forms.ts'
import { IncidentState } from './incident-state.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof incidentLoader>>, { up: true }>

/** One case: where it stands, what comes next, what was promised, its plan, what happened, its family and its steps. */
export function IncidentScreen() {
  const page = useLoaderData<typeof incidentLoader>()
  const answer = useActionData<typeof incidentAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.page')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { incident } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/incidents' }]}
        title={incident.title}
        state={
          <>
            <IncidentState state={incident.state} /> {t('of', { code: incident.code, name: incident.organizationName })}
          </>
        }
        actions={
          <Button component="a" href={`/incidents/${incident.caseId}/brief.docx`} variant="default">
            {t('brief')}
          </Button>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        <Acts page={page} />
        <Commitments page={page} />
        <Questions page={page} />
        <Milestones page={page} />
        <Happenings page={page} />
        <Family page={page} />
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page: { incident, deciderName, counts } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  const o = useTranslations('incidents.options')
  const missing = <MissingValue kind="missing" />
  const or = (text: string | null) => (text === null || text === '' ? missing : text)
  const facts = [
    ['place', incident.place],
    ['matter', o(`matter.${incident.matter}`)],
    ['level', `${o(`level.${incident.level}`)}, ${t('decides', { name: deciderName })}`],
    ['priority', incident.priority === null ? missing : o(`priority.${incident.priority}`)],
    ['cause', incident.cause === null ? missing : o(`cause.${incident.cause}`)],
    ['first-seen', `${formatDay(incident.firstSeenOn)}, ${o(`source.${incident.source}`).toLowerCase()}`],
    ['households', o(`households.${incident.households}`)],
    ['participants', o(`participants.${incident.participants}`)],
    ['counts', t('counted', counts)],
    ['leader', or(incident.leader)],
    ['lead-body', or(incident.leadBody)],
    ['cooperating', or(incident.cooperating)],
    ['information-lead', or(incident.informationLead)],
    ['legal', or(incident.legalPosition)],
    ['plan', or(incident.plan)],
    ['project', incident.projectName === null ? t('no-project') : `${incident.projectName} (${incident.projectCode})`],
    ['settled', incident.settledOn === null ? t('not-yet') : formatDay(incident.settledOn)],
    ['removed', incident.removedOn === null ? t('not-yet') : formatDay(incident.removedOn)],
  ] as const
  return (
    <Panel title={t('facts')}>
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

function Acts({ page }: { page: Page }) {
  const answer = useActionData<typeof incidentAction>()
  const t = useTranslations('incidents.page')
  const v = useTranslations('incidents.events')
  const { offered, incident, milestones, requestId } = page
  if (offered.length === 0) return null
  const { matter, households, participants, legalPosition, informationLead } = incident
  const people = { households, participants }
  const begin: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    classify: { matter, ...people },
    describe: { legalPosition, informationLead, ...people },
    record: { count: '1' },
  }
  return (
    <Panel title={t('acts')} flush>
      {offered.map(({ event, isOwn }) => (
        <ActForm
          key={event}
          event={event}
          label={event === 'set-level' && incident.level === 'district' ? v('hand-over') : v(event)}
          fields={incidentForms[event]}
          requestId={requestId}
          hidden={{ version: incident.version }}
          answer={answer}
          {...(begin[event] ? { begin: begin[event] } : {})}
          choices={{
            milestoneId: milestones
              .filter(({ doneOn }) => doneOn === null)
              .map(({ milestoneId, title }) => ({ value: milestoneId, label: title })),
          }}
          warning={isOwn ? t('own-proposal') : undefined}
        />
      ))}
    </Panel>
  )
}

function Commitments({ page: { commitments, today, mayPromise, requestId } }: { page: Page }) {
  const answer = useActionData<typeof incidentAction>()
  const t = useTranslations('incidents.page')
  const v = useTranslations('incidents.commitment-events')
  return (
    <Panel title={t('commitments')} note={t('commitments-note')} flush>
      <CommitmentRows commitments={commitments} today={today} label={t('commitments')} />
      {mayPromise && (
        <>
          <ActForm event="promise" label={v('promise')} fields={promiseFields} requestId={requestId} answer={answer} />
          {commitments.flatMap(({ commitmentId, text, state, version, replacedById, audience, announcedBy }) =>
            (['keep', 'explain', 'replace'] as const)
              .filter((event) => {
                if (state === 'kept' || state === 'kept-late') return false
                return event === 'explain' ? state === 'missed' : event === 'keep' || replacedById === null
              })
              .map((event) => (
                <ActForm
                  key={`${commitmentId} ${event}`}
                  event={event}
                  label={v(event, { text })}
                  fields={commitmentForms[event]}
                  requestId={requestId}
                  hidden={{ commitmentId, version }}
                  answer={answer}
                  begin={event === 'replace' ? { text, audience, announcedBy } : {}}
                />
              )),
          )}
        </>
      )}
    </Panel>
  )
}

function Questions({ page: { issues, incident, mayAsk } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  return (
    <Panel
      title={t('questions')}
      note={t('questions-note')}
      aside={mayAsk ? <Link to={`/information?case=${encodeURIComponent(incident.code)}`}>{t('ask')}</Link> : undefined}
      flush
    >
      <DataTable
        label={t('questions')}
        rows={issues}
        rowKey={({ issueId }) => issueId}
        tone={({ duty }) => (duty === 'overdue' || duty === 'outdated' ? 'red' : undefined)}
        empty={<EmptyState why={t('no-questions')} />}
        columns={[
          {
            id: 'question',
            head: t('question'),
            phone: 'title',
            cell: ({ issueId, question }) => <Link to={`/information/issues/${issueId}`}>{question}</Link>,
          },
          { id: 'officer', head: t('officer'), cell: ({ officer }) => officer ?? <MissingValue kind="missing" /> },
          { id: 'state', head: t('state'), cell: ({ state }) => <IssueState state={state} /> },
          { id: 'due', head: t('due'), cell: (issue) => <IssueDue {...issue} /> },
        ]}
      />
    </Panel>
  )
}

function Milestones({ page: { milestones } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  return (
    <Panel title={t('milestones')} flush>
      <DataTable
        label={t('milestones')}
        rows={milestones}
        rowKey={({ milestoneId }) => milestoneId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={t('no-milestones')} />}
        columns={[
          { id: 'title', head: t('milestone'), phone: 'title', cell: ({ title }) => title },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          {
            id: 'done',
            head: t('done'),
            cell: ({ doneOn, isLate }) =>
              doneOn !== null ? formatDay(doneOn) : isLate ? t('late') : <MissingValue kind="missing" />,
          },
        ]}
      />
    </Panel>
  )
}

function Happenings({ page: { happenings } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  const o = useTranslations('incidents.options')
  return (
    <Panel title={t('happenings')} note={t('happenings-note')} flush>
      <DataTable
        label={t('happenings')}
        rows={happenings.map((one, at) => ({ ...one, at: String(at) }))}
        rowKey={({ at }) => at}
        empty={<EmptyState why={t('no-happenings')} />}
        columns={[
          { id: 'day', head: t('day'), phone: 'title', cell: ({ onDay }) => formatDay(onDay) },
          { id: 'kind', head: t('kind'), cell: ({ kind }) => o(`kind.${kind as 'other'}`) },
          { id: 'count', head: t('times'), numeric: true, cell: ({ count }) => count },
          { id: 'size', head: t('size'), cell: ({ size }) => o(`size.${size}`) },
          { id: 'note', head: t('note'), cell: ({ note }) => note },
        ]}
      />
    </Panel>
  )
}

function Family({ page: { family } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  if (family.length === 0) return null
  return (
    <Panel title={t('family')} note={t('family-note')} flush>
      <DataTable
        label={t('family')}
        rows={family}
        rowKey={({ caseId }) => caseId}
        columns={[
          {
            id: 'title',
            head: t('title-head'),
            phone: 'title',
            cell: ({ caseId, title, code }) => (
              <>
                <Link to={`/incidents/${caseId}`}>{title}</Link> <small>{code}</small>
              </>
            ),
          },
          { id: 'state', head: t('state'), cell: ({ state }) => <IncidentState state={state} /> },
          {
            id: 'settled',
            head: t('fact.settled'),
            cell: ({ settledOn }) => (settledOn === null ? '–' : formatDay(settledOn)),
          },
          {
            id: 'removed',
            head: t('fact.removed'),
            cell: ({ removedOn }) => (removedOn === null ? '–' : formatDay(removedOn)),
          },
        ]}
      />
    </Panel>
  )
}

function Steps({ page: { steps } }: { page: Page }) {
  const t = useTranslations('incidents.page')
  const v = useTranslations('incidents.step-events')
  return (
    <StepList
      words={{ title: t('steps'), day: t('day'), step: t('step'), by: t('by') }}
      steps={steps}
      event={({ event }) => v(event as 'detect')}
      more={[
        {
          id: 'decision',
          head: t('decision'),
          cell: ({ decisionNumber, decisionBody }) =>
            decisionNumber === null ? '–' : [decisionNumber, decisionBody].filter(Boolean).join(', '),
        },
        { id: 'reason', head: t('reason'), cell: ({ reason }) => reason ?? '–' },
      ]}
    />
  )
}
