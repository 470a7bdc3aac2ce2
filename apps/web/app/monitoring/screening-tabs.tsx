import { NavLink } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import classes from './screening.module.css'

const tabs = ['board', 'watch', 'signs', 'entry', 'indicators', 'runs'] as const

/** The pages of early recognition beside each other: the board, the list, and what they rest on. */
export function ScreeningTabs() {
  const t = useTranslations('screening.tabs')
  return (
    <nav aria-label={t('label')} className={classes['tabs']} data-no-print>
      <ul>
        {tabs.map((tab) => (
          <li key={tab}>
            <NavLink to={tab === 'board' ? '/monitoring' : `/monitoring/${tab}`} end={tab === 'board'}>
              {t(tab)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
