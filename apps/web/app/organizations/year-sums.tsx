import { decidedOutcomes } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'
import { CountOfPersons } from '../ratings/shown-count.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Panel } from '../ui/panel.tsx'
import type { ShownYear } from './year-sums.server.ts'

const outcomes = decidedOutcomes

/** How many members had which level in each imported year, everything below included; nothing where no year was brought in. */
export function YearSums({ years }: { readonly years: readonly ShownYear[] }) {
  const t = useTranslations('rules.past')
  const level = useTranslations('rules.outcomes')
  if (years.length === 0) return null
  return (
    <Panel title={t('sums')} note={t('sums-note')} flush>
      <DataTable
        label={t('sums')}
        rows={years}
        rowKey={({ year }) => String(year)}
        columns={[
          { id: 'year', head: t('year'), phone: 'title', cell: ({ year }) => String(year) },
          {
            id: 'total',
            head: t('sums-total'),
            numeric: true,
            cell: ({ total }) => <CountOfPersons count={total} />,
          },
          ...outcomes.map((one) => ({
            id: one,
            head: level(one),
            numeric: true,
            cell: ({ counts }: ShownYear) => <CountOfPersons count={counts[one]} />,
          })),
        ]}
      />
    </Panel>
  )
}
