import { Button } from '@mantine/core'
import { Link, NavLink, useSearchParams } from '@remix-run/react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './app-frame.module.css'
import { asOfName, useAsOf } from './as-of.ts'
import { Chip } from './chip.tsx'
import { menuHostId } from './choice-menu.tsx'
import { DayPicker } from './day-picker.tsx'
import { addressWith } from './filter-buttons.tsx'
import { formatDay } from './format.ts'
import { type NavItem, NavLinks, PreferenceLinks, useKeptSearch } from './frame-nav.tsx'
import { FrameSearch } from './frame-search.tsx'
import { IconBell, IconHistory, IconMenu2, IconStarFilled } from './icons.ts'
import { Notice } from './notice.tsx'
import { useFrameKeys } from './use-frame-keys.ts'
import { type FrameUser, type UserLink, UserMenu } from './user-menu.tsx'

const BottomSheet = lazy(() => import('./bottom-sheet.tsx'))

type AppFrameProps = {
  /** The organization in whose name the person works. */
  organization: string
  user: FrameUser | null
  /** The first three also stand in the bottom bar of a phone. */
  nav: readonly NavItem[]
  systemNav?: readonly NavItem[]
  userLinks?: readonly UserLink[]
  signOutAction?: string
  searchAction?: string
  /** The person's inbox and how many rows of it are unread. */
  inbox?: { readonly to: string; readonly unread: number; readonly label: string }
  /** Today in Vietnam, from the server. */
  today: string
  /** How many changes took effect after the day shown; for the amber band. */
  laterChanges?: number
  /** Marks invented data. */
  sample?: boolean
  children: ReactNode
}

/** The frame of every page: skip link, header with search, day and person, side navigation with words, bottom bar on phones. */
export function AppFrame(props: AppFrameProps) {
  const {
    organization,
    user,
    nav,
    systemNav = [],
    userLinks = [],
    signOutAction,
    searchAction,
    today,
    laterChanges,
  } = props
  const t = useTranslations('ui.frame')
  const [search, setSearch] = useSearchParams()
  const asOf = useAsOf(today)
  const keptSearch = useKeptSearch()
  const [sheetOpen, setSheetOpen] = useState(false)
  useFrameKeys()

  const picker = (
    <DayPicker
      key={asOf.day}
      value={asOf.day}
      today={today}
      onPick={(day) => setSearch(addressWith(search, asOfName, day === today ? null : day).slice(1))}
    />
  )
  const system = (
    <>
      <p className={classes['section']}>{t('system')}</p>
      <NavLinks items={systemNav} onFollow={() => setSheetOpen(false)} />
      <PreferenceLinks />
    </>
  )

  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main">
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <Link to={{ pathname: '/', search: keptSearch }} className={classes['brand'] ?? ''}>
          <span className={classes['emblem']} aria-hidden>
            <IconStarFilled size={18} />
          </span>
          <span className={classes['names']}>
            <span className={classes['organization']}>{organization}</span>
            <span className={classes['tagline']}>{t('tagline')}</span>
          </span>
        </Link>
        {searchAction !== undefined && <FrameSearch action={searchAction} shortcut />}
        {props.sample && <Chip look="dashed">{t('sample')}</Chip>}
        <span className={classes['gap']} />
        <span className={classes['wide']}>{picker}</span>
        {props.inbox !== undefined && (
          <Link
            to={props.inbox.to}
            className={classes['inbox'] ?? ''}
            aria-label={props.inbox.label}
            title={props.inbox.label}
          >
            <IconBell size={22} stroke={1.6} aria-hidden />
            {props.inbox.unread > 0 && (
              <span className={classes['count']} aria-hidden>
                {props.inbox.unread > 99 ? '99+' : props.inbox.unread}
              </span>
            )}
          </Link>
        )}
        {user !== null && (
          <span className={classes['wide']}>
            <UserMenu user={user} links={userLinks} signOutAction={signOutAction} />
          </span>
        )}
      </header>
      <nav className={classes['side']} aria-label={t('navigation')}>
        <NavLinks items={nav} />
        {system}
      </nav>
      <main id="main" className={classes['main']} tabIndex={-1}>
        {!asOf.isToday && (
          <div className={classes['band']}>
            <Notice
              tone="watch"
              icon={IconHistory}
              live="status"
              end={
                <Button component={Link} to={addressWith(search, asOfName, null)}>
                  {t('back-to-today', { day: formatDay(today) })}
                </Button>
              }
            >
              {t.rich('as-of-band', { day: formatDay(asOf.day), strong: (text) => <strong>{text}</strong> })}{' '}
              {laterChanges !== undefined && t('later-changes', { count: laterChanges })}
            </Notice>
          </div>
        )}
        {props.children}
        {/* Menus are drawn here, inside a landmark and outside every scrolling box. */}
        <div id={menuHostId} />
      </main>
      <nav className={classes['bottom']} aria-label={t('navigation-short')}>
        {nav.slice(0, 3).map(({ to, label, short = label, icon: Shape, end = false }) => (
          <NavLink key={to} className={classes['tab'] ?? ''} to={{ pathname: to, search: keptSearch }} end={end}>
            <Shape size={22} stroke={1.6} aria-hidden />
            {short}
          </NavLink>
        ))}
        <button
          type="button"
          className={classes['tab']}
          aria-haspopup="dialog"
          aria-expanded={sheetOpen}
          onClick={() => setSheetOpen(true)}
        >
          <IconMenu2 size={22} stroke={1.6} aria-hidden />
          {t('more')}
        </button>
      </nav>
      {sheetOpen && (
        <Suspense fallback={null}>
          <BottomSheet title={t('more')} close={() => setSheetOpen(false)}>
            <div className={classes['sheet']}>
              {searchAction !== undefined && <FrameSearch action={searchAction} />}
              <div>{picker}</div>
              {user !== null && <UserMenu user={user} links={userLinks} signOutAction={signOutAction} />}
              <NavLinks items={nav} onFollow={() => setSheetOpen(false)} />
              {system}
            </div>
          </BottomSheet>
        </Suspense>
      )}
    </div>
  )
}
