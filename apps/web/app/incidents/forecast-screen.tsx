import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { LevelOutlines, LevelTiles } from '../monitoring/level-map.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataAsOf } from '../ui/data-as-of.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-form.tsx'
import type { forecastAction, forecastLoader } from './forecast.server.ts'
import { projectFields } from './incident-forms.ts'
import { AlarmState, WatchLevelChip } from './incident-state.tsx'
import { Timeline } from './timeline.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof forecastLoader>>, { up: true }>

/** The forecast: alarms that wait, communes as tiles and as a list, projects, all as of a day. */
export function ForecastScreen() {
  const page = useLoaderData<typeof forecastLoader>()
  const answer = useActionData<typeof forecastAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.forecast')
  if (!page.up) return <MonitorDown title={t('title')} />
  const waiting = page.alarms.filter(({ state }) => state !== 'acknowledged').length
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/incidents' }]}
        title={t('title')}
        state={t('state', { waiting, day: formatDay(page.asOf) })}
        actions={
          <>
            {page.mayEnter && (
              <Button component={Link} to="/incidents/projects/import" variant="default">
                {t('import')}
              </Button>
            )}
            <Button component={Link} to="/incidents/forecast/back-test" variant="default">
              {t('back-test')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <Alarms page={page} />
        <Panel title={t('as-of')}>
          <Form method="get" className={shared['fields']}>
            <DayInput name="asOf" label={t('as-of')} defaultValue={formatDay(page.asOf)} />
            <div className={shared['end']}>
              <Button type="submit" variant="default">
                {t('show')}
              </Button>
            </div>
          </Form>
        </Panel>
        <Panel title={t('map')} note={t('map-note')}>
          <nav aria-label={t('views')} className={shared['views']} style={{ marginBottom: '0.75rem' }}>
            {(['tiles', 'map'] as const).map((view) => (
              <Link
                key={view}
                to={{ search: addressWith(search, 'view', view) }}
                aria-current={view === page.view ? 'true' : undefined}
              >
                {t(`view.${view}`)}
              </Link>
            ))}
          </nav>
          <ForecastMap page={page} />
          <DataAsOf at={page.outlinesAsOf} />
        </Panel>
        <Levels page={page} />
        <Timeline lines={page.timeline} asOf={page.asOf} />
        <Projects page={page} />
      </div>
    </>
  )
}

/** The communes by their outlines where they are imported, else as tiles; the list below says the same. */
function ForecastMap({ page: { areas, view, drawn } }: { page: Page }) {
  const t = useTranslations('incidents.forecast')
  if (areas.length === 0) return <EmptyState why={t('no-levels')} />
  if (view === 'map' && drawn !== null && drawn.paths.length > 0) return <LevelOutlines areas={areas} drawn={drawn} />
  return (
    <>
      {view === 'map' && <p className={shared['light']}>{t('no-outlines')}</p>}
      <LevelTiles areas={areas} />
      <p className={shared['light']}>{t('schematic')}</p>
    </>
  )
}

function Alarms({ page: { alarms, mayAnswer, requestId } }: { page: Page }) {
  const answer = useActionData<typeof forecastAction>()
  const t = useTranslations('incidents.forecast')
  return (
    <Panel title={t('alarms')} note={t('alarms-note')} flush>
      <DataTable
        label={t('alarms')}
        rows={alarms}
        rowKey={({ alarmId }) => alarmId}
        tone={({ state }) => (state === 'escalated' ? 'red' : undefined)}
        empty={<EmptyState why={t('no-alarms')} />}
        columns={[
          {
            id: 'place',
            head: t('place'),
            phone: 'title',
            cell: ({ organizationId, organizationName, projectName, subject }) => (
              <Link to={`/incidents/forecast/${organizationId}?subject=${encodeURIComponent(subject)}`}>
                {[organizationName, projectName].filter(Boolean).join(', ')}
              </Link>
            ),
          },
          { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
          { id: 'raised', head: t('raised'), cell: ({ raisedOn }) => formatDay(raisedOn) },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          { id: 'state', head: t('state-head'), cell: ({ state }) => <AlarmState state={state} /> },
          {
            id: 'answer',
            head: t('answer'),
            cell: ({ reason, answeredByName }) =>
              reason === null ? <MissingValue kind="missing" /> : `${reason} (${answeredByName})`,
          },
        ]}
      />
      {mayAnswer &&
        alarms
          .filter(({ state }) => state === 'raised' || state === 'escalated')
          .map(({ alarmId, version, organizationName, projectName }) => (
            <ActForm
              key={alarmId}
              event="answer"
              label={t('answer-of', { name: [organizationName, projectName].filter(Boolean).join(', ') })}
              fields={['answer', 'reason']}
              requestId={requestId}
              hidden={{ alarmId, version }}
              answer={answer?.typed['alarmId'] === alarmId ? answer : undefined}
            />
          ))}
    </Panel>
  )
}

function Levels({ page: { levels, chosen } }: { page: Page }) {
  const t = useTranslations('incidents.forecast')
  const rows = chosen === null ? levels : levels.filter(({ areaCode }) => areaCode === chosen)
  return (
    <Panel
      title={t('levels')}
      note={t('levels-note')}
      aside={chosen === null ? undefined : <Link to="/incidents/forecast">{t('all')}</Link>}
      flush
    >
      <DataTable
        label={t('levels')}
        rows={rows}
        rowKey={({ organizationId, subject }) => `${organizationId} ${subject}`}
        tone={({ level }) => (level !== null && level >= 2 ? 'red' : undefined)}
        empty={<EmptyState why={t('no-levels')} />}
        columns={[
          {
            id: 'place',
            head: t('place'),
            phone: 'title',
            cell: ({ organizationId, organizationName, projectName, subject }) => (
              <Link to={`/incidents/forecast/${organizationId}?subject=${encodeURIComponent(subject)}`}>
                {[organizationName, projectName].filter(Boolean).join(', ')}
              </Link>
            ),
          },
          { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
          {
            id: 'vector',
            head: t('vector'),
            cell: ({ levelC, levelD }) => `C${levelC ?? '–'} · D${levelD ?? '–'}`,
          },
          { id: 'month', head: t('month'), cell: ({ month }) => `${month.slice(5, 7)}/${month.slice(0, 4)}` },
          { id: 'as-of', head: t('judged'), cell: ({ asOf }) => formatDay(asOf) },
        ]}
      />
    </Panel>
  )
}

function Projects({ page: { projects, mayWork, requestId } }: { page: Page }) {
  const answer = useActionData<typeof forecastAction>()
  const t = useTranslations('incidents.forecast')
  const o = useTranslations('incidents.options')
  return (
    <Panel title={t('projects')} note={t('projects-note')} flush>
      <DataTable
        label={t('projects')}
        rows={projects}
        rowKey={({ projectId }) => projectId}
        empty={<EmptyState why={t('no-projects')} />}
        columns={[
          {
            id: 'name',
            head: t('project'),
            phone: 'title',
            cell: ({ projectId, name, code }) => (
              <>
                <Link to={`/incidents/projects/${projectId}`}>{name}</Link> <small>{code}</small>
              </>
            ),
          },
          { id: 'kind', head: t('kind'), cell: ({ kind }) => o(`projectKind.${kind}`) },
          { id: 'stage', head: t('stage'), cell: ({ stage }) => o(`stage.${stage}`) },
          { id: 'owner', head: t('owner'), cell: ({ owner }) => owner },
          { id: 'areas', head: t('areas'), cell: ({ areas }) => areas.map(({ name }) => name).join('; ') },
        ]}
      />
      {mayWork && (
        <ActForm
          event="open-project"
          label={t('open-project')}
          fields={projectFields}
          requestId={requestId}
          answer={answer}
        />
      )}
    </Panel>
  )
}
