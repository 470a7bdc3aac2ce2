import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { planAction, planLoader } from './plan.server.ts'
import { PlanFields } from './plan-fields.tsx'
import { planForms } from './plan-forms.ts'
import { PlanState } from './plan-state.tsx'
import { PlanTasks } from './plan-tasks.tsx'
import { RemovalChecklist } from './removal-checklist.tsx'
import { PlanReports } from './report-lines.tsx'

export type PlanPageData = Extract<ReturnType<typeof useLoaderData<typeof planLoader>>, { up: true }>

/** One plan: where it stands, its goals per sign, its tasks, what the reader may do, and every step so far. */
export function PlanScreen() {
  const page = useLoaderData<typeof planLoader>()
  const answer = useActionData<typeof planAction>()
  const [search] = useSearchParams()
  const t = useTranslations('plans.plan')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { plan, contradiction, mayWork } = page
  const of = `/plans/${plan.planId}`
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/plans' },
          plan.entryId === null
            ? { label: t('from-conclusion'), to: `/inspections/${plan.inspectionId}` }
            : { label: page.listName ?? '…', to: `/monitoring/watch/${plan.entryId}` },
        ]}
        title={t('of', { name: plan.organizationName })}
        state={
          <>
            <PlanState state={plan.state} /> {t('edition', { edition: plan.edition })},{' '}
            {t('until', { day: formatDay(plan.endsOn) })}
          </>
        }
        actions={
          <>
            <Button component="a" href={`${of}.docx`} variant="default">
              {t('word')}
            </Button>
            <Button component={Link} to={`${of}/timeline`} variant="default">
              {t('timeline')}
            </Button>
            {plan.state === 'draft' && mayWork && (
              <Button component={Link} to={`${of}/edit`}>
                {t('edit')}
              </Button>
            )}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="plans" answer={answer} done={search.get('done')} />
        {contradiction !== null && (
          <Notice tone="watch" title={t('contradiction')}>
            {contradiction.red.length > 0 && <p>{t('still-red', { signs: contradiction.red.join(', ') })}</p>}
            {contradiction.unknown.length > 0 && <p>{t('not-known', { signs: contradiction.unknown.join(', ') })}</p>}
          </Notice>
        )}
        {!page.organizationStands && <Notice tone="watch" title={t('organization-gone')} />}
        {plan.entryId !== null && plan.inspectionId !== null && (
          <Notice tone="info" title={t('from-conclusion')}>
            <Link to={`/inspections/${plan.inspectionId}`}>{t('to-conclusion')}</Link>
          </Notice>
        )}
        {plan.inspectionProposed && <Notice tone="watch" title={t('inspection-proposed')} />}
        <Facts page={page} />
        <Goals page={page} />
        <PlanTasks page={page} />
        {plan.approvedOn !== null && <PlanReports page={page} />}
        <RemovalChecklist page={page} />
        <Acts page={page} />
        <Steps page={page} />
      </div>
    </>
  )
}

function Facts({ page: { plan, bodyName, editions, milestones, cleared, clearQuarters } }: { page: PlanPageData }) {
  const t = useTranslations('plans.plan')
  const { content } = plan
  const missing = <MissingValue kind="missing" />
  const opinion = (given: typeof plan.review) =>
    given === null ? missing : `${given.reference}: ${t(given.isPositive ? 'positive' : 'negative')}`
  const facts = [
    ['owner', plan.ownerName],
    ['decides', bodyName],
    ['days', `${formatDay(content.startsOn)} – ${formatDay(plan.endsOn)}`],
    ...(plan.extendedFrom === null ? [] : ([['extended', formatDay(plan.extendedFrom)]] as const)),
    ['approved', plan.approvedOn === null ? missing : formatDay(plan.approvedOn)],
    ['appraisal', opinion(plan.appraisal)],
    ['next-review', plan.reviewOn === null ? missing : formatDay(plan.reviewOn)],
    ['review', opinion(plan.review)],
    ['area-member', content.areaMember || missing],
    ['secretary', content.secretary || missing],
    ['supporting', content.supportingUnit || missing],
    ['cleared', t(`cleared-${cleared}`, { quarters: clearQuarters })],
    ...(milestones.length === 0 ? [] : ([['milestones', milestones.map(formatDay).join(', ')]] as const)),
  ] as const
  return (
    <Panel title={t('facts')} note={content.legalBasis}>
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {editions.length > 1 && (
          <div>
            <dt>{t('fact.editions')}</dt>
            <dd>
              {editions.map(({ planId, edition }) => (
                <span key={planId}>
                  {planId === plan.planId ? edition : <Link to={`/plans/${planId}`}>{edition}</Link>}{' '}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {content.situation !== '' && <p className={shared['light']}>{content.situation}</p>}
    </Panel>
  )
}

function Goals({ page: { plan, signsNow } }: { page: PlanPageData }) {
  const t = useTranslations('plans.plan')
  const c = useTranslations('plans.causes')
  const colours = useTranslations('plans.colours')
  const { weaknesses, goals } = plan.content
  const said = (status: string | null | undefined) =>
    status && colours.has(status as 'red') ? colours(status as 'red') : colours('no-data')
  return (
    <Panel title={t('goals')} note={t(plan.situation === null ? 'goals-draft' : 'goals-frozen')} flush>
      <DataTable
        label={t('goals')}
        rows={weaknesses}
        rowKey={({ signCode }) => signCode}
        empty={<EmptyState why={t('no-weakness')} />}
        columns={[
          { id: 'sign', head: t('sign'), phone: 'title', cell: ({ signCode }) => signCode },
          { id: 'evidence', head: t('evidence'), cell: ({ evidence }) => evidence },
          {
            id: 'cause',
            head: t('cause'),
            cell: ({ cause, causeNote }) => [c(cause), causeNote].filter(Boolean).join(': '),
          },
          {
            id: 'goal',
            head: t('goal'),
            cell: ({ signCode }) => {
              const own = goals.filter((one) => one.signCode === signCode)
              if (own.length === 0) return <MissingValue kind="missing" />
              return own.map(({ measure, baseline, target, unit, dueOn }) => (
                <div key={measure}>
                  {t('goal-line', {
                    measure,
                    baseline: baseline === null ? t('unknown') : baseline,
                    target: `${target} ${unit}`.trim(),
                    day: formatDay(dueOn),
                  })}
                </div>
              ))
            },
          },
          {
            id: 'then',
            head: t('then'),
            cell: ({ signCode }) =>
              plan.situation === null ? '–' : said(plan.situation.find(({ code }) => code === signCode)?.status),
          },
          {
            id: 'now',
            head: t('now'),
            cell: ({ signCode }) => said(signsNow.find(({ code }) => code === signCode)?.status),
          },
        ]}
      />
    </Panel>
  )
}

function Acts({ page: { offered, plan, requestId } }: { page: PlanPageData }) {
  const answer = useActionData<typeof planAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('plans.plan')
  const v = useTranslations('plans.events')
  if (offered.length === 0) return null
  return (
    <Panel title={t('acts')} flush>
      {offered.map(({ event, isOwn }) => {
        const mine = answer?.typed['event'] === event
        return (
          <details key={event} className={shared['act']} open={mine ? true : undefined}>
            <summary>{v(event)}</summary>
            {isOwn && <Notice tone="info" title={t('own')} />}
            <Form method="post">
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="version" value={plan.version} />
              <input type="hidden" name="event" value={event} />
              <PlanFields fields={planForms[event]} typed={mine ? answer.typed : {}} wrong={mine ? answer.wrong : []} />
              <div className={shared['end']}>
                <Button type="submit" loading={busy}>
                  {v(event)}
                </Button>
              </div>
            </Form>
          </details>
        )
      })}
    </Panel>
  )
}

function Steps({ page: { steps, tasks } }: { page: PlanPageData }) {
  const t = useTranslations('plans.plan')
  const v = useTranslations('plans.events')
  const titleOf = (taskId: string | null) => tasks.find((one) => one.taskId === taskId)?.title
  const said = ({ reason, detail }: (typeof steps)[number]) =>
    reason ??
    (['statement', 'reference', 'note', 'evidence', 'source']
      .flatMap((name) => (typeof detail[name] === 'string' && detail[name] !== '' ? [String(detail[name])] : []))
      .join('; ') ||
      '–')
  return (
    <Panel title={t('steps')} note={t('steps-note')} flush>
      <DataTable
        label={t('steps')}
        rows={steps.toReversed()}
        rowKey={({ stepId }) => stepId}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event, taskId }) =>
              [v.has(event as 'submit') ? v(event as 'submit') : event, titleOf(taskId)].filter(Boolean).join(': '),
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decisionBody }) =>
              [decisionNumber, decisionBody].filter(Boolean).join(', ') || '–',
          },
          { id: 'reason', head: t('reason'), cell: said },
          { id: 'by', head: t('by'), cell: ({ actorName, actedAt }) => `${actorName}, ${formatMoment(actedAt)}` },
        ]}
      />
    </Panel>
  )
}
