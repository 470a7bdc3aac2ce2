import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'

type Step = {
  readonly stepId: string
  readonly event: string
  readonly onDay: string
  readonly number: string | null
  readonly reason: string | null
  readonly receiver: string | null
  readonly actorName: string
  readonly actedAt: string
  /** A term that moved with the calendar, from one day to another. */
  readonly moved?: { readonly was: string | null; readonly due: string | null } | null
}

/** Every step, the newest first: what, on which day, under which number, by whom. */
export function StepHistory({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('petitions.history')
  const v = useTranslations('petitions.events')
  const c = useTranslations('petitions.correct')
  return (
    <Panel title={t('title')} flush>
      <DataTable
        label={t('title')}
        rows={steps.toReversed()}
        rowKey={({ stepId }) => stepId}
        columns={[
          {
            id: 'event',
            head: t('step'),
            phone: 'title',
            cell: ({ event }) => (v.has(event as 'sort') ? v(event as 'sort') : event),
          },
          { id: 'day', head: t('day'), cell: ({ onDay }) => formatDay(onDay) },
          { id: 'number', head: t('number'), cell: ({ number }) => number ?? '–' },
          {
            id: 'reason',
            head: t('reason'),
            cell: ({ reason, receiver, moved, event }) =>
              event === 'recount-term' && moved
                ? c('moved', {
                    before: moved.was === null ? c('none') : formatDay(moved.was),
                    after: moved.due === null ? c('none') : formatDay(moved.due),
                  })
                : [receiver, reason].filter(Boolean).join('. ') || '–',
          },
          { id: 'by', head: t('by'), cell: ({ actorName, actedAt }) => `${actorName}, ${formatMoment(actedAt)}` },
        ]}
      />
    </Panel>
  )
}
