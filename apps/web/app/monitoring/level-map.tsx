import { Link, useSearchParams } from '@remix-run/react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { nextPlace } from '../organizations/walk-places.ts'
import type { boardLoader } from './board.server.ts'
import classes from './watch.module.css'

type Board = Extract<Awaited<ReturnType<typeof boardLoader>>, { up: true }>
export type BoardArea = Board['areas'][number]

/** The look of a level; nothing known is hatched, never pale. */
export const levelLook = (level: number | null): string => classes[level === null ? 'unknown' : `level${level}`] ?? ''

/** A tile or outline leads to the same board with that commune chosen. */
function useArea() {
  const [search] = useSearchParams()
  const t = useTranslations('watch.board')
  return {
    chosen: search.get('area'),
    to: (code: string) => {
      const next = new URLSearchParams(search)
      next.set('area', code)
      return { search: `?${next}` }
    },
    told: ({ name, level, isListed }: BoardArea) =>
      `${t('told', { name, level: level === null ? t('level-unknown') : t('level', { level }) })}${isListed ? `, ${t('is-listed')}` : ''}`,
  }
}

function useWalk(places: readonly { x: number; y: number }[]) {
  const [current, setCurrent] = useState(0)
  const items = useRef<(Element | null)[]>([])
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const next = nextPlace(places, current, event.key)
      if (next === null) return
      event.preventDefault()
      setCurrent(next)
      const item = items.current[next]
      if (item instanceof HTMLElement || item instanceof SVGElement) item.focus()
    },
    itemOf: (at: number) => ({
      tabIndex: at === current ? 0 : -1,
      onFocus: () => setCurrent(at),
      ref: (item: Element | null) => {
        items.current[at] = item
      },
    }),
  }
}

/** The communes as equal tiles in rough geographic order, each with its digit. */
export function LevelTiles({ areas }: { areas: readonly BoardArea[] }) {
  const t = useTranslations('watch.board')
  const { chosen, to, told } = useArea()
  const placed = areas
    .flatMap((one) =>
      one.tileColumn === null || one.tileRow === null ? [] : [{ ...one, x: one.tileColumn, y: one.tileRow }],
    )
    .toSorted((one, other) => one.y - other.y || one.x - other.x)
  const left = Math.min(...placed.map(({ x }) => x))
  const top = Math.min(...placed.map(({ y }) => y))
  const columns = Math.max(...placed.map(({ x }) => x)) - left + 1
  const { onKeyDown, itemOf } = useWalk(placed)
  return (
    <div className={classes['scroll']}>
      <ul
        className={classes['tiles']}
        aria-label={t('tiles-label')}
        onKeyDown={onKeyDown}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(3.5rem, 6rem))` }}
      >
        {placed.map((one, at) => (
          <li key={one.code} style={{ gridColumn: one.x - left + 1, gridRow: one.y - top + 1 }}>
            <Link
              to={to(one.code)}
              preventScrollReset
              className={`${classes['tile']} ${levelLook(one.level)}`}
              aria-label={told(one)}
              aria-current={one.code === chosen ? 'true' : undefined}
              {...itemOf(at)}
            >
              <span>
                {one.level !== null && one.level > 0 && <strong>{one.level}</strong>}
                {one.shortName}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The communes drawn by their outlines. */
export function LevelOutlines({ areas, drawn }: { areas: readonly BoardArea[]; drawn: NonNullable<Board['drawn']> }) {
  const t = useTranslations('watch.board')
  const { chosen, to, told } = useArea()
  const byCode = new Map(areas.map((one) => [one.code, one]))
  const shapes = drawn.paths
    .flatMap(({ code, path, middle: [x, y] }) => {
      const area = byCode.get(code)
      return area ? [{ area, path, x, y }] : []
    })
    .toSorted((one, other) => one.y - other.y || one.x - other.x)
  const { onKeyDown, itemOf } = useWalk(shapes)
  return (
    <nav aria-label={t('map-label')} onKeyDown={onKeyDown}>
      <svg viewBox={`-4 -4 ${drawn.width + 8} ${drawn.height + 8}`} className={classes['outlines']}>
        <title>{t('map-label')}</title>
        {shapes.map(({ area, path }, at) => (
          <Link
            key={area.code}
            to={to(area.code)}
            preventScrollReset
            aria-label={told(area)}
            aria-current={area.code === chosen ? 'true' : undefined}
            {...itemOf(at)}
          >
            <path d={path} className={levelLook(area.level)}>
              <title>{told(area)}</title>
            </path>
          </Link>
        ))}
      </svg>
    </nav>
  )
}
