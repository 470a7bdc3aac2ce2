import { type Place, places, type Who } from './places.ts'

/** The pages and resources of the web as patterns, the most exact first. */
const patterns = Object.keys(places)
  .map((route) => ({
    route,
    names: (route.match(/:/gu) ?? []).length,
    pattern: new RegExp(`^${route.replaceAll(/[.*()]/gu, '\\$&').replaceAll(/:\w+/gu, '[^/]+?')}$`, 'u'),
  }))
  .sort((one, other) => one.names - other.names || other.route.length - one.route.length)

/** The route an address belongs to: where several fit, the one with the fewest names in it, then the longest. */
export function routeOf(address: string): string | null {
  const path = address.split(/[?#]/u)[0] ?? ''
  return patterns.find(({ pattern }) => pattern.test(path))?.route ?? null
}

/** The addresses a page leads to, in the order they stand there. */
export const linksOf = (html: string): string[] =>
  [...html.matchAll(/(?:href|action)="(\/[^"]*)"/gu)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replace(/#.*$/u, ''),
  )

export type FoundPlace = { readonly route: string; readonly who: Who; readonly address: string }

/** Finds the address of each page as its account would; where there is none the answer says why. */
export class PlaceFinder {
  readonly #open: (who: Who, address: string) => Promise<string>
  readonly #found = new Map<string, Promise<FoundPlace | string>>()
  readonly #pages = new Map<string, Promise<string>>()
  constructor(open: (who: Who, address: string) => Promise<string>) {
    this.#open = open
  }

  find(route: string): Promise<FoundPlace | string> {
    const known = this.#found.get(route) ?? this.#seek(route)
    this.#found.set(route, known)
    return known
  }

  async #seek(route: string): Promise<FoundPlace | string> {
    const place: Place | undefined = places[route]
    if (!place) return 'not in the list of places'
    if ('outside' in place) return place.outside
    const { who } = place
    if ('at' in place) return { route, who, address: place.at }
    if ('with' in place) {
      const beside = await this.find(place.with)
      if (typeof beside === 'string') return beside
      const path = beside.address.replace(/[?#].*$/u, '')
      const [what, by] = place.replace ?? [/^/u, '']
      return { route, who, address: path.replace(what, by) + place.add }
    }
    const start = place.from.includes(':') || place.from in places ? await this.find(place.from) : null
    if (typeof start === 'string') return start
    const first = start?.address ?? place.from
    const direct = await this.#linkOn(who, first, route)
    if (direct !== null) return { route, who, address: direct }
    if (!place.via) return `no link to it on ${place.from}`
    // Not on the page itself: on the first few of a kind it leads to.
    for (const between of (await this.#linksOn(who, first, place.via)).slice(0, 12)) {
      const found = await this.#linkOn(who, between, route)
      if (found !== null) return { route, who, address: found }
    }
    return `no link to it on ${place.via}`
  }

  async #linkOn(who: Who, address: string, route: string): Promise<string | null> {
    return (await this.#linksOn(who, address, route))[0] ?? null
  }

  async #linksOn(who: Who, address: string, route: string): Promise<string[]> {
    const key = `${who} ${address}`
    const page = this.#pages.get(key) ?? this.#open(who, address)
    this.#pages.set(key, page)
    return linksOf(await page).filter((link) => routeOf(link) === route)
  }
}
