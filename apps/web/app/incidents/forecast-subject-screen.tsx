import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { backTestLoader, subjectLoader } from './forecast.server.ts'
import { AlarmState, SignalChip, WatchLevelChip } from './incident-state.tsx'

/** Why a commune or a project stands where it stands, how it got there, and what was answered. */
export function ForecastSubjectScreen() {
  const page = useLoaderData<typeof subjectLoader>()
  const t = useTranslations('incidents.subject')
  const { say } = useConfidence()
  const i = useTranslations('incidents.indicators')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { history, alarms } = page
  const [now] = history
  if (!now) return null
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/incidents/forecast' }]}
        title={[now.organizationName, now.projectName].filter(Boolean).join(', ')}
        state={
          <>
            <WatchLevelChip level={now.level} /> {t('judged', { day: formatDay(now.asOf), rules: now.ruleCode })}
          </>
        }
      />
      <div className={shared['stack']}>
        {now.projectId !== null && (
          <p>
            <Link to={`/incidents/projects/${now.projectId}`}>{t('to-project')}</Link>
          </p>
        )}
        <Panel title={t('why')} note={t('why-note')} flush>
          <DataTable
            label={t('why')}
            rows={now.answers}
            rowKey={({ indicator }) => indicator}
            empty={<EmptyState why={t('nothing-known')} />}
            columns={[
              {
                id: 'indicator',
                head: t('indicator'),
                phone: 'title',
                cell: ({ indicator }) => `${indicator}. ${i(indicator as 'D1')}`,
              },
              { id: 'status', head: t('status'), cell: ({ status }) => <SignalChip status={status} /> },
              { id: 'value', head: t('value'), cell: ({ value }) => value ?? '–' },
              { id: 'confidence', head: t('confidence'), cell: ({ confidence }) => confidence.map(say).join('; ') },
            ]}
          />
        </Panel>
        <Panel title={t('history')} flush>
          <DataTable
            label={t('history')}
            rows={history}
            rowKey={({ version }) => String(version)}
            columns={[
              { id: 'day', head: t('day'), phone: 'title', cell: ({ asOf }) => formatDay(asOf) },
              { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
              {
                id: 'reds',
                head: t('reds'),
                cell: ({ answers }) =>
                  answers.flatMap(({ indicator, status }) => (status === 'red' ? [indicator] : [])).join(', ') || '–',
              },
            ]}
          />
        </Panel>
        <Panel title={t('alarms')} flush>
          <DataTable
            label={t('alarms')}
            rows={alarms}
            rowKey={({ alarmId }) => alarmId}
            empty={<EmptyState why={t('no-alarms')} />}
            columns={[
              { id: 'raised', head: t('raised'), phone: 'title', cell: ({ raisedOn }) => formatDay(raisedOn) },
              { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
              { id: 'state', head: t('state'), cell: ({ state }) => <AlarmState state={state} /> },
              {
                id: 'answer',
                head: t('answer'),
                cell: ({ reason, answeredByName }) => (reason === null ? '–' : `${reason} (${answeredByName})`),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

/** How the forecast would have done: recorded sequences month by month, from earlier facts alone. */
export function BackTestScreen() {
  const page = useLoaderData<typeof backTestLoader>()
  const t = useTranslations('incidents.back-test')
  if (!page.up) return <MonitorDown title={t('title')} />
  return (
    <>
      <PageHead crumbs={[{ label: t('board'), to: '/incidents/forecast' }]} title={t('title')} state={t('state')} />
      <div className={shared['stack']}>
        {page.sequences.map(({ name, sources, lines }) => (
          <Panel
            key={name}
            title={name}
            note={sources.length === 0 ? t('made-up') : t('sources', { sources: sources.join(', ') })}
            flush
          >
            <DataTable
              label={name}
              rows={lines}
              rowKey={({ asOf }) => asOf}
              columns={[
                { id: 'day', head: t('day'), phone: 'title', cell: ({ asOf }) => formatDay(asOf) },
                { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
                { id: 'reds', head: t('reds'), cell: ({ reds }) => reds.join(', ') || '–' },
              ]}
            />
          </Panel>
        ))}
      </div>
    </>
  )
}
