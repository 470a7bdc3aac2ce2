import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Attachments } from '../files/attachments.tsx'
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
import { remedyForms } from './inspection-forms.ts'
import { RemedyState } from './inspection-state.tsx'
import type { remedyAction, remedyLoader } from './remedy.server.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof remedyLoader>>, { up: true }>

/** One remedy: who answers for it, until when, its evidence, and what comes next. */
export function RemedyScreen() {
  const page = useLoaderData<typeof remedyLoader>()
  const answer = useActionData<typeof remedyAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.remedy')
  const v = useTranslations('inspections.events')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { remedy, inspection, offered, files, requestId } = page
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/inspections' },
          { label: inspection.organizationName, to: `/inspections/${inspection.inspectionId}` },
        ]}
        title={remedy.title}
        state={
          <>
            <RemedyState remedy={remedy} /> {t('due-on', { day: formatDay(remedy.dueOn) })}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <Facts page={page} />
        {offered.length > 0 && (
          <Panel title={t('acts')} flush>
            {offered.map((event) => (
              <ActForm
                key={event}
                {...{ event, requestId, answer, version: remedy.version }}
                label={v(`remedy-${event}`)}
                fields={remedyForms[event]}
                isOpen={event === 'report'}
                warning={remedy.isReporter && event === 'accept' ? t('own') : undefined}
              />
            ))}
          </Panel>
        )}
        {files !== null && <Attachments view={files} title={t('files')} help={t('files-help')} />}
        <History page={page} />
      </div>
    </>
  )
}

function Facts({ page: { remedy, inspection } }: { page: Page }) {
  const t = useTranslations('inspections.remedy')
  const missing = <MissingValue kind="missing" />
  const facts = [
    ['asked', `${inspection.number}: ${inspection.subject}`],
    ['output', remedy.output],
    ['owner', [remedy.ownerName, remedy.ownerPost].filter(Boolean).join(', ')],
    ['first-due', formatDay(remedy.firstDueOn)],
    ['due', formatDay(remedy.dueOn)],
    ['evidence', remedy.evidence || missing],
    ['reported', remedy.reportedOn === null ? missing : formatDay(remedy.reportedOn)],
    ['done', remedy.doneOn === null ? missing : formatDay(remedy.doneOn)],
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

function History({ page: { steps } }: { page: Page }) {
  const t = useTranslations('inspections.page')
  const r = useTranslations('inspections.remedy')
  const v = useTranslations('inspections.events')
  return (
    <Panel title={t('steps')} note={t('steps-note')} flush>
      <DataTable
        label={t('steps')}
        rows={steps.map((step, at) => ({ ...step, at })).toReversed()}
        rowKey={({ at }) => String(at)}
        empty={<EmptyState why={r('no-steps')} />}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event }) =>
              v.has(`remedy-${event}` as 'remedy-report') ? v(`remedy-${event}` as 'remedy-report') : event,
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          {
            id: 'reason',
            head: t('reason'),
            cell: ({ reason, detail }) =>
              reason ??
              ([detail['evidence'], detail['note']].filter((one) => typeof one === 'string' && one !== '').join('; ') ||
                '–'),
          },
          { id: 'by', head: t('by'), cell: ({ actorName }) => <ActorName name={actorName} /> },
        ]}
      />
    </Panel>
  )
}
