import { Link } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import classes from './page-head.module.css'

/** One step of the way to this page; without `to` it is no link. */
export type Crumb = { readonly label: string; readonly to?: string }

type PageHeadProps = {
  crumbs?: readonly Crumb[]
  title: string
  /** One sentence with the state of the page. */
  state?: ReactNode
  /** Buttons; the main one last, at the right. */
  actions?: ReactNode
  /** `SavedState`, under the main action. */
  saved?: ReactNode
}

/** Head of every page: way, title, one sentence with the state; main action at the right, its saved state under it. */
export function PageHead({ crumbs = [], title, state, actions, saved }: PageHeadProps) {
  const t = useTranslations('ui.frame')
  const product = t('product')
  // The page's own name first: it is what a tab shows and a screen reader says on arrival.
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <header className={classes['head']}>
      <div>
        {crumbs.length > 0 && (
          <nav aria-label={t('crumbs')}>
            <ol className={classes['crumbs']}>
              {crumbs.map(({ label, to }) => (
                <li key={label}>{to === undefined ? label : <Link to={to}>{label}</Link>}</li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className={classes['title']}>{title}</h1>
        {state !== undefined && <p className={classes['state']}>{state}</p>}
      </div>
      {(actions !== undefined || saved !== undefined) && (
        <div className={classes['side']}>
          {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
          {saved}
        </div>
      )}
    </header>
  )
}
