import { useTranslations } from 'use-intl'
import { formatTime } from './format.ts'

/** Until when the figures of a page were written, where they come from a copy of the database; nothing where they are of this moment. */
export function DataAsOf({ at }: { at: string | null }) {
  const t = useTranslations('ui.data-as-of')
  if (at === null) return null
  return (
    <p style={{ fontSize: '0.875rem', color: 'var(--nq-ink2)' }}>
      <time dateTime={at}>{t('until', { time: formatTime(at) })}</time>
    </p>
  )
}
