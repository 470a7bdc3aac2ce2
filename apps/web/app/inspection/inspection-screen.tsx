import { Button } from '@mantine/core'
import { inspectionResults, phaseOf } from '@nq15/domain/inspection'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { ActorName } from '../ui/actor-name.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-forms.tsx'
import type { inspectionAction, inspectionLoader } from './inspection.server.ts'
import { contentFields, inspectionForms } from './inspection-forms.ts'
import { papersAt } from './inspection-papers.ts'
import { InspectionState, RemedyState } from './inspection-state.tsx'
import { InspectionTeam } from './inspection-team.tsx'
import { RemedyRows } from './remedy-rows.tsx'

export type InspectionPageData = Extract<ReturnType<typeof useLoaderData<typeof inspectionLoader>>, { up: true }>

/** One inspection: where it stands, its papers, its team, what was said and concluded, its remedies, and what comes next. */
export function InspectionScreen() {
  const page = useLoaderData<typeof inspectionLoader>()
  const answer = useActionData<typeof inspectionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.page')
  const k = useTranslations('inspections.kinds')
  const p = useTranslations('inspections.phases')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { inspection } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/inspections' }]}
        title={t('of', { kind: k(inspection.kind), name: inspection.organizationName })}
        state={
          <>
            <InspectionState state={inspection.state} /> {p(phaseOf(inspection.state))}. {inspection.subject}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        <Acts page={page} />
        <Remedies page={page} />
        <InspectionTeam page={page} />
        <Papers page={page} />
        <Content page={page} />
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page }: { page: InspectionPageData }) {
  const { inspection, bodyName, rules, proceedings, readsDiscipline } = page
  const t = useTranslations('inspections.page')
  const r = useTranslations('inspections.results')
  const missing = <MissingValue kind="missing" />
  const { term, dueOn } = inspection
  const due = () => {
    if (inspection.decidedOn === null) return missing
    if (dueOn === null) return t('no-term')
    return t('term', { day: formatDay(dueOn), days: term?.days ?? 0, source: term?.source ?? '' })
  }
  const facts = [
    ['body', bodyName],
    ['ground', inspection.programmeTitle ?? (inspection.planId === null ? t('ground-sign') : t('ground-plan'))],
    [
      'decision',
      inspection.decidedOn === null ? missing : `${inspection.decisionNumber}, ${formatDay(inspection.decidedOn)}`,
    ],
    ['rules', rules === null ? missing : `${rules.document}${rules.isConfirmed ? '' : `, ${t('to-confirm')}`}`],
    ['due', due()],
    ...(inspection.extendedFrom === null ? [] : ([['extended', formatDay(inspection.extendedFrom)]] as const)),
    ['announced', inspection.announcedOn === null ? missing : formatDay(inspection.announcedOn)],
    [
      'self-report',
      inspection.selfReport === null
        ? missing
        : t('sent', {
            reference: inspection.selfReport.reference,
            day: formatDay(inspection.selfReport.sentOn),
            name: inspection.selfReport.byName,
          }),
    ],
    ['minutes', inspection.minutes === null ? missing : formatDay(inspection.minutes.heldOn)],
    ['report', inspection.report === null ? missing : inspection.report.reference],
    [
      'conclusion',
      inspection.conclusion === null || inspection.concludedOn === null || inspection.result === null
        ? missing
        : `${inspection.conclusion.number}, ${formatDay(inspection.concludedOn)}: ${r(inspection.result)}`,
    ],
    ...(proceedings.all === 0 ? [] : ([['discipline', t('proceedings', proceedings)]] as const)),
  ] as const
  return (
    <Panel
      title={t('facts')}
      aside={
        readsDiscipline && inspection.state === 'discipline-review' ? (
          <Link to={`/inspections/discipline?inspection=${inspection.inspectionId}`}>{t('to-discipline')}</Link>
        ) : undefined
      }
    >
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {inspection.conclusion !== null && inspection.conclusion.shortcomings !== '' && (
        <p className={shared['light']}>{inspection.conclusion.shortcomings}</p>
      )}
    </Panel>
  )
}

function Acts({ page: { offered, inspection, requestId, mayPlan } }: { page: InspectionPageData }) {
  const answer = useActionData<typeof inspectionAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('inspections.page')
  const v = useTranslations('inspections.events')
  const r = useTranslations('inspections.results')
  if (offered.length === 0 && !mayPlan) return null
  const { version, content, selfReport, report, minutes } = inspection
  const begin: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    revise: content,
    ...(selfReport ? { 'self-report': selfReport } : {}),
    ...(report ? { report } : {}),
    ...(minutes ? { minute: { ...minutes, heldOn: formatDay(minutes.heldOn) } } : {}),
  }
  return (
    <Panel title={t('acts')} flush>
      {offered.map(({ event, isOwn }) => (
        <ActForm
          key={event}
          {...{ event, requestId, version, answer }}
          label={v(event)}
          fields={inspectionForms[event]}
          begin={begin[event] ?? {}}
          warning={isOwn ? t('own') : undefined}
          choices={{ result: inspectionResults.map((value) => ({ value, label: r(value) })) }}
        >
          {event === 'conclude' ? (typed, wrong) => <RemedyRows typed={typed} wrong={wrong} /> : undefined}
        </ActForm>
      ))}
      {mayPlan && (
        <Form method="post" className={shared['end']}>
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="event" value="open-plan" />
          <Button type="submit" variant="default" loading={busy}>
            {t('open-plan')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

function Remedies({ page: { remedies, inspection } }: { page: InspectionPageData }) {
  const t = useTranslations('inspections.remedies')
  const p = useTranslations('inspections.page')
  if (inspection.concludedOn === null) return null
  return (
    <Panel title={p('remedies')} flush>
      <DataTable
        label={p('remedies')}
        rows={remedies}
        rowKey={({ remedyId }) => remedyId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={p('no-remedies')} />}
        columns={[
          {
            id: 'title',
            head: t('what'),
            phone: 'title',
            cell: ({ remedyId, title }) => <Link to={`/inspections/remedies/${remedyId}`}>{title}</Link>,
          },
          { id: 'output', head: t('output'), cell: ({ output }) => output },
          {
            id: 'owner',
            head: t('owner'),
            cell: ({ ownerName, ownerPost }) => [ownerName, ownerPost].filter(Boolean).join(', '),
          },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          { id: 'state', head: t('state'), cell: (remedy) => <RemedyState remedy={remedy} /> },
        ]}
      />
    </Panel>
  )
}

function Papers({ page: { inspection } }: { page: InspectionPageData }) {
  const t = useTranslations('inspections.page')
  const w = useTranslations('inspections.papers')
  const papers = papersAt(inspection)
  return (
    <Panel title={t('papers')} note={t('papers-note')}>
      {papers.length === 0 ? (
        <p className={shared['light']}>{t('no-papers')}</p>
      ) : (
        <ul className={shared['list']}>
          {papers.map((paper) => (
            <li key={paper}>
              <a href={`/inspections/${inspection.inspectionId}/papers/${paper}.docx`}>{w(paper)}</a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Content({ page: { inspection } }: { page: InspectionPageData }) {
  const t = useTranslations('inspections.page')
  const f = useTranslations('inspections.fields')
  const filled = contentFields.filter((name) => inspection.content[name] !== '')
  if (filled.length === 0) return null
  return (
    <Panel title={t('content')}>
      <dl className={shared['facts']}>
        {filled.map((name) => (
          <div key={name}>
            <dt>{f(name)}</dt>
            <dd>{inspection.content[name]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Steps({ page: { steps, remedies } }: { page: InspectionPageData }) {
  const t = useTranslations('inspections.page')
  const v = useTranslations('inspections.events')
  const titleOf = (remedyId: string | null) => remedies.find((one) => one.remedyId === remedyId)?.title
  return (
    <Panel title={t('steps')} note={t('steps-note')} flush>
      <DataTable
        label={t('steps')}
        rows={steps.map((step, at) => ({ ...step, at })).toReversed()}
        rowKey={({ at }) => String(at)}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event, remedyId }) =>
              [v.has(event as 'open') ? v(event as 'open') : event, titleOf(remedyId)].filter(Boolean).join(': '),
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decisionBody }) =>
              [decisionNumber, decisionBody].filter(Boolean).join(', ') || '–',
          },
          { id: 'reason', head: t('reason'), cell: ({ reason }) => reason ?? '–' },
          { id: 'by', head: t('by'), cell: ({ actorName }) => <ActorName name={actorName} /> },
        ]}
      />
    </Panel>
  )
}
