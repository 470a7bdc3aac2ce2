import { Button, Textarea } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { reportAction, reportLoader } from './report.server.ts'
import { usePeriodName } from './report-lines.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof reportLoader>>, { up: true }>
type Facts = Page['facts']

/** A report of a plan: the facts wrote themselves, the author adds his words and signs; then nothing of it changes. */
export function ReportScreen() {
  const page = useLoaderData<typeof reportLoader>()
  const answer = useActionData<typeof reportAction>()
  const [search] = useSearchParams()
  const t = useTranslations('plans.report')
  const name = usePeriodName()
  if (!page.up) return <MonitorDown title={t('title')} />
  const { planId, organizationName, due, facts, signed, source } = page
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/plans' },
          { label: organizationName, to: `/plans/${planId}` },
        ]}
        title={t('of', { period: name(due.period).toLocaleLowerCase('vi') })}
        state={
          signed === null
            ? t('unsigned', { day: formatDay(due.dueOn), asOf: formatDay(facts.asOf) })
            : t('signed', { name: signed.by, day: formatDay(signed.on), asOf: formatDay(facts.asOf) })
        }
        actions={
          <Button component="a" href={`/plans/${planId}/reports/${due.period}.docx`} variant="default">
            {t('word')}
          </Button>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="plans" answer={answer} done={search.get('done')} />
        {signed !== null && (
          <Notice tone="info" title={t('frozen')}>
            {t('hash', { hash: signed.contentHash.slice(0, 16) })}
          </Notice>
        )}
        <Counts facts={facts} />
        <Signs facts={facts} />
        {due.kind === 'quarter' && <Quarter facts={facts} />}
        <Panel title={t('forecast')}>
          <p>
            {t('forecast-of', {
              open: facts.forecast.open,
              days: facts.forecast.slipDays,
              ends: formatDay(facts.forecast.endsOn),
            })}{' '}
            {facts.forecast.daysLeft >= 0
              ? t('left', { days: facts.forecast.daysLeft })
              : t('over', { days: -facts.forecast.daysLeft })}
          </p>
        </Panel>
        <Words page={page} />
        <p className={shared['light']}>{t('source', { document: source.document, provision: source.provision })}</p>
      </div>
    </>
  )
}

function Counts({ facts: { counts, late, waiting, done, due } }: { facts: Facts }) {
  const t = useTranslations('plans.report')
  const rows = [
    ...late.map((one) => ({ ...one, how: t('late') })),
    ...waiting.map(({ waitingFor, ...one }) => ({ ...one, how: t('waits', { who: waitingFor }) })),
    ...done.map((one) => ({ ...one, how: t('done') })),
    ...due
      .filter(
        (one) =>
          ![...late, ...done, ...waiting].some(
            (other) => other.title === one.title && other.ownerName === one.ownerName,
          ),
      )
      .map((one) => ({ ...one, how: t('due') })),
  ]
  return (
    <Panel title={t('tasks')} note={t('counts', counts)} flush>
      <DataTable
        label={t('tasks')}
        rows={rows}
        rowKey={({ title, how, day }) => `${title} ${how} ${day}`}
        columns={[
          { id: 'title', head: t('task'), phone: 'title', cell: ({ title }) => title },
          { id: 'owner', head: t('owner'), cell: ({ ownerName }) => ownerName },
          { id: 'day', head: t('day'), cell: ({ day }) => formatDay(day) },
          { id: 'how', head: t('how'), cell: ({ how }) => how },
        ]}
        empty={<EmptyState why={t('no-tasks')} />}
      />
    </Panel>
  )
}

function Signs({ facts: { signs } }: { facts: Facts }) {
  const t = useTranslations('plans.report')
  const colours = useTranslations('plans.colours')
  const said = (status: string | null) =>
    status !== null && colours.has(status as 'red') ? colours(status as 'red') : colours('no-data')
  return (
    <Panel title={t('signs')} flush>
      <DataTable
        label={t('signs')}
        rows={signs}
        rowKey={({ code }) => code}
        columns={[
          { id: 'code', head: t('sign'), phone: 'title', cell: ({ code }) => code },
          { id: 'then', head: t('at-approval'), cell: ({ atApproval }) => said(atApproval) },
          { id: 'before', head: t('before'), cell: ({ before }) => said(before) },
          { id: 'now', head: t('now'), cell: ({ now }) => said(now) },
        ]}
        empty={<EmptyState why={t('no-signs')} />}
      />
    </Panel>
  )
}

function Quarter({ facts: { goals, visits, review } }: { facts: Facts }) {
  const t = useTranslations('plans.report')
  return (
    <>
      <Panel title={t('goals')}>
        {goals.length === 0 ? (
          <EmptyState why={t('no-goals')} />
        ) : (
          <ul className={shared['list']}>
            {goals.map(({ signCode, measure, baseline, target, unit, dueOn }) => (
              <li key={`${signCode} ${measure}`}>
                {t('goal', {
                  ...{ code: signCode, measure, baseline: baseline ?? t('unknown') },
                  ...{ target: `${target} ${unit}`.trim(), day: formatDay(dueOn) },
                })}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('visits')}>
        {visits.length === 0 ? (
          <EmptyState why={t('no-visits')} />
        ) : (
          <ul className={shared['list']}>
            {visits.map(({ visitedOn, authorName, seen }) => (
              <li key={`${visitedOn} ${authorName}`}>
                {formatDay(visitedOn)}, {authorName}: {seen}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('review')}>
        <p>
          {review === null
            ? t('no-review')
            : `${review.reference}: ${t(review.isPositive ? 'review-positive' : 'review-negative')}`}
        </p>
      </Panel>
    </>
  )
}

const fields = ['assessment', 'help', 'next'] as const
const longest = { assessment: 1_200, help: 600, next: 600 } as const

function Words({ page: { words, signed, mayWork, version, requestId, planId } }: { page: Page }) {
  const answer = useActionData<typeof reportAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('plans.report')
  if (signed !== null || !mayWork) {
    return (
      <Panel title={t('words')}>
        {words === null ? (
          <EmptyState why={t('no-words')} />
        ) : (
          <dl className={shared['asks']}>
            {fields.map((name) => (
              <div key={name}>
                <dt>{t(name)}</dt>
                <dd style={{ whiteSpace: 'pre-line' }}>{words[name] || t('none')}</dd>
              </div>
            ))}
          </dl>
        )}
      </Panel>
    )
  }
  return (
    <Panel title={t('words')} note={t('words-note')}>
      <Form method="post" className={shared['stack']}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={version ?? ''} />
        {fields.map((name) => (
          <Textarea
            key={name}
            name={name}
            label={t(name)}
            description={t(`${name}-help`)}
            autosize
            minRows={2}
            maxLength={longest[name]}
            defaultValue={answer?.typed[name] ?? words?.[name] ?? ''}
          />
        ))}
        <div className={shared['end']}>
          <Button component={Link} to={`/plans/${planId}`} variant="default">
            {t('back')}
          </Button>
          <Button
            type="submit"
            name="event"
            value="keep"
            variant={words === null ? 'filled' : 'default'}
            loading={busy}
          >
            {t('keep')}
          </Button>
        </div>
      </Form>
      {words !== null && (
        <Form method="post" className={shared['end']} style={{ marginTop: '0.75rem' }}>
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="version" value={version ?? ''} />
          <span className={shared['light']}>{t('sign-note')}</span>
          <Button type="submit" name="event" value="sign" variant="filled" loading={busy}>
            {t('sign-it')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
