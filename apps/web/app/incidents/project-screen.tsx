import type { ShownCount } from '@nq15/domain/incidents'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
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
import { ActForm } from './act-form.tsx'
import type { projectAction, projectLoader } from './forecast.server.ts'
import { WatchLevelChip } from './incident-state.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof projectLoader>>, { up: true }>

/** One project: how far it is, its newest figures by commune with small counts hidden, its levels and its changes. */
export function ProjectScreen() {
  const page = useLoaderData<typeof projectLoader>()
  const answer = useActionData<typeof projectAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.project')
  const o = useTranslations('incidents.options')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { project, mayChange, requestId } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/incidents/forecast' }]}
        title={project.name}
        state={t('of', {
          code: project.code,
          kind: o(`projectKind.${project.kind}`),
          stage: o(`stage.${project.stage}`),
        })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <p className={shared['light']}>{t('owner', { owner: project.owner, source: project.source })}</p>
        <Figures page={page} />
        <Levels page={page} />
        {mayChange && (
          <Panel title={t('change')} flush>
            <ActForm
              event="set-stage"
              label={t('set-stage')}
              fields={['stage', 'onDay', 'reason']}
              requestId={requestId}
              hidden={{ version: project.version }}
              answer={answer}
              begin={{ stage: project.stage }}
            />
          </Panel>
        )}
        <Steps page={page} />
      </div>
    </>
  )
}

function Figures({ page: { figures, places, month } }: { page: Page }) {
  const t = useTranslations('incidents.project')
  const f = useTranslations('incidents.figures')
  const shown = (count: ShownCount) => {
    if (count === null) return <MissingValue kind="missing" />
    return typeof count === 'number' ? count : t(count)
  }
  return (
    <Panel
      title={month === null ? t('figures') : t('figures-of', { month: `${month.slice(5, 7)}/${month.slice(0, 4)}` })}
      note={t('figures-note')}
      flush
    >
      <DataTable
        label={t('figures')}
        rows={month === null ? [] : figures}
        rowKey={({ figure }) => figure}
        empty={<EmptyState why={t('no-figures')} />}
        columns={[
          { id: 'figure', head: t('figure'), phone: 'title', cell: ({ figure }) => f(figure) },
          ...places.map(({ organizationId, name }, at) => ({
            id: organizationId,
            head: name,
            numeric: true,
            cell: ({ counts }: (typeof figures)[number]) => shown(counts[at] ?? null),
          })),
          { id: 'total', head: t('total'), numeric: true, cell: ({ total }) => shown(total) },
        ]}
      />
    </Panel>
  )
}

function Levels({ page: { levels } }: { page: Page }) {
  const t = useTranslations('incidents.project')
  return (
    <Panel title={t('levels')} flush>
      <DataTable
        label={t('levels')}
        rows={levels}
        rowKey={({ organizationId }) => organizationId}
        empty={<EmptyState why={t('no-levels')} />}
        columns={[
          {
            id: 'place',
            head: t('place'),
            phone: 'title',
            cell: ({ organizationId, organizationName, subject }) => (
              <Link to={`/incidents/forecast/${organizationId}?subject=${encodeURIComponent(subject)}`}>
                {organizationName}
              </Link>
            ),
          },
          { id: 'level', head: t('level'), cell: ({ level }) => <WatchLevelChip level={level} /> },
          { id: 'day', head: t('judged'), cell: ({ asOf }) => formatDay(asOf) },
        ]}
      />
    </Panel>
  )
}

function Steps({ page: { steps } }: { page: Page }) {
  const t = useTranslations('incidents.project')
  const o = useTranslations('incidents.options')
  return (
    <Panel title={t('steps')} flush>
      <DataTable
        label={t('steps')}
        rows={steps.map((one, at) => ({ ...one, at: String(at) }))}
        rowKey={({ at }) => at}
        columns={[
          { id: 'day', head: t('day'), phone: 'title', cell: ({ onDay }) => formatDay(onDay) },
          { id: 'stage', head: t('stage'), cell: ({ toStage }) => o(`stage.${toStage as 'done'}`) },
          { id: 'reason', head: t('reason'), cell: ({ reason }) => reason },
          { id: 'by', head: t('by'), cell: ({ actorName }) => <ActorName name={actorName} /> },
        ]}
      />
    </Panel>
  )
}
