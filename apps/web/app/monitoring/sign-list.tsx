import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { SignChip } from '../ui/sign-chip.tsx'
import classes from './watch.module.css'

/** A sign as a page shows it. */
export type ShownSignRow = {
  readonly signId: string
  readonly organizationId: string
  readonly organizationName: string
  readonly code: string
  readonly kind: 'red' | 'yellow' | 'contradiction' | 'outlier' | 'trend' | 'manual'
  readonly since: string
  readonly sentence: string
}

const looks = {
  red: 'red',
  manual: 'red',
  yellow: 'yellow',
  contradiction: 'yellow',
  outlier: 'yellow',
  trend: 'yellow',
} as const

/** So many signs stand open; the others are folded behind them, since a commune may have forty. */
const shownAtOnce = 6

/** Signs as sentences, the gravest first, each with its organization where it is another one; `open` leads on to the watch list. */
export function SignList({
  signs,
  isBelow = false,
  mayOpen = false,
}: {
  signs: readonly ShownSignRow[]
  isBelow?: boolean
  mayOpen?: boolean
}) {
  const t = useTranslations('watch.signs')
  if (signs.length === 0) return <EmptyState why={t('none')} />
  const shown = { isBelow, mayOpen }
  const isCut = signs.length > shownAtOnce
  return (
    <>
      <SignItems signs={isCut ? signs.slice(0, shownAtOnce) : signs} {...shown} />
      {isCut && (
        <details className={classes['more']}>
          <summary>{t('more', { count: signs.length - shownAtOnce })}</summary>
          <SignItems signs={signs.slice(shownAtOnce)} {...shown} />
        </details>
      )}
    </>
  )
}

type Shown = { readonly signs: readonly ShownSignRow[]; readonly isBelow: boolean; readonly mayOpen: boolean }

function SignItems({ signs, isBelow, mayOpen }: Shown) {
  const t = useTranslations('watch.signs')
  return (
    <ul className={classes['signs']}>
      {signs.map(({ signId, code, kind, since, sentence, organizationId, organizationName }) => (
        <li key={signId}>
          <span className={classes['chips']}>
            <SignChip sign={looks[kind]}>{code}</SignChip>
            {isBelow && <Link to={`/organizations/${organizationId}`}>{organizationName}</Link>}
          </span>
          <span>{sentence}</span>
          <span className={classes['light']}>
            {t('since', { day: formatDay(since) })}
            {mayOpen && (
              <>
                {' '}
                <Link to={`/monitoring/watch/new?organization=${organizationId}&sign=${signId}`}>{t('watch')}</Link>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
