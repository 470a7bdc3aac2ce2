import { inspectionParameterNames } from '@nq15/domain/inspection'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-forms.tsx'
import type { inspectionRulesAction, inspectionRulesLoader } from './discipline.server.ts'
import { parameterFields } from './inspection-forms.ts'

/** The rules by date in force, and what a committee sets itself; a limit nobody set is said to be missing, never guessed. */
export function InspectionRulesScreen() {
  const page = useLoaderData<typeof inspectionRulesLoader>()
  const answer = useActionData<typeof inspectionRulesAction>()
  const [search] = useSearchParams()
  const t = useTranslations('inspections.rules')
  const { say } = useConfidence()
  const n = useTranslations('inspections.parameters')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { rules, body, bodies, maySet, requestId } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/inspections' }]}
        title={t('title')}
        state={body ? t('of', { name: body.label }) : t('no-body')}
      />
      <div className={shared['stack']}>
        <FormAnswer room="inspections" answer={answer} done={search.get('done')} />
        <Panel title={t('values')} note={t('values-note')} flush>
          <DataTable
            label={t('values')}
            rows={rules?.values ?? []}
            rowKey={({ name }) => name}
            empty={<EmptyState why={t('no-body')} />}
            columns={[
              { id: 'name', head: t('name'), phone: 'title', cell: ({ name }) => n(wordOf(name)) },
              {
                id: 'value',
                head: t('value'),
                cell: ({ name, value }) =>
                  value === null
                    ? t('not-set')
                    : t(name === 'conflict-years' ? 'years' : name === 'lapse-months' ? 'months' : 'days', { value }),
              },
              {
                id: 'source',
                head: t('source'),
                cell: ({ source, confidence }) =>
                  confidence === 'none' ? '–' : confidence === 'set' ? source : `${source} (${say(confidence)})`,
              },
            ]}
          />
          {maySet && body && (
            <ActForm
              {...{ requestId, answer }}
              event="set"
              label={t('set')}
              fields={bodies.length > 1 ? ['bodyId', ...parameterFields] : parameterFields}
              choices={{
                bodyId: bodies,
                parameter: inspectionParameterNames.map((value) => ({ value, label: n(wordOf(value)) })),
              }}
            />
          )}
        </Panel>
        <Panel title={t('versions')} note={t('versions-note')} flush>
          <DataTable
            label={t('versions')}
            rows={rules?.ruleSets ?? []}
            rowKey={({ code }) => code}
            empty={<EmptyState why={t('no-body')} />}
            columns={[
              { id: 'document', head: t('document'), phone: 'title', cell: ({ source }) => source.document },
              {
                id: 'force',
                head: t('force'),
                cell: ({ inForce }) =>
                  inForce.until === null
                    ? t('since', { from: formatDay(inForce.from) })
                    : t('between', { from: formatDay(inForce.from), until: formatDay(inForce.until) }),
              },
              {
                id: 'known',
                head: t('known'),
                cell: ({ isConfirmed, source }) => (isConfirmed ? say(source.confidence) : t('to-confirm')),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

const wordOf = <Name extends string>(name: Name) =>
  name.replace(':', '-') as Name extends `${infer A}:${infer B}` ? `${A}-${B}` : Name
