import { useTranslations } from 'use-intl'
import { RemedyList } from './remedy-list.tsx'

type Remedies = Parameters<typeof RemedyList>[0]['remedies']

/** Remedies on the start page: one's own, and for who inspects those that are late or wait to be seen. */
export function RemedyWork({ remedies }: { remedies: Remedies }) {
  const t = useTranslations('inspections.remedies')
  return <RemedyList remedies={remedies} title={t('own')} quiet />
}
