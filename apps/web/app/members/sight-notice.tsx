import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { IconEyeOff } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import type { ShownSight } from './name-sight.server.ts'

/** Says that names are left out and how they are opened, or whose look this is; printed with the page. */
export function SightNotice({ sight: { hidden, mark } }: { sight: ShownSight }) {
  const t = useTranslations('members.sight')
  return (
    <>
      {mark !== null && (
        <Notice tone="watch" title={t('mark', { name: mark.name, at: formatMoment(mark.at) })}>
          {t('mark-text')}
        </Notice>
      )}
      {hidden && (
        <Notice tone="info" icon={IconEyeOff} end={<Link to="/privacy/names">{t('open')}</Link>}>
          {t('hidden')}
        </Notice>
      )}
    </>
  )
}
