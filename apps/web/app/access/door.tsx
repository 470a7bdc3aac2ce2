import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { menuHostId } from '../ui/choice-menu.tsx'
import { PreferenceLinks } from '../ui/frame-nav.tsx'
import { IconStarFilled } from '../ui/icons.ts'
import classes from './door.module.css'

/** The page before the frame: one card with a form, and the choice of language, text size and colours below it. */
export function Door({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const t = useTranslations('ui.frame')
  return (
    <div className={classes['page']}>
      <span />
      <main id="main" className={classes['card']}>
        <div className={classes['brand']}>
          <span className={classes['emblem']} aria-hidden>
            <IconStarFilled size={22} />
          </span>
          <span>{t('product')}</span>
        </div>
        <div>
          <h1 className={classes['title']}>{title}</h1>
          {note !== undefined && <p className={classes['note']}>{note}</p>}
        </div>
        {children}
      </main>
      <nav className={classes['foot']} aria-label={t('system')}>
        <PreferenceLinks />
        {/* Menus are drawn here, inside a landmark. */}
        <div id={menuHostId} />
      </nav>
    </div>
  )
}
