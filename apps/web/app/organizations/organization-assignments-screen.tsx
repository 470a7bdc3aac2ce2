import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { PageHead } from '../ui/page-head.tsx'
import { AssignmentPanel } from './assignment-panel.tsx'
import type { organizationAssignmentsLoader } from './organization-assignments.server.ts'

/** Who is in charge of one Party organization, through time. */
export function OrganizationAssignmentsScreen() {
  const { organization, assignments, assignmentKinds } = useLoaderData<typeof organizationAssignmentsLoader>()
  const t = useTranslations('organizations.assignments')
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('tree'), to: '/organizations' },
          { label: organization.name, to: `/organizations/${organization.organizationId}` },
        ]}
        title={t('page-title')}
        state={t('page-state', { name: organization.name })}
      />
      <AssignmentPanel view={assignments} kinds={assignmentKinds} />
    </>
  )
}
