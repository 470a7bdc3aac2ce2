import { Button } from '@mantine/core'
import { inspectionKinds } from '@nq15/domain/inspection'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { GroupTabs } from '../monitoring/group-tabs.tsx'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-forms.tsx'
import { openFields, programmeFields } from './inspection-forms.ts'
import { InspectionState } from './inspection-state.tsx'
import type { inspectionsAction, inspectionsLoader } from './inspections.server.ts'
import { RemedyList } from './remedy-list.tsx'

type Page = Extract<ReturnType<typeof useLoaderData<typeof inspectionsLoader>>, { up: true }>

/** The inspectors' page: what is late first, then what waits to be begun, what is under way, the programmes and the counts. */
export function InspectionsScreen() {
  const page = useLoaderData<typeof inspectionsLoader>()
  const answer = useActionData<typeof inspectionsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.board')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { group, groups, remedies, mayConduct } = page
  const late = remedies.filter(({ isLate }) => isLate).length
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { late, open: remedies.length })}
        actions={
          <>
            {page.readsDiscipline && (
              <Button component={Link} to="/inspections/discipline" variant="default">
                {t('discipline')}
              </Button>
            )}
            <Button component={Link} to="/inspections/rules" variant="default">
              {t('rules')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <RemedyList remedies={remedies} title={t('remedies')} />
        <Proposals page={page} />
        <GroupTabs
          label={t('groups')}
          chosen={group}
          groups={groups.map(({ name, count }) => ({ name, label: `${t(`group.${name}`)} ${count}` }))}
        />
        <Inspections page={page} />
        {mayConduct && <Begin page={page} />}
        <Programmes page={page} />
        <Counts page={page} />
      </div>
    </>
  )
}

function Inspections({ page: { inspections, group, today } }: { page: Page }) {
  const t = useTranslations('inspections.board')
  const k = useTranslations('inspections.kinds')
  return (
    <Panel title={t(`group.${group}`)} flush>
      <DataTable
        label={t(`group.${group}`)}
        rows={inspections}
        rowKey={({ inspectionId }) => inspectionId}
        tone={({ late }) => (late > 0 ? 'red' : undefined)}
        empty={<EmptyState why={t(`empty.${group}`)} />}
        columns={[
          {
            id: 'organization',
            head: t('organization'),
            phone: 'title',
            cell: ({ inspectionId, organizationName }) => (
              <Link to={`/inspections/${inspectionId}`}>{organizationName}</Link>
            ),
          },
          { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
          { id: 'subject', head: t('subject'), cell: ({ subject }) => subject },
          { id: 'state', head: t('state-head'), cell: ({ state }) => <InspectionState state={state} /> },
          {
            id: 'due',
            head: t('due'),
            cell: ({ dueOn, state, concludedOn }) => {
              if (concludedOn !== null) return t('concluded-on', { day: formatDay(concludedOn) })
              if (dueOn === null) return state === 'planned' ? '–' : t('no-term')
              return dueOn < today ? t('over', { day: formatDay(dueOn) }) : formatDay(dueOn)
            },
          },
          {
            id: 'remedies',
            head: t('remedies-head'),
            cell: ({ remedies, done, late }) => (remedies === 0 ? '–' : t('remedies-of', { remedies, done, late })),
          },
        ]}
      />
    </Panel>
  )
}

/** Failed plans whose proposal of an inspection nobody has answered. */
function Proposals({ page: { proposals, mayConduct, requestId } }: { page: Page }) {
  const t = useTranslations('inspections.board')
  const busy = useNavigation().state !== 'idle'
  if (proposals.length === 0) return null
  return (
    <Panel title={t('proposals')} note={t('proposals-note')} tone="watch" flush>
      <DataTable
        label={t('proposals')}
        rows={proposals}
        rowKey={({ planId }) => planId}
        columns={[
          {
            id: 'organization',
            head: t('organization'),
            phone: 'title',
            cell: ({ planId, organizationName, edition }) => (
              <Link to={`/plans/${planId}`}>{t('plan-of', { name: organizationName, edition })}</Link>
            ),
          },
          { id: 'failed', head: t('failed'), cell: ({ failedOn }) => (failedOn === null ? '–' : formatDay(failedOn)) },
          {
            id: 'act',
            head: t('act'),
            cell: ({ planId, organizationId, organizationName, bodyId }) =>
              mayConduct ? (
                <Form method="post">
                  <input type="hidden" name="requestId" value={requestId} />
                  <input type="hidden" name="event" value="open" />
                  <input type="hidden" name="planId" value={planId} />
                  <input type="hidden" name="organizationId" value={organizationId} />
                  <input type="hidden" name="bodyId" value={bodyId} />
                  <input type="hidden" name="kind" value="sign-inspection" />
                  <input type="hidden" name="subject" value={t('subject-of-plan')} />
                  <Button
                    type="submit"
                    size="sm"
                    variant="default"
                    loading={busy}
                    aria-label={t('inspect-of', { name: organizationName })}
                  >
                    {t('inspect')}
                  </Button>
                </Form>
              ) : (
                t('waits-for-commission')
              ),
          },
        ]}
      />
    </Panel>
  )
}

function Begin({ page: { bodies, programmes, requestId } }: { page: Page }) {
  const answer = useActionData<typeof inspectionsAction>()
  const t = useTranslations('inspections.board')
  const k = useTranslations('inspections.kinds')
  const b = useTranslations('inspections.bodies')
  const common = { requestId, answer }
  return (
    <Panel title={t('begin')} flush>
      <ActForm
        {...common}
        event="open"
        label={t('open')}
        fields={openFields}
        choices={{
          bodyId: bodies,
          kind: inspectionKinds.map((value) => ({ value, label: k(value) })),
          programmeId: [
            { value: '', label: t('no-programme') },
            ...programmes.map(({ programmeId, title, year }) => ({ value: programmeId, label: `${title} (${year})` })),
          ],
        }}
      />
      <ActForm
        {...common}
        event="keep-programme"
        label={t('keep-programme')}
        fields={programmeFields}
        choices={{
          bodyId: bodies,
          programmeBody: (['commission', 'committee'] as const).map((value) => ({ value, label: b(value) })),
        }}
      />
    </Panel>
  )
}

function Programmes({ page: { programmes } }: { page: Page }) {
  const t = useTranslations('inspections.board')
  const b = useTranslations('inspections.bodies')
  return (
    <Panel title={t('programmes')} note={t('programmes-note')} flush>
      <DataTable
        label={t('programmes')}
        rows={programmes}
        rowKey={({ programmeId }) => programmeId}
        empty={<EmptyState why={t('no-programmes')} />}
        columns={[
          { id: 'title', head: t('programme'), phone: 'title', cell: ({ title, year }) => `${title} (${year})` },
          { id: 'body', head: t('body'), cell: ({ body, organizationName }) => `${b(body)}, ${organizationName}` },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decidedOn }) => `${decisionNumber}, ${formatDay(decidedOn)}`,
          },
          { id: 'planned', head: t('planned'), numeric: true, cell: ({ planned }) => planned },
          { id: 'closed', head: t('closed'), numeric: true, cell: ({ closed }) => closed },
        ]}
      />
    </Panel>
  )
}

/** Discipline of the year: numbers only, small ones hidden from who does not need to know. */
function Counts({ page: { counts, place, year } }: { page: Page }) {
  const t = useTranslations('inspections.board')
  const f = useTranslations('inspections.forms')
  const o = useTranslations('inspections.counted')
  if (place === null) return null
  return (
    <Panel title={t('counts', { year: String(year) })} note={t('counts-note', { name: place.label })} flush>
      <DataTable
        label={t('counts', { year: String(year) })}
        rows={counts}
        rowKey={({ object, form }) => `${object} ${form}`}
        empty={<EmptyState why={t('no-counts')} />}
        columns={[
          { id: 'form', head: t('form'), phone: 'title', cell: ({ form }) => f(form) },
          { id: 'object', head: t('object'), cell: ({ object }) => o(object) },
          {
            id: 'count',
            head: t('count'),
            numeric: true,
            cell: ({ count }) => (count === 'suppressed' ? t('suppressed') : count),
          },
        ]}
      />
    </Panel>
  )
}
