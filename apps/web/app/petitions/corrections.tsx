import type { PetitionKind } from '@nq15/domain/petitions'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'

type Correction = {
  readonly stepId: string
  readonly onDay: string
  readonly reason: string
  readonly actorName: string
  readonly was: PetitionKind
  readonly wasTracks: readonly string[]
  readonly wasRule: string | null
  readonly wasDue: string | null
}

/** What a paper was counted as before it was corrected, with the term of then; nothing where it never was. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const t = useTranslations('petitions.correct')
  const k = useTranslations('petitions.kind')
  const r = useTranslations('petitions.clocks.rule')
  const option = useOption()
  if (corrections.length === 0) return null
  const termOf = ({ wasRule, wasDue }: Correction) =>
    wasRule === null || wasDue === null
      ? t('no-term')
      : `${r.has(wasRule as 'K1') ? r(wasRule as 'K1') : wasRule}, ${formatDay(wasDue)}`
  return (
    <Panel title={t('before')} note={t('before-note')} flush>
      <DataTable
        label={t('before')}
        rows={corrections}
        rowKey={({ stepId }) => stepId}
        columns={[
          {
            id: 'was',
            head: t('was'),
            phone: 'title',
            cell: ({ was, wasTracks }) =>
              [
                k(was),
                wasTracks.length > 0 &&
                  t('tracks', { list: wasTracks.map((one) => option('partyTracks', one)).join(', ') }),
              ]
                .filter(Boolean)
                .join('. '),
          },
          { id: 'term', head: t('term'), cell: termOf },
          { id: 'when', head: t('when'), cell: ({ onDay }) => formatDay(onDay) },
          { id: 'why', head: t('why'), cell: ({ reason }) => reason },
          { id: 'by', head: t('by'), cell: ({ actorName }) => actorName },
        ]}
      />
    </Panel>
  )
}
