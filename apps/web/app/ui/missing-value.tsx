import { useTranslations } from 'use-intl'
import { Chip } from './chip.tsx'

/**
 * The four looks of a figure that is not a plain number: `zero` was entered as 0, `missing` was not entered (say who owes it
 * and until when in `note`), `not-applicable` has no meaning here, `suppressed` is a small number kept hidden.
 */
export type Missing = 'zero' | 'missing' | 'not-applicable' | 'suppressed'

/** A missing figure: never blank, never 0, never green. */
export function MissingValue({ kind, note }: { kind: Missing; note?: string }) {
  const t = useTranslations('ui.missing')
  const shown = {
    zero: <strong>0</strong>,
    missing: <Chip look="dashed">{t('missing')}</Chip>,
    'not-applicable': (
      <span>
        <span aria-hidden>–</span>
        <span className="nq-only-read">{t('not-applicable')}</span>
      </span>
    ),
    suppressed: <Chip look="grey">{t('suppressed')}</Chip>,
  }[kind]

  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '0.25rem 0.5rem', alignItems: 'center' }}>
      {shown}
      {note !== undefined && <span style={{ fontSize: '0.875rem', color: 'var(--nq-ink2)' }}>{note}</span>}
    </span>
  )
}
