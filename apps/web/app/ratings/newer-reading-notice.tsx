import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'

/** Tells whoever works on a year that its rules have been read anew since it was opened; nothing has moved by it. */
export function NewerReadingNotice({ year, says }: { readonly year: number; readonly says: string }) {
  const t = useTranslations('rules.reading')
  return (
    <Notice tone="watch" title={t('notice-title')}>
      <p>{t('notice', { says })}</p>
      <p>
        <Link to={`/ratings/${year}/reading`}>{t('notice-open')}</Link>
      </p>
    </Notice>
  )
}
