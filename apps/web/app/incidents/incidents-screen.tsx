import { Button } from '@mantine/core'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { GroupTabs } from '../monitoring/group-tabs.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-form.tsx'
import { CommitmentRows } from './commitment-rows.tsx'
import { openFields } from './incident-forms.ts'
import { IncidentState } from './incident-state.tsx'
import type { incidentsAction, incidentsLoader } from './incidents.server.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof incidentsLoader>>, { up: true }>

/** The register: cases by group with what is late, their public commitments, and the entry of a new one. */
export function IncidentsScreen() {
  const page = useLoaderData<typeof incidentsLoader>()
  const answer = useActionData<typeof incidentsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('incidents.board')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { group, groups, open, missed } = page
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { open, missed })}
        actions={
          <>
            <Button component={Link} to="/incidents/forecast" variant="default">
              {t('forecast')}
            </Button>
            <Button component={Link} to="/incidents/steering" variant="default">
              {t('steering')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="incidents" answer={answer} done={search.get('done')} />
        <GroupTabs
          label={t('groups')}
          chosen={group}
          groups={groups.map(({ name, count }) => ({ name, label: `${t(`group.${name}`)} ${count}` }))}
        />
        <Incidents page={page} />
        {page.mayOpen && (
          <Panel title={t('begin')} note={t('begin-note')} flush>
            <ActForm
              event="open"
              label={t('open')}
              fields={openFields}
              requestId={page.requestId}
              answer={answer}
              begin={{ level: 'commune' }}
            />
          </Panel>
        )}
        <Panel title={t('commitments')} note={t('commitments-note')} flush>
          <CommitmentRows commitments={page.commitments} today={page.today} label={t('commitments')} withCase />
        </Panel>
      </div>
    </>
  )
}

function Incidents({ page: { incidents, group } }: { page: Page }) {
  const t = useTranslations('incidents.board')
  const o = useTranslations('incidents.options')
  return (
    <Panel title={t(`group.${group}`)} flush>
      <DataTable
        label={t(`group.${group}`)}
        rows={incidents}
        rowKey={({ caseId }) => caseId}
        tone={({ missed, lateMilestones }) => (missed + lateMilestones > 0 ? 'red' : undefined)}
        empty={<EmptyState why={t(`empty.${group}`)} />}
        columns={[
          {
            id: 'title',
            head: t('case'),
            phone: 'title',
            cell: ({ caseId, title, code }) => (
              <>
                <Link to={`/incidents/${caseId}`}>{title}</Link> <small>{code}</small>
              </>
            ),
          },
          { id: 'area', head: t('area'), cell: ({ organizationName }) => organizationName },
          { id: 'matter', head: t('matter'), cell: ({ matter }) => o(`matter.${matter}`) },
          {
            id: 'level',
            head: t('level'),
            cell: ({ level, priority }) => [o(`level.${level}`), priority].filter(Boolean).join(', '),
          },
          { id: 'state', head: t('state-head'), cell: ({ state }) => <IncidentState state={state} /> },
          { id: 'leader', head: t('leader'), cell: ({ leader }) => leader ?? <MissingValue kind="missing" /> },
          {
            id: 'late',
            head: t('late'),
            cell: ({ missed, lateMilestones, nextDueOn }) =>
              missed + lateMilestones > 0
                ? t('late-of', { missed, milestones: lateMilestones })
                : nextDueOn === null
                  ? '–'
                  : t('next', { day: formatDay(nextDueOn) }),
          },
        ]}
      />
    </Panel>
  )
}
