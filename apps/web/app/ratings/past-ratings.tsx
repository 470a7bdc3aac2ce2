import { decidedOutcomes } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'

type PastRating = {
  readonly year: number
  readonly generation: string
  readonly originalLabel: string
  readonly outcome: string
  readonly decisionNumber: string | null
  readonly decidedOn: string | null
  readonly decidedBy: string | null
}
const outcomes = decidedOutcomes

/** Ratings of past years in the words of their papers, with today's level beside; nothing where none were brought in. */
export function PastRatings({ ratings }: { ratings: readonly PastRating[] }) {
  const t = useTranslations('rules.past')
  const level = useTranslations('rules.outcomes')
  if (ratings.length === 0) return null
  return (
    <Panel title={t('title')} note={t('note')} flush>
      <DataTable
        label={t('title')}
        rows={ratings}
        rowKey={({ year }) => String(year)}
        columns={[
          { id: 'year', head: t('year'), phone: 'title', cell: ({ year }) => String(year) },
          { id: 'label', head: t('label'), cell: ({ originalLabel }) => originalLabel },
          {
            id: 'level',
            head: t('level'),
            cell: ({ outcome }) => {
              const known = outcomes.find((one) => one === outcome)
              return known ? level(known) : outcome
            },
          },
          { id: 'set', head: t('set'), cell: ({ generation }) => generation },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decidedOn, decidedBy }) =>
              [decisionNumber, decidedOn ? formatDay(decidedOn) : null, decidedBy].filter(Boolean).join(', ') ||
              t('none'),
          },
        ]}
      />
    </Panel>
  )
}
