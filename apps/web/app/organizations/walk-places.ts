/** Where a tile or an outline stands on a map, in any unit; y grows downwards. */
export type Place = { readonly x: number; readonly y: number }

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * The place to go to from one with an arrow key: the nearest that lies that way, what lies aside counting double. Home and End
 * are the first and the last. Null for another key, or when nothing lies that way.
 */
export function nextPlace(places: readonly Place[], from: number, key: string): number | null {
  if (key === 'Home') return places.length > 0 ? 0 : null
  if (key === 'End') return places.length > 0 ? places.length - 1 : null
  const [stepX, stepY] = steps[key] ?? [0, 0]
  const here = places[from]
  if (!here || (stepX === 0 && stepY === 0)) return null
  let best: { at: number; cost: number } | null = null
  for (const [at, place] of places.entries()) {
    const along = (place.x - here.x) * stepX + (place.y - here.y) * stepY
    const aside = Math.abs((place.x - here.x) * stepY) + Math.abs((place.y - here.y) * stepX)
    if (at === from || along <= 0 || aside > along * 2) continue
    const cost = along + aside * 2
    if (best === null || cost < best.cost) best = { at, cost }
  }
  return best?.at ?? null
}
