import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleHistory, exampleMerger } from './example.ts'
import { aboveOn, type OrganizationHistory, type Reach, reachOf } from './index.ts'

const split = (inheritsRecords: boolean): OrganizationHistory => {
  const { versions } = exampleHistory()
  const links = [
    { predecessorId: 'east', successorId: 'joined', inheritsRecords },
    { predecessorId: 'west', successorId: 'joined', inheritsRecords: true },
  ]
  return { versions, successions: [exampleMerger({ links })] }
}

test.each([
  ['alive: under its parent', true, '2025-06-30', ['city', 'east']],
  ['ended: under the successor that inherits its records', true, '2025-07-01', ['city', 'east', 'joined']],
  ['ended without inheriting successor: under its last parent', false, '2025-07-01', ['city', 'east']],
  ['before its first day: alone', true, '2008-07-31', ['east']],
])('%s', (_, inheritsRecords, day, above) => {
  expect([...aboveOn(split(inheritsRecords), 'east', day)].sort()).toEqual(above)
})

/** The closure as the database climbs it: edge by edge, periods intersected. */
function climbed({ versions, successions }: OrganizationHistory): Reach[] {
  const endOf = (id: string) =>
    versions
      .flatMap((v) => (v.organizationId === id ? [v.validTo] : []))
      .sort()
      .at(-1) ?? ''
  const inheriting = successions.flatMap((act) => act.links).filter((link) => link.inheritsRecords)
  const endless = '9999-12-31'
  const edges = [
    ...versions.flatMap(({ organizationId: id, parentId: up, validFrom: from, validTo: to }) =>
      up ? [{ id, up, from, to }] : [],
    ),
    ...inheriting
      .map(({ predecessorId: id, successorId: up }) => ({ id, up, from: endOf(id), to: endless }))
      .filter(({ from }) => from !== '' && from < endless),
    ...versions
      .filter((v) => v.validTo === endOf(v.organizationId) && v.validTo < endless && v.parentId !== null)
      .filter((v) => !inheriting.some((link) => link.predecessorId === v.organizationId))
      .map((v) => ({ id: v.organizationId, up: v.parentId ?? '', from: v.validTo, to: endless })),
  ]
  const found: Reach[] = []
  const climb = (organizationId: string, at: Omit<Reach, 'organizationId'>, path: readonly string[]) => {
    found.push({ organizationId, ...at })
    for (const { id, up, from, to } of edges) {
      if (id !== at.aboveId || path.includes(up)) continue
      const validFrom = [from, at.validFrom].sort()[1] ?? from
      const validTo = [to, at.validTo].sort()[0] ?? to
      if (validFrom < validTo) climb(organizationId, { aboveId: up, validFrom, validTo }, [...path, up])
    }
  }
  for (const id of new Set(versions.map((v) => v.organizationId))) {
    climb(id, { aboveId: id, validFrom: '0001-01-01', validTo: endless }, [id])
  }
  return found
}

const organization = fc.record({
  parents: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  cuts: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 4, maxLength: 4 }),
  ends: fc.boolean(),
  gap: fc.boolean(),
})

/** Random trees whose organizations move, end, have gaps and pass records on; a parent always has a smaller number. */
const anyHistory = fc
  .tuple(
    fc.array(organization, { minLength: 2, maxLength: 7 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 6 }),
  )
  .map(([organizations, links]): OrganizationHistory => {
    const root = exampleHistory().versions[0]
    if (!root) throw new Error('the example has a root')
    const versions = organizations.flatMap(({ parents, cuts, ends, gap }, number) => {
      const days = cuts.toSorted().map((cut) => `200${cut}-01-01`)
      return parents.flatMap((parent, at) => {
        if (gap && at === 1 && parents.length === 3) return []
        const last = at === parents.length - 1
        return [
          {
            ...root,
            organizationId: `o${number}`,
            code: `${number}`,
            parentId: number === 0 ? null : `o${parent % number}`,
            validFrom: days[at] ?? '2000-01-01',
            validTo: last && !ends ? '9999-12-31' : (days[at + 1] ?? '9999-12-31'),
          },
        ]
      })
    })
    const count = organizations.length
    const drawn = links.flatMap(([from, to, inheritsRecords]) => {
      const [predecessor, successor] = [from % count, to % count]
      // Records flow to smaller numbers, as parents do: a ring of heirs is refused elsewhere.
      if (successor >= predecessor) return []
      return [{ predecessorId: `o${predecessor}`, successorId: `o${successor}`, inheritsRecords }]
    })
    return { versions, successions: [exampleMerger({ links: drawn })] }
  })

test('the closure agrees, day by day, with climbing edge by edge over periods', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const [walked, edgeByEdge] = [reachOf(history), climbed(history)]
      for (const day of [
        '1999-06-01',
        ...[0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => [`200${n}-01-01`, `200${n}-12-31`]),
      ]) {
        const on = (reach: readonly Reach[]) =>
          [
            ...new Set(
              reach.filter((r) => r.validFrom <= day && day < r.validTo).map((r) => `${r.organizationId}<${r.aboveId}`),
            ),
          ].sort()
        expect(on(walked)).toEqual(on(edgeByEdge))
      }
    }),
    { numRuns: 300 },
  )
})

test('each pair has maximal periods: never two that touch', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const ends = new Set(reachOf(history).map((r) => `${r.organizationId}<${r.aboveId} ${r.validTo}`))
      for (const r of reachOf(history)) expect(ends.has(`${r.organizationId}<${r.aboveId} ${r.validFrom}`)).toBe(false)
    }),
    { numRuns: 100 },
  )
})
