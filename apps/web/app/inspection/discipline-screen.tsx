import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
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
import { ActForm } from './act-forms.tsx'
import type { disciplineAction, disciplineLoader } from './discipline.server.ts'
import { proceedingFields } from './inspection-forms.ts'

/** The proceedings on discipline that the reader needs to know, and a new one. */
export function DisciplineScreen() {
  const page = useLoaderData<typeof disciplineLoader>()
  const answer = useActionData<typeof disciplineAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.discipline')
  const s = useTranslations('inspections.proceeding-states')
  const f = useTranslations('inspections.forms')
  const o = useTranslations('inspections.objects')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { proceedings, inspection, requestId, bodies } = page
  const placed = inspection !== null
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/inspections' }]}
        title={t('title')}
        state={t('state', { count: proceedings.length })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <Notice tone="info" title={t('need-to-know')} />
        <Panel title={t('list')} flush>
          <DataTable
            label={t('list')}
            rows={proceedings}
            rowKey={({ caseId }) => caseId}
            empty={<EmptyState why={t('none')} />}
            columns={[
              {
                id: 'subject',
                head: t('subject'),
                phone: 'title',
                cell: ({ caseId, subjectCode, memberName, object, organizationName }) => (
                  <Link to={`/inspections/discipline/${caseId}`}>
                    {object === 'organization'
                      ? organizationName
                      : (memberName ?? t('member-of-code', { code: subjectCode }))}
                  </Link>
                ),
              },
              { id: 'object', head: t('object'), cell: ({ object }) => o(object) },
              { id: 'state', head: t('state-head'), cell: ({ state }) => s(state) },
              { id: 'form', head: t('form'), cell: ({ form }) => (form === null ? '–' : f(form)) },
              {
                id: 'decided',
                head: t('decided'),
                cell: ({ decidedOn }) => (decidedOn === null ? '–' : formatDay(decidedOn)),
              },
              {
                id: 'lapses',
                head: t('lapses'),
                cell: ({ lapsesOn, state }) => (state === 'effective' && lapsesOn !== null ? formatDay(lapsesOn) : '–'),
              },
            ]}
          />
        </Panel>
        {page.mayPrepare && (
          <Panel
            title={t('new')}
            {...(inspection ? { note: t('of-conclusion', { name: inspection.organizationName }) } : {})}
            flush
          >
            <ActForm
              {...{ requestId, answer }}
              event="open"
              label={t('open')}
              isOpen={placed}
              fields={proceedingFields.filter((one) => !placed || (one !== 'bodyId' && one !== 'organizationCode'))}
              choices={{ bodyId: bodies }}
            >
              {() =>
                inspection && (
                  <>
                    <input type="hidden" name="inspectionId" value={inspection.inspectionId} />
                    <input type="hidden" name="organizationId" value={inspection.organizationId} />
                    <input type="hidden" name="bodyId" value={inspection.bodyId} />
                  </>
                )
              }
            </ActForm>
          </Panel>
        )}
      </div>
    </>
  )
}
