import type { OutlineRings } from './read-outlines.ts'

/** Outlines drawn side by side: the size of the picture and a path for each, in its own units from the top left. */
export type DrawnOutlines = {
  readonly width: number
  readonly height: number
  readonly paths: readonly {
    readonly code: string
    readonly path: string
    readonly middle: readonly [number, number]
  }[]
}

const width = 1000

/**
 * Draws outlines on one flat picture 1000 wide (equirectangular about their middle latitude, true enough for one
 * province): SVG path data with whole numbers, and the middle of each for its name. No outlines give an empty picture.
 */
export function drawOutlines(
  outlines: readonly { readonly code: string; readonly rings: OutlineRings }[],
): DrawnOutlines {
  const places = outlines.flatMap(({ rings }) => rings.flat(2))
  if (places.length === 0) return { width, height: 0, paths: [] }
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [x, y] of places) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / Math.max((east - west) * narrow, 1e-9)
  const across = (x: number) => Math.round((x - west) * narrow * scale)
  const down = (y: number) => Math.round((north - y) * scale)
  return {
    width,
    height: Math.max(1, down(south)),
    paths: outlines.map(({ code, rings }) => {
      const border =
        rings.map((polygon) => polygon[0] ?? []).toSorted((one, other) => other.length - one.length)[0] ?? []
      const [xs, ys] = [border.map(([x]) => x), border.map(([, y]) => y)]
      const half = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
      return {
        code,
        path: rings
          .flat()
          .map(
            (ring) =>
              `M${ring
                .slice(0, -1)
                .map(([x, y]) => `${across(x)} ${down(y)}`)
                .join('L')}Z`,
          )
          .join(''),
        middle: border.length === 0 ? [0, 0] : [across(half(xs)), down(half(ys))],
      }
    }),
  }
}
