import { NavLink, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import classes from './app-frame.module.css'
import { asOfName } from './as-of.ts'
import { ChoiceMenu } from './choice-menu.tsx'
import { type Icon, IconLanguage, IconSunMoon, IconTextSize } from './icons.ts'
import { usePage } from './page-context.tsx'
import { locales, schemes, textSizes } from './preferences.ts'

/** One entry of the navigation: a word, an icon, and the person's own open work as a count. */
export type NavItem = {
  readonly to: string
  readonly label: string
  /** A shorter word for the bottom bar of a phone. */
  readonly short?: string
  readonly icon: Icon
  readonly count?: number
  /** Only the exact address counts as being there. */
  readonly end?: boolean
}

/** The links of the navigation; the as-of day goes with them. */
export function NavLinks({ items, onFollow }: { items: readonly NavItem[]; onFollow?: () => void }) {
  const format = useFormatter()
  const t = useTranslations('ui.frame')
  const search = useKeptSearch()
  return (
    <ul className={classes['list']}>
      {items.map(({ to, label, icon: Shape, count, end = false }) => (
        <li key={to}>
          <NavLink className={classes['item'] ?? ''} to={{ pathname: to, search }} end={end} onClick={onFollow}>
            <Shape size={20} stroke={1.6} aria-hidden />
            {label}
            {count !== undefined && count > 0 && (
              <span className={classes['count']}>
                <span aria-hidden>{format.number(count)}</span>
                <span className="nq-only-read">{t('open-work', { count })}</span>
              </span>
            )}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

/** Language, text size and colours of this browser, as three entries of the navigation. */
export function PreferenceLinks() {
  const t = useTranslations('ui.preferences')
  const { preferences, choose } = usePage()
  const languages = { vi: 'Tiếng Việt', en: 'English' }
  return (
    <ul className={classes['list']}>
      <li>
        <ChoiceMenu
          className={classes['item']}
          choices={locales.map((locale) => ({ value: locale, label: languages[locale], lang: locale }))}
          chosen={preferences.locale}
          onChoose={(locale) => choose('locale', locale)}
        >
          <IconLanguage size={20} stroke={1.6} aria-hidden />
          <span className="nq-only-read">{t('language')}: </span>
          {languages[preferences.locale]}
        </ChoiceMenu>
      </li>
      <li>
        <ChoiceMenu
          className={classes['item']}
          choices={textSizes.map((size) => ({ value: size, label: `${size}%` }))}
          chosen={preferences.textSize}
          onChoose={(size) => choose('textSize', size)}
        >
          <IconTextSize size={20} stroke={1.6} aria-hidden />
          {t('text-size', { size: preferences.textSize })}
        </ChoiceMenu>
      </li>
      <li>
        <ChoiceMenu
          className={classes['item']}
          choices={schemes.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}`) }))}
          chosen={preferences.scheme}
          onChoose={(scheme) => choose('scheme', scheme)}
        >
          <IconSunMoon size={20} stroke={1.6} aria-hidden />
          {t(`scheme.${preferences.scheme}`)}
        </ChoiceMenu>
      </li>
    </ul>
  )
}

/** The part of the address that follows a person through the navigation. */
export function useKeptSearch(): string {
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  return asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
}
