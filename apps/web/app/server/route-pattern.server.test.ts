import { expect, test } from 'vitest'
import { patternOf } from './route-pattern.server.ts'

const module = { default: () => null }
const pattern = patternOf({
  root: { id: 'root', path: '', module },
  start: { id: 'start', parentId: 'root', index: true, module },
  cell: { id: 'cell', parentId: 'root', path: 'ratings/:unitId', module },
  ballots: { id: 'ballots', parentId: 'cell', path: 'ballots', module },
  unknown: { id: 'unknown', parentId: 'root', path: '*', module },
})

test.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/ratings/019a-42', '/ratings/:unitId'],
  ['/ratings/019a-42.data', '/ratings/:unitId'],
  ['/ratings/019a-42/ballots', '/ratings/:unitId/ballots'],
  ['/nguyen-van-a', '/*'],
  ['/%E0%A4%A', '/*'],
])('%s is logged as %s', (path, logged) => {
  expect(pattern(path)).toBe(logged)
})
