import { NavLink } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import classes from './screening.module.css'

const tabs = ['signs', 'entry', 'indicators', 'runs'] as const

/** The pages of screening beside each other. */
export function ScreeningTabs() {
  const t = useTranslations('screening.tabs')
  return (
    <nav aria-label={t('label')} className={classes['tabs']} data-no-print>
      <ul>
        {tabs.map((tab) => (
          <li key={tab}>
            <NavLink to={`/monitoring/${tab}`}>{t(tab)}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
