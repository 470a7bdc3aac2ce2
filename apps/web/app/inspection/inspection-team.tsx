import { Button, TextInput } from '@mantine/core'
import { Form, useActionData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { ActForm } from './act-forms.tsx'
import type { inspectionAction } from './inspection.server.ts'
import { teamFields } from './inspection-forms.ts'
import type { InspectionPageData } from './inspection-screen.tsx'

/** The team with what was looked at before each was taken in: nobody inspects his own or former unit. */
export function InspectionTeam({ page }: { page: InspectionPageData }) {
  const { team, mayChangeTeam, conflictYears, inspection, requestId } = page
  const answer = useActionData<typeof inspectionAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('inspections.team')
  if (team.length === 0 && !mayChangeTeam) return null
  const { version } = inspection
  return (
    <Panel title={t('title')} note={t('note', { years: conflictYears })} flush>
      <DataTable
        label={t('title')}
        rows={team}
        rowKey={({ teamId }) => teamId}
        empty={<EmptyState why={t('none')} />}
        columns={[
          {
            id: 'name',
            head: t('name'),
            phone: 'title',
            cell: ({ name, isLead }) => (isLead ? t('lead', { name }) : name),
          },
          { id: 'post', head: t('post'), cell: ({ post }) => post || '–' },
          {
            id: 'checked',
            head: t('checked'),
            cell: ({ cleared }) =>
              cleared.hasFile
                ? t('by-file', { day: formatDay(cleared.checkedOn), years: cleared.years })
                : t('by-statement', { statement: cleared.statement }),
          },
          {
            id: 'left',
            head: t('left'),
            cell: ({ teamId, name, leftOn, leftReason }) => {
              if (leftOn !== null) return `${formatDay(leftOn)}: ${leftReason}`
              if (!mayChangeTeam) return '–'
              return (
                <Form method="post">
                  <input type="hidden" name="requestId" value={requestId} />
                  <input type="hidden" name="version" value={version} />
                  <input type="hidden" name="event" value="drop-team" />
                  <input type="hidden" name="teamId" value={teamId} />
                  <TextInput name="reason" size="sm" aria-label={t('reason-of', { name })} placeholder={t('reason')} />
                  <Button type="submit" size="sm" variant="default" loading={busy} aria-label={t('drop-of', { name })}>
                    {t('drop')}
                  </Button>
                </Form>
              )
            },
          },
        ]}
      />
      {mayChangeTeam && (
        <ActForm {...{ requestId, version, answer }} event="add-team" label={t('add')} fields={teamFields} />
      )}
    </Panel>
  )
}
