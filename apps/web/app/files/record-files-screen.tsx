import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { IconCircleCheck } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Attachments } from './attachments.tsx'
import type { recordFilesAction, recordFilesLoader } from './upload.server.ts'

/** All files of one record; the page that answers the form where no scripts run. */
export function RecordFilesScreen() {
  const { view, kept } = useLoaderData<typeof recordFilesLoader>()
  const answer = useActionData<typeof recordFilesAction>()
  const t = useTranslations('files')
  const { recordTable, place } = view
  const fault = answer !== undefined && 'fault' in answer ? answer : undefined
  return (
    <>
      <PageHead
        crumbs={[
          { label: recordTable === 'rating_task_item' ? t('back-to-review') : place.organizationName, to: place.to },
        ]}
        title={t(`records.${recordTable}.title`, { year: String(place.year ?? '') })}
        state={place.organizationName}
      />
      {kept && fault === undefined && (
        <Notice tone="ok" icon={IconCircleCheck} live="status" title={t('upload.kept')} />
      )}
      <Attachments
        view={view}
        title={t('list.title')}
        help={t(`records.${recordTable}.help`)}
        fault={fault && { ...fault, documentId: fault.documentId || null }}
      />
    </>
  )
}
