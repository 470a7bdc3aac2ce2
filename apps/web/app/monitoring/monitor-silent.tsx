import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'

/** In place of a page whose service does not answer: what happened, what goes on, what to do. */
export function MonitorSilent({ title }: { title: string }) {
  const t = useTranslations('screening.down')
  return (
    <>
      <PageHead title={title} />
      <Notice tone="watch" live="status" title={t('title')}>
        <p>{t('what')}</p>
        <p>{t('todo')}</p>
      </Notice>
    </>
  )
}
