import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import classes from './door.module.css'
import { Door } from './door.tsx'
import type { providerCallbackLoader } from './provider.server.ts'

/** What went wrong at the organization's sign-in, and the way on; nothing was changed and nobody is signed in. */
export function ProviderScreen() {
  const { fault, subject, label } = useLoaderData<typeof providerCallbackLoader>()
  const t = useTranslations('access.provider')
  return (
    <Door title={t('title', { label })}>
      <Notice tone={fault === 'provider-denied' ? 'watch' : 'error'} title={t(`${fault}.happened`)} live="alert">
        <p>{t(`${fault}.todo`)}</p>
        {subject !== null && (
          <p>
            {t('subject')} <span className={classes['mono']}>{subject}</span>
          </p>
        )}
      </Notice>
      <div className={classes['form']}>
        {fault !== 'provider-off' && (
          <Button component="a" href="/sign-in/oidc" variant="filled">
            {t('again')}
          </Button>
        )}
        <Button component={Link} to="/sign-in" variant="default">
          {t('back')}
        </Button>
      </div>
    </Door>
  )
}
