import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { ActorName } from '../ui/actor-name.tsx'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-forms.tsx'
import type { proceedingAction, proceedingLoader } from './discipline.server.ts'
import { proceedingForms } from './inspection-forms.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof proceedingLoader>>, { up: true }>

/** One proceeding: whom it is about, what every form would meet, the decision, its lapse, and what comes next. */
export function ProceedingScreen() {
  const page = useLoaderData<typeof proceedingLoader>()
  const answer = useActionData<typeof proceedingAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.proceeding')
  const d = useTranslations('inspections.discipline')
  const s = useTranslations('inspections.proceeding-states')
  const v = useTranslations('inspections.events')
  const f = useTranslations('inspections.forms')
  const l = useTranslations('inspections.duty-links')
  if (!page.up) return <MonitorDown title={d('title')} />
  const { proceeding, offered, requestId, forms, dutyLinks } = page
  const who =
    proceeding.object === 'organization'
      ? proceeding.organizationName
      : (proceeding.memberName ?? d('member-of-code', { code: proceeding.subjectCode }))
  return (
    <>
      <PageHead
        crumbs={[
          { label: d('board'), to: '/inspections' },
          { label: d('title'), to: '/inspections/discipline' },
        ]}
        title={t('of', { who })}
        state={s(proceeding.state)}
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        {offered.length > 0 && (
          <Panel title={t('acts')} flush>
            {offered.map(({ event, isOwn }) => (
              <ActForm
                key={event}
                {...{ event, requestId, answer, version: proceeding.version }}
                label={v(`proceeding-${event}`)}
                // The conclusion of an inspection is not asked again, and the link to duty is of a person.
                fields={proceedingForms[event].filter(
                  (field) =>
                    (field !== 'concludedOn' || proceeding.inspectionId === null) &&
                    (field !== 'dutyRelated' || proceeding.object !== 'organization'),
                )}
                begin={{
                  ...(proceeding.proposal ? { form: proceeding.proposal.form } : {}),
                  ...(proceeding.concludedOn === null ? {} : { concludedOn: formatDay(proceeding.concludedOn) }),
                }}
                warning={isOwn ? t('own') : undefined}
                choices={{
                  form: forms.map((value) => ({ value, label: f(value) })),
                  dutyRelated: [
                    { value: '', label: l('not-said') },
                    ...dutyLinks.map((value) => ({ value, label: l(value) })),
                  ],
                }}
              />
            ))}
          </Panel>
        )}
        <Limits page={page} />
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page: { proceeding, bodyName } }: { page: Page }) {
  const t = useTranslations('inspections.proceeding')
  const o = useTranslations('inspections.objects')
  const f = useTranslations('inspections.forms')
  const missing = <MissingValue kind="missing" />
  const day = (of: string | null) => (of === null ? missing : formatDay(of))
  const facts = [
    ['object', `${o(proceeding.object)}, ${proceeding.organizationName}`],
    ['body', bodyName],
    ['violation', proceeding.violation],
    ['violated', formatDay(proceeding.violatedOn)],
    ...(proceeding.restartedOn === null ? [] : ([['restarted', formatDay(proceeding.restartedOn)]] as const)),
    ['concluded', day(proceeding.concludedOn)],
    ...(proceeding.object === 'organization' ? [] : ([['office', proceeding.office ?? t('no-office')]] as const)),
    [
      'proposal',
      proceeding.proposal === null ? missing : `${f(proceeding.proposal.form)}, ${proceeding.proposal.reference}`,
    ],
    ['decision', proceeding.form === null ? missing : `${f(proceeding.form)}, ${proceeding.decisionNumber}`],
    ['decided', day(proceeding.decidedOn)],
    ['effective', day(proceeding.effectiveOn)],
    ['announced', day(proceeding.announcedOn)],
    ['lapses', day(proceeding.lapsesOn)],
    ...(proceeding.endedOn === null ? [] : ([['ended', formatDay(proceeding.endedOn)]] as const)),
  ] as const
  return (
    <Panel title={t('facts')} note={t('lapse-note')}>
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

/** The statute of limitation of each form, computed and explained: counted to the conclusion, and as it was once it is decided. */
function Limits({ page: { limits, proceeding, today } }: { page: Page }) {
  const t = useTranslations('inspections.limitation')
  const { say } = useConfidence()
  const f = useTranslations('inspections.forms')
  const decided = proceeding.limitation
  const rows = decided && proceeding.form ? [{ form: proceeding.form, limitation: decided }] : limits
  const to = proceeding.concludedOn
  const reach =
    decided && decided.countedTo === null
      ? t('to-decision', { day: formatDay(proceeding.decidedOn ?? today) })
      : to === null
        ? t('as-of', { day: formatDay(decided?.countedTo ?? today) })
        : t('to-conclusion', { day: formatDay(to) })
  return (
    <Panel title={t('title')} note={reach} flush>
      <DataTable
        label={t('title')}
        rows={rows}
        rowKey={({ form }) => form}
        columns={[
          { id: 'form', head: t('form'), phone: 'title', cell: ({ form }) => f(form) },
          {
            id: 'why',
            head: t('why'),
            cell: ({ limitation: { because, months, countedFrom, isRestarted } }) =>
              because === 'months'
                ? [
                    t(isRestarted ? 'restarted' : 'months', { months: months ?? 0, day: formatDay(countedFrom) }),
                    ...(proceeding.restartedOn === null || isRestarted
                      ? []
                      : [t('not-restarted', { day: formatDay(proceeding.restartedOn) })]),
                  ].join('; ')
                : t(because),
          },
          {
            id: 'ends',
            head: t('ends'),
            cell: ({ limitation: { endsOn, isOver } }) =>
              endsOn === null ? t('never') : isOver ? t('over', { day: formatDay(endsOn) }) : formatDay(endsOn),
          },
          {
            id: 'source',
            head: t('source'),
            cell: ({ limitation: { source } }) =>
              source === null ? '–' : `${source.document}, ${source.provision} (${say(source.confidence)})`,
          },
        ]}
      />
    </Panel>
  )
}

function Steps({ page: { steps } }: { page: Page }) {
  const t = useTranslations('inspections.page')
  const l = useTranslations('inspections.lapse')
  const v = useTranslations('inspections.events')
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
            cell: ({ event }) =>
              v.has(`proceeding-${event}` as 'proceeding-open') ? v(`proceeding-${event}` as 'proceeding-open') : event,
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          { id: 'decision', head: t('decision'), cell: ({ decisionNumber }) => decisionNumber ?? '–' },
          {
            id: 'reason',
            head: t('reason'),
            cell: ({ reason, lapse }) =>
              lapse === null ? (reason ?? '–') : l('reason', { months: lapse.months ?? 0, source: lapse.source }),
          },
          { id: 'by', head: t('by'), cell: ({ actorName }) => <ActorName name={actorName} /> },
        ]}
      />
    </Panel>
  )
}
