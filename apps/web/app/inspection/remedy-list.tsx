import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { RemedyState } from './inspection-state.tsx'

type Remedy = {
  readonly remedyId: string
  readonly organizationName: string
  readonly title: string
  readonly ownerName: string
  readonly dueOn: string
  readonly state: 'open' | 'reported' | 'done'
  readonly isLate: boolean
}

/**
 * What conclusions of inspections still ask for, late ones marked: on the inspectors' page, on the page of an area and on the
 * start page. `quiet`: nothing at all where there is nothing.
 */
export function RemedyList({
  remedies,
  title,
  quiet = false,
}: {
  remedies: readonly Remedy[]
  title: string
  quiet?: boolean
}) {
  const t = useTranslations('inspections.remedies')
  if (quiet && remedies.length === 0) return null
  const late = remedies.filter(({ isLate }) => isLate).length
  return (
    <Panel title={title} note={t('note', { count: remedies.length, late })} tone={late > 0 ? 'watch' : 'plain'} flush>
      <DataTable
        label={title}
        rows={remedies}
        rowKey={({ remedyId }) => remedyId}
        tone={({ isLate }) => (isLate ? 'red' : undefined)}
        empty={<EmptyState why={t('none')} />}
        columns={[
          {
            id: 'title',
            head: t('what'),
            phone: 'title',
            cell: ({ remedyId, title: said }) => <Link to={`/inspections/remedies/${remedyId}`}>{said}</Link>,
          },
          { id: 'organization', head: t('organization'), cell: ({ organizationName }) => organizationName },
          { id: 'owner', head: t('owner'), cell: ({ ownerName }) => ownerName },
          { id: 'due', head: t('due'), cell: ({ dueOn }) => formatDay(dueOn) },
          { id: 'state', head: t('state'), cell: (remedy) => <RemedyState remedy={remedy} /> },
        ]}
      />
    </Panel>
  )
}
