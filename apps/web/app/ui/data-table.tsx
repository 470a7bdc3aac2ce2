import { Link, useNavigate } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './data-table.module.css'
import { followRowLink } from './row-link.tsx'

/** One column. On a phone each row becomes a card: `title` is its heading, `line` a labelled line, `hide` is left out. */
export type Column<Row> = {
  readonly id: string
  readonly head: ReactNode
  /** The head as a word, for the phone's lines, where the head is more than one. */
  readonly label?: string
  readonly cell: (row: Row) => ReactNode
  readonly numeric?: boolean
  readonly width?: string
  readonly phone?: 'title' | 'line' | 'hide'
}

type DataTableProps<Row> = {
  /** Read aloud as the name of the table. */
  label: string
  columns: ReadonlyArray<Column<Row>>
  rows: readonly Row[]
  rowKey: (row: Row) => string
  tone?: (row: Row) => 'red' | 'selected' | undefined
  /** A sentence under the row, for instance a fault with its code. */
  note?: (row: Row) => ReactNode
  /** What Enter and a click on the row do; the same must be reachable by a link inside the row. */
  onOpen?: (row: Row) => void
  /** Other keys on a row (`T`, space); answer true when it was used. */
  onKey?: (key: string, row: Row) => boolean
  /** How many rows there are in all; a cut list says so. */
  total?: number
  /** Where all rows are shown. */
  allTo?: string
  compact?: boolean
  empty?: ReactNode
  keys?: ReactNode
}

/** Spelled out, because the card layout of phones takes a table's own meaning away from screen readers. */
const roles = {
  rowgroup: 'rowgroup',
  row: 'row',
  columnheader: 'columnheader',
  cell: 'cell',
  gridcell: 'gridcell',
} as const

/** A table to work in: sticky head, numbers right, arrows and Enter on rows, a card per row on a phone, and it says when it is cut. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, tone, note, onOpen, onKey, total, allTo, compact = false, empty, keys } = props
  const t = useTranslations('ui.table')
  const navigate = useNavigate()
  const idBase = useId()
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState(0)
  const walkable = onOpen !== undefined || onKey !== undefined
  const cut = total !== undefined && total > rows.length
  if (rows.length === 0 && empty !== undefined) return empty

  function walk(event: KeyboardEvent<HTMLTableRowElement>, index: number, row: Row) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }
    const next = steps[event.key]
    if (next !== undefined) {
      event.preventDefault()
      body.current?.querySelector<HTMLElement>(`[data-row-index="${next}"]`)?.focus()
    } else if (event.key === 'Enter' && onOpen !== undefined) {
      event.preventDefault()
      onOpen(row)
    } else if (event.key === '?') {
      event.currentTarget.querySelector<HTMLElement>('[data-why]')?.click()
    } else if (onKey?.(event.key, row)) event.preventDefault()
  }

  return (
    <div className={classes['frame']}>
      <div className={classes['scroll']}>
        <table
          className={`${classes['table']} ${compact ? classes['compact'] : ''}`}
          role={walkable ? 'grid' : 'table'}
          aria-label={label}
        >
          <thead className={classes['head']} role={roles.rowgroup}>
            <tr role={roles.row}>
              {columns.map(({ id, head, numeric, width }) => (
                <th
                  key={id}
                  role={roles.columnheader}
                  scope="col"
                  className={numeric ? classes['number'] : undefined}
                  style={width === undefined ? undefined : { width }}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} role={roles.rowgroup}>
            {rows.map((row, index) => {
              const key = rowKey(row)
              const noted = note?.(row)
              const shade = tone?.(row)
              const rowClass = [
                classes['row'],
                shade === undefined ? '' : classes[shade],
                onOpen === undefined ? '' : classes['open'],
                noted ? classes['noted'] : '',
              ].join(' ')
              return [
                <tr
                  key={key}
                  role={roles.row}
                  className={rowClass}
                  aria-selected={shade === 'selected' ? true : undefined}
                  aria-describedby={noted ? `${idBase}-${key}` : undefined}
                  {...(walkable && {
                    'data-row-index': index,
                    tabIndex: index === Math.min(active, rows.length - 1) ? 0 : -1,
                    onFocus: () => setActive(index),
                    onKeyDown: (event) => walk(event, index, row),
                    onClick: (event) => {
                      const { target } = event
                      if (followRowLink(event, navigate)) return
                      if (!(target instanceof Element && target.closest('a, button, input, label'))) onOpen?.(row)
                    },
                  })}
                >
                  {columns.map(
                    ({
                      id,
                      head,
                      label: word = typeof head === 'string' ? head : undefined,
                      cell,
                      numeric,
                      phone = 'line',
                    }) => (
                      <td
                        key={id}
                        role={walkable ? roles.gridcell : roles.cell}
                        className={cellClass(numeric, phone)}
                        // A word for the phone alone; as an element it would be a fifth of a long table.
                        data-label={word}
                      >
                        {word === undefined && (
                          <span className={classes['label']} aria-hidden>
                            {head}
                          </span>
                        )}
                        <span>{cell(row)}</span>
                      </td>
                    ),
                  )}
                </tr>,
                noted ? (
                  <tr
                    key={`${key}-note`}
                    role={roles.row}
                    className={`${classes['note']} ${shade === undefined ? '' : classes[shade]}`}
                  >
                    <td role={walkable ? roles.gridcell : roles.cell} colSpan={columns.length} id={`${idBase}-${key}`}>
                      {noted}
                    </td>
                  </tr>
                ) : null,
              ]
            })}
          </tbody>
        </table>
      </div>
      {(cut || keys !== undefined) && (
        <div className={classes['foot']}>
          <span>
            {cut && `${t('cut', { shown: rows.length, total })} `}
            {cut && allTo !== undefined && <Link to={allTo}>{t('show-all', { total })}</Link>}
          </span>
          {keys !== undefined && (
            <span className={classes['keys']} data-no-print>
              {keys}
            </span>
          )}
        </div>
      )}
    </div>
  )
}

function cellClass(numeric: boolean | undefined, phone: 'title' | 'line' | 'hide'): string | undefined {
  const own = { title: classes['titleCell'], line: undefined, hide: classes['hidden'] }[phone]
  const names = [numeric ? classes['number'] : undefined, own].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}
