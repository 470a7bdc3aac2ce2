import { Link } from '@remix-run/react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './areas.module.css'
import type { areasLoader, Charge } from './areas.server.ts'
import { nextPlace, type Place } from './walk-places.ts'

type Areas = Awaited<ReturnType<typeof areasLoader>>
type Area = Areas['areas'][number]

/** Arrow keys go from place to place; one place of the map is in the tab order at a time. */
function useWalk(places: readonly Place[]) {
  const [current, setCurrent] = useState(0)
  const items = useRef<(Element | null)[]>([])
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = nextPlace(places, current, event.key)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    const item = items.current[next]
    if (item instanceof HTMLElement || item instanceof SVGElement) item.focus()
  }
  const itemOf = (at: number) => ({
    tabIndex: at === current ? 0 : -1,
    onFocus: () => setCurrent(at),
    ref: (item: Element | null) => {
      items.current[at] = item
    },
  })
  return { onKeyDown, itemOf }
}

function useTold() {
  const t = useTranslations('organizations.areas')
  return ({ name, charge, holder }: Area) => `${name}: ${holder === null ? t(`charge.${charge}`) : holder.name}`
}

const looks: Readonly<Record<Charge, string | undefined>> = {
  own: classes['own'],
  held: classes['held'],
  open: classes['open'],
  unknown: classes['unknown'],
}

/** A tile for each commune in rough geographic order. */
export function AreaTiles({ areas, kept }: { areas: readonly Area[]; kept: string }) {
  const t = useTranslations('organizations.areas')
  const told = useTold()
  const placed = areas.flatMap((one) =>
    one.tileColumn === null || one.tileRow === null ? [] : [{ ...one, x: one.tileColumn, y: one.tileRow }],
  )
  const inOrder = placed.toSorted((one, other) => one.y - other.y || one.x - other.x)
  const [left, top] = [Math.min(...inOrder.map(({ x }) => x)), Math.min(...inOrder.map(({ y }) => y))]
  const columns = Math.max(...inOrder.map(({ x }) => x)) - left + 1
  const { onKeyDown, itemOf } = useWalk(inOrder)
  return (
    <div className={classes['scroll']}>
      <ul
        className={classes['tiles']}
        aria-label={t('tiles-label')}
        onKeyDown={onKeyDown}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(4.25rem, 7rem))` }}
      >
        {inOrder.map((one, at) => (
          <li key={one.code} style={{ gridColumn: one.x - left + 1, gridRow: one.y - top + 1 }}>
            <Link
              to={`/areas/${one.code}${kept}`}
              className={`${classes['tile']} ${looks[one.charge]}`}
              aria-label={told(one)}
              title={told(one)}
              {...itemOf(at)}
            >
              {one.shortName}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The communes drawn by their outlines; each is a link. */
export function AreaOutlines({
  areas,
  drawn,
  kept,
}: {
  areas: readonly Area[]
  drawn: NonNullable<Areas['drawn']>
  kept: string
}) {
  const t = useTranslations('organizations.areas')
  const told = useTold()
  const byCode = new Map(areas.map((one) => [one.code, one]))
  const shapes = drawn.paths.flatMap(({ code, path, middle: [x, y] }) => {
    const area = byCode.get(code)
    return area ? [{ area, path, x, y }] : []
  })
  const inOrder = shapes.toSorted((one, other) => one.y - other.y || one.x - other.x)
  const { onKeyDown, itemOf } = useWalk(inOrder)
  return (
    <nav aria-label={t('map-label')} onKeyDown={onKeyDown}>
      <svg viewBox={`-4 -4 ${drawn.width + 8} ${drawn.height + 8}`} className={classes['outlines']}>
        <title>{t('map-label')}</title>
        {inOrder.map(({ area, path }, at) => (
          <Link key={area.code} to={`/areas/${area.code}${kept}`} aria-label={told(area)} {...itemOf(at)}>
            <path d={path} className={looks[area.charge]}>
              <title>{told(area)}</title>
            </path>
          </Link>
        ))}
      </svg>
    </nav>
  )
}
