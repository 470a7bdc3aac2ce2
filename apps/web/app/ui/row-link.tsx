import type { MouseEvent, ReactNode } from 'react'

type RowLinkProps = { to: string; className?: string | undefined; children: ReactNode }

/**
 * A link in a row of a `DataTable` that opens on a click. A router's own link asks ten hooks for each, on the server and again in the
 * browser; this is an element, and the table around it follows it.
 */
export function RowLink({ to, className, children }: RowLinkProps) {
  return (
    <a href={to} className={className} data-row-link>
      {children}
    </a>
  )
}

/** Follows the row link that was clicked without leaving the page; answers whether there was one. Modified clicks stay the browser's. */
export function followRowLink(event: MouseEvent, navigate: (to: string) => void): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[data-row-link]') : null
  const address = link?.getAttribute('href')
  if (!address || event.button !== 0 || event.metaKey || event.altKey || event.ctrlKey || event.shiftKey) return false
  event.preventDefault()
  navigate(address)
  return true
}
