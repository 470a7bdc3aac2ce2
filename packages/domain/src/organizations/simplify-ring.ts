import type { Position } from './read-outlines.ts'

/** Distance of a place from the line through two others, in their own unit; from the first when they are one place. */
function distance([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const length = Math.hypot(bx - ax, by - ay)
  if (length === 0) return Math.hypot(x - ax, y - ay)
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

/**
 * A closed ring with the points left out that stay nearer than `tolerance` (degrees) to the line without them
 * (Douglas–Peucker from the ring's two farthest ends); never fewer than a triangle. The ring's own points, none new.
 */
export function simplifyRing(ring: readonly Position[], tolerance: number): readonly Position[] {
  const [start] = ring
  if (!start || ring.length <= 4) return ring
  let far = 0
  for (const [at, [x, y]] of ring.entries()) {
    const [farX, farY] = ring[far] ?? start
    if (Math.hypot(x - start[0], y - start[1]) > Math.hypot(farX - start[0], farY - start[1])) far = at
  }
  const kept = new Set<number>([0, far, ring.length - 1])
  const open: [number, number][] = [
    [0, far],
    [far, ring.length - 1],
  ]
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part
    const [first, last] = [ring[from], ring[to]]
    if (!first || !last) continue
    let [worst, at] = [0, -1]
    for (let index = from + 1; index < to; index += 1) {
      const point = ring[index]
      const away = point ? distance(point, first, last) : 0
      if (away > worst) [worst, at] = [away, index]
    }
    if (at < 0 || worst <= tolerance) continue
    kept.add(at)
    open.push([from, at], [at, to])
  }
  const drawn = ring.filter((_, at) => kept.has(at))
  return drawn.length < 4 ? ring : drawn
}
