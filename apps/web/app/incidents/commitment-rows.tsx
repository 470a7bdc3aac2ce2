import type { CommitmentChannel, CommitmentState as Promised } from '@nq15/domain/incidents'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { CommitmentState } from './incident-state.tsx'

type Commitment = {
  readonly commitmentId: string
  readonly caseId: string | null
  readonly caseCode: string | null
  readonly text: string
  readonly audience: string
  readonly announcedBy: string
  readonly announcedOn: string
  readonly channel: CommitmentChannel
  readonly dueOn: string
  readonly state: Promised
  readonly keptOn: string | null
  readonly evidence: string
  readonly explanation: string
  readonly replacesId: string | null
  readonly replacedById: string | null
}

const soonMs = 30 * 86_400_000

/** Public promises as they were made and as they stand: an old date stays beside the one that came after it. */
export function CommitmentRows({
  commitments,
  today,
  label,
  withCase = false,
}: {
  commitments: readonly Commitment[]
  today: string
  label: string
  withCase?: boolean
}) {
  const t = useTranslations('incidents.commitments')
  const o = useTranslations('incidents.options')
  const isSoon = (dueOn: string) => Date.parse(dueOn) - Date.parse(today) <= soonMs
  return (
    <DataTable
      label={label}
      rows={commitments}
      rowKey={({ commitmentId }) => commitmentId}
      tone={({ state }) => (state === 'missed' || state === 'explained' ? 'red' : undefined)}
      empty={<EmptyState why={t('none')} />}
      columns={[
        {
          id: 'text',
          head: t('text'),
          phone: 'title',
          cell: ({ text, caseId, caseCode }) =>
            withCase && caseId !== null ? (
              <>
                <Link to={`/incidents/${caseId}`}>{text}</Link> <small>{caseCode}</small>
              </>
            ) : (
              text
            ),
        },
        { id: 'audience', head: t('audience'), cell: ({ audience }) => audience },
        {
          id: 'announced',
          head: t('announced'),
          cell: ({ announcedOn, announcedBy, channel }) =>
            `${announcedBy}, ${formatDay(announcedOn)}, ${o(`channel.${channel}`).toLowerCase()}`,
        },
        {
          id: 'due',
          head: t('due'),
          cell: ({ dueOn, replacesId, replacedById }) =>
            [formatDay(dueOn), replacesId && t('new-date'), replacedById && t('old-date')].filter(Boolean).join(', '),
        },
        {
          id: 'state',
          head: t('state'),
          cell: ({ state, dueOn }) => <CommitmentState state={state} isSoon={isSoon(dueOn)} />,
        },
        {
          id: 'proof',
          head: t('proof'),
          cell: ({ keptOn, evidence, explanation }) =>
            keptOn !== null
              ? t('kept-on', { day: formatDay(keptOn), evidence })
              : explanation === ''
                ? '–'
                : t('explained', { explanation }),
        },
      ]}
    />
  )
}
