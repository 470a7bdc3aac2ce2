import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { IconAlertTriangle } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'

/** What the frame says about emergency accounts: to who uses one, and to who keeps accounts or reads the trail. */
export type EmergencyNews = {
  /** When the use of this very session closes. */
  readonly own: Date | null
  readonly others: readonly {
    readonly name: string
    readonly since: Date
    readonly until: Date | null
  }[]
}

/** A band on every page while an emergency account is open or waits to be sealed anew. */
export function EmergencyNotice({ own, others }: EmergencyNews) {
  const t = useTranslations('access.emergency')
  const lines = [
    ...(own ? [t('own', { moment: formatMoment(own) })] : []),
    ...others.map(({ name, since, until }) =>
      until
        ? t('open', { name, since: formatMoment(since), until: formatMoment(until) })
        : t('spent', { name, since: formatMoment(since) }),
    ),
  ]
  if (lines.length === 0) return null
  return (
    <div style={{ display: 'grid', gap: 8, marginBottom: 16 }}>
      {lines.map((line) => (
        <Notice key={line} tone="watch" icon={IconAlertTriangle} live="status">
          {line}
        </Notice>
      ))}
    </div>
  )
}
