import { Link, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import classes from './filter-buttons.module.css'

/** One choice of a filter; `value: null` is "all". */
export type FilterChoice = { readonly value: string | null; readonly label: string; readonly count: number }

/** Counted filters kept in the address (`?state=returned`), so that a view can be sent and goes back with the browser. */
export function FilterButtons({
  name,
  choices,
  label,
}: {
  name: string
  choices: readonly FilterChoice[]
  label?: string
}) {
  const t = useTranslations('ui.table')
  const format = useFormatter()
  const [search] = useSearchParams()
  const chosen = search.get(name)

  return (
    <nav aria-label={label ?? t('filters')}>
      <ul className={classes['filters']}>
        {choices.map(({ value, label: word, count }) => (
          <li key={value ?? ''}>
            <Link
              className={classes['filter'] ?? ''}
              to={{ search: addressWith(search, name, value) }}
              aria-current={value === chosen ? 'true' : undefined}
              preventScrollReset
            >
              {word} {format.number(count)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The query with one name set, or removed with `null`; the others stay. */
export function addressWith(search: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(search)
  if (value === null) next.delete(name)
  else next.set(name, value)
  const text = next.toString()
  return text === '' ? '?' : `?${text}`
}
