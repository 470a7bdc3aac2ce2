import { Link, useSearchParams } from '@remix-run/react'
import { addressWith } from '../ui/filter-buttons.tsx'
import classes from './watch.module.css'

type GroupTabsProps = {
  label: string
  chosen: string
  groups: readonly { readonly name: string; readonly label: string }[]
}

/** The groups of a list, one of them shown; which one stands in the address. */
export function GroupTabs({ label, chosen, groups }: GroupTabsProps) {
  const [search] = useSearchParams()
  return (
    <nav aria-label={label} className={classes['views']}>
      {groups.map((one) => (
        <Link
          key={one.name}
          to={{ search: addressWith(search, 'group', one.name) }}
          aria-current={one.name === chosen ? 'true' : undefined}
        >
          {one.label}
        </Link>
      ))}
    </nav>
  )
}
