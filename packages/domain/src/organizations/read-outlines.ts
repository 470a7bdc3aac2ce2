import { z } from 'zod'
import { ok, type Result, refuse } from '../shared/index.ts'
import { simplifyRing } from './simplify-ring.ts'

/** A place as `[longitude, latitude]` in degrees (WGS 84). */
export type Position = readonly [longitude: number, latitude: number]
/** Polygons of an outline; in each the first ring is the border, the others are holes. Rings are closed. */
export type OutlineRings = readonly (readonly (readonly Position[])[])[]

/** Why a feature of a GeoJSON file is refused, or told about. */
export const outlineFindingCodes = [
  'NOT_GEOJSON',
  'NO_FEATURES',
  'TOO_MANY_FEATURES',
  'NO_CODE',
  'NO_AREA',
  'OTHER_NAME',
  'TWICE',
  'NO_POLYGON',
  'RING_TOO_SHORT',
  'RING_OPEN',
  'RING_FLAT',
  'OUTSIDE_THE_WORLD',
  'TOO_MANY_POINTS',
  'RING_CROSSES_ITSELF',
] as const
export type OutlineFindingCode = (typeof outlineFindingCodes)[number]

/** One finding: the feature's number in the file, counted from 1 (0: the file as a whole), and what was found. */
export type OutlineFinding = {
  readonly code: OutlineFindingCode
  readonly feature: number
  readonly value: string
  readonly required: string
}

/** The outline of one area as it is kept: simplified for a page. */
export type AreaOutline = { readonly code: string; readonly rings: OutlineRings; readonly pointsRead: number }
/** A whole file read: the outlines, and what was kept although it is not flawless. */
export type OutlinesRead = { readonly outlines: readonly AreaOutline[]; readonly warnings: readonly OutlineFinding[] }
/** Something in the file is wrong; nothing of it is kept. */
export type OutlinesRefused = { readonly code: 'OUTLINES_REFUSED'; readonly findings: readonly OutlineFinding[] }

const limits = { features: 20_000, points: 100_000 } as const
/** A line is drawn anew when it stays this near the old one, in degrees (about 25 m in Hà Nội): under a pixel of the map. */
const tolerance = 0.000_25

const position = z.tuple([z.number(), z.number()]).rest(z.number())
const rings = z.array(z.array(position))
const featureSchema = z.object({
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: rings }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings) }),
  ]),
})
const collectionSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) })
const propertiesSchema = z.object({ properties: z.record(z.string(), z.unknown()) })

/** The official code and name of a feature under the names that public files use. */
function nameOf(feature: unknown): { readonly code: string | null; readonly name: string | null } {
  const read = propertiesSchema.safeParse(feature)
  const properties = read.success ? read.data.properties : {}
  const text = (...keys: readonly string[]) => {
    const found = keys.map((key) => properties[key]).find((value) => typeof value === 'string' && value.trim() !== '')
    return typeof found === 'string' ? found.normalize('NFC').trim() : null
  }
  return { code: text('code', 'ma_xa', 'ma'), name: text('fullName', 'full_name', 'name') }
}

type Add = (code: OutlineFindingCode, value?: string, required?: string) => void

function checkRing(ring: readonly Position[], add: Add): void {
  const [first, last] = [ring[0], ring.at(-1)]
  const outside = ring.find(([x, y]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90))
  if (ring.length < 4) add('RING_TOO_SHORT', `${ring.length}`, '4')
  else if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) add('RING_OPEN')
  else if (outside) add('OUTSIDE_THE_WORLD', outside.join(', '))
  else if (twiceTheArea(ring) === 0) add('RING_FLAT')
}

function twiceTheArea(ring: readonly Position[]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = ring[at + 1] ?? [x, y]
      return sum + x * nextY - nextX * y
    }, 0),
  )
}

/** Whether two edges of a ring properly cross; touching in a point is allowed. */
function crossesItself(ring: readonly Position[]): boolean {
  const side = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [a, b] = [ring[at], ring[at + 1]]
    if (!a || !b) continue
    const [low, high] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])]
    for (let other = at + 2; other + 1 < ring.length; other += 1) {
      const [c, d] = [ring[other], ring[other + 1]]
      if (!c || !d || Math.max(c[0], d[0]) < low || Math.min(c[0], d[0]) > high) continue
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true
    }
  }
  return false
}

/**
 * Reads the outlines of areas from a parsed GeoJSON file; `names` are the official codes and names in force on the day it is
 * read for. All or nothing: refuses OUTLINES_REFUSED with every bad feature by its number; a border that crosses itself is
 * kept and told about, since public files hold such ones and a page draws them.
 */
export function readOutlines(file: unknown, names: ReadonlyMap<string, string>): Result<OutlinesRead, OutlinesRefused> {
  const findings: OutlineFinding[] = []
  const warnings: OutlineFinding[] = []
  const whole = (code: OutlineFindingCode, value = '', required = ''): Result<OutlinesRead, OutlinesRefused> =>
    refuse({ code: 'OUTLINES_REFUSED', findings: [{ code, feature: 0, value, required }] })
  const collection = collectionSchema.safeParse(file)
  if (!collection.success) return whole('NOT_GEOJSON')
  const { features } = collection.data
  if (features.length === 0) return whole('NO_FEATURES')
  if (features.length > limits.features) return whole('TOO_MANY_FEATURES', `${features.length}`, `${limits.features}`)
  const seen = new Map<string, number>()
  const outlines = features.flatMap((feature, index): AreaOutline[] => {
    const number = index + 1
    const before = findings.length
    const add: Add = (code, value = '', required = '') => findings.push({ code, feature: number, value, required })
    const { code, name } = nameOf(feature)
    if (code === null) add('NO_CODE')
    else {
      const official = names.get(code)
      if (official === undefined) add('NO_AREA', code)
      else if (name !== null && name !== official) add('OTHER_NAME', name, official)
      const earlier = seen.get(code)
      if (earlier === undefined) seen.set(code, number)
      else add('TWICE', code, `${earlier}`)
    }
    const read = featureSchema.safeParse(feature)
    if (!read.success) add('NO_POLYGON')
    const geometry = read.success ? read.data.geometry : null
    const polygons: OutlineRings =
      geometry === null ? [] : (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(plain)
    const points = polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
    if (points > limits.points) add('TOO_MANY_POINTS', `${points}`, `${limits.points}`)
    else if (geometry !== null && (polygons.length === 0 || polygons.some((polygon) => polygon.length === 0)))
      add('NO_POLYGON')
    for (const ring of polygons.flat()) checkRing(ring, add)
    if (findings.length > before || code === null) return []
    if (polygons.flat().some(crossesItself)) {
      warnings.push({ code: 'RING_CROSSES_ITSELF', feature: number, value: code, required: '' })
    }
    const drawn = polygons.map((polygon) => polygon.map(simplified))
    return [{ code, rings: drawn, pointsRead: points }]
  })
  return findings.length > 0 ? refuse({ code: 'OUTLINES_REFUSED', findings }) : ok({ outlines, warnings })
}

/** A ring as a page needs it; one that would cross itself only by being simplified stays as it was read. */
function simplified(ring: readonly Position[]): readonly Position[] {
  const drawn = simplifyRing(ring, tolerance)
  return crossesItself(drawn) ? ring : drawn
}

/** Heights and other extras of a position are left out. */
const plain = (polygon: readonly (readonly (readonly number[])[])[]) =>
  polygon.map((ring) => ring.map(([x = Number.NaN, y = Number.NaN]): Position => [x, y]))
