import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** The pages that stand in for one that cannot be shown. */
export type PageFault = '400' | '403' | '404' | '500' | '503' | '507' | 'clock'

/** What happened, what was kept, what to do; then the code, small. Never a stack. */
export function StatusPage({ fault, requestId }: { fault: PageFault; requestId: string }) {
  const t = useTranslations('ui.status-page')
  return (
    <main
      id="main"
      style={{ maxWidth: '40rem', margin: '0 auto', padding: '10vh 1rem 3rem', display: 'grid', gap: '0.75rem' }}
    >
      <h1 style={{ fontSize: '1.5rem', lineHeight: 1.42, fontWeight: 650 }}>{t(`${fault}.happened`)}</h1>
      <p>{t(`${fault}.kept`)}</p>
      <p>{t(`${fault}.todo`)}</p>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
        <Button component={Link} to="/" reloadDocument variant="filled">
          {t('home')}
        </Button>
        <Button onClick={() => history.back()}>{t('back')}</Button>
      </p>
      <p style={{ fontSize: '0.875rem', color: 'var(--nq-ink2)' }}>
        {requestId === ''
          ? t('code', { fault: fault === 'clock' ? '503' : fault })
          : t('code-with-id', { fault: fault === 'clock' ? '503' : fault, id: requestId })}
      </p>
    </main>
  )
}
