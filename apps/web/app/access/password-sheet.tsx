import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'

/** A first password with whose it is; it exists in this answer and nowhere else. */
export type PasswordSlip = {
  readonly username: string
  readonly displayName: string
  readonly organizationName: string | null
  readonly password: string
}

/** One-time passwords as slips to be cut apart and handed over; shown once, printed from here. */
export function PasswordSheet({ slips }: { slips: readonly PasswordSlip[] }) {
  const t = useTranslations('access.accounts.sheet')
  return (
    <Panel
      title={t('title', { count: slips.length })}
      aside={
        <Button variant="filled" onClick={() => window.print()} data-no-print>
          {t('print')}
        </Button>
      }
    >
      <div className={classes['stack']}>
        <div data-no-print>
          <Notice tone="watch" live="status">
            {t('once')}
          </Notice>
        </div>
        <ul className={classes['slips']}>
          {slips.map(({ username, displayName, organizationName, password }) => (
            <li key={username} className={classes['slip']}>
              <p>
                <strong>{displayName}</strong>
                {organizationName !== null && <span className={classes['light']}> · {organizationName}</span>}
              </p>
              <p>
                {t('username')}: <strong>{username}</strong>
              </p>
              <p>
                {t('password')}: <span className={classes['password']}>{password}</span>
              </p>
              <p className={classes['light']}>{t('help')}</p>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
