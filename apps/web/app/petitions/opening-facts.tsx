import type { OpeningField, OpeningState } from '@nq15/domain/petitions'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { formatMoment } from '../ui/format.ts'

type OpeningFactsProps = {
  readonly opening: {
    readonly code: string
    readonly state: OpeningState
    readonly askedByName: string
    readonly askedAt: string
    readonly reason: string
    readonly fields: readonly OpeningField[]
    readonly until: string
    readonly decidedByName: string | null
    readonly decidedAt: string | null
    readonly decisionReason: string | null
  }
}

/** One asking for an identity: who asks for what, why and until when, and what was decided. */
export function OpeningFacts({ opening }: OpeningFactsProps) {
  const t = useTranslations('vault.opening')
  const f = useTranslations('vault.identity')
  const { code, state, askedByName, askedAt, reason, fields, until, decidedByName, decidedAt, decisionReason } = opening
  return (
    <dl className={shared['facts']}>
      <div>
        <dt>{t('paper', { code })}</dt>
        <dd>
          <Chip look={state === 'open' ? 'ok' : state === 'asked' ? 'watch' : 'grey'}>{t(`state.${state}`)}</Chip>
        </dd>
      </div>
      <div>
        <dt>{t('asked')}</dt>
        <dd>{t('by', { name: askedByName, moment: formatMoment(askedAt) })}</dd>
      </div>
      <div>
        <dt>{t('reason')}</dt>
        <dd>{reason}</dd>
      </div>
      <div>
        <dt>{t('fields')}</dt>
        <dd>{fields.map((field) => f(field)).join(', ')}</dd>
      </div>
      <div>
        <dt>{t('until')}</dt>
        <dd>{formatMoment(until)}</dd>
      </div>
      {decidedByName !== null && decidedAt !== null && (
        <div>
          <dt>{t('decided')}</dt>
          <dd>
            {t('by', { name: decidedByName, moment: formatMoment(decidedAt) })} {decisionReason}
          </dd>
        </div>
      )}
    </dl>
  )
}
