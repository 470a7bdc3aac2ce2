import { NavLink } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import classes from './rights.module.css'

/** The pages about rights, as far as this person is offered them. */
export function RightsTabs({ review, breakGlass }: { review: boolean; breakGlass: boolean }) {
  const t = useTranslations('access.rights')
  const tabs = [
    ['/rights/why', t('tabs.why'), true],
    ['/rights/review', t('tabs.review'), review],
    ['/rights/break-glass', t('tabs.break-glass'), breakGlass],
  ] as const
  const shown = tabs.filter(([, , wanted]) => wanted)
  if (shown.length < 2) return null
  return (
    <nav aria-label={t('title')} className={classes['tabs']} data-no-print>
      {shown.map(([to, label]) => (
        <NavLink key={to} to={to} className={classes['tab'] ?? ''}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
