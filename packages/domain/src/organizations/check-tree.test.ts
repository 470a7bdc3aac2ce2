import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleHistory, exampleVersion } from './example.ts'
import { checkTree, type OrganizationVersion } from './index.ts'

const base = exampleHistory().versions
const committee = { kind: 'grassroots-committee-org', parentId: 'city' } as const

function rows(...added: Partial<OrganizationVersion>[]): OrganizationVersion[] {
  return [...base, ...added.map((change) => exampleVersion({ ...committee, code: '99', ...change }))]
}

test('the flawless history has no finding', () => {
  expect(checkTree(base)).toEqual([])
})

test.each([
  {
    fault: 'a period without days',
    versions: rows({ organizationId: 'n', validFrom: '2025-01-01', validTo: '2025-01-01' }),
    found: [['EMPTY_PERIOD', 'n', '2025-01-01', '2025-01-01']],
  },
  {
    fault: 'two versions overlap by one day',
    versions: rows(
      { organizationId: 'n', validFrom: '2020-01-01', validTo: '2021-01-02' },
      { organizationId: 'n', validFrom: '2021-01-01' },
    ),
    found: [['OVERLAP', 'n', '2021-01-01', '2021-01-02']],
  },
  {
    fault: 'two versions meet exactly: no fault',
    versions: rows(
      { organizationId: 'n', validFrom: '2020-01-01', validTo: '2021-01-01' },
      { organizationId: 'n', validFrom: '2021-01-01' },
    ),
    found: [],
  },
  {
    fault: 'a gap of one day',
    versions: rows(
      { organizationId: 'n', validFrom: '2020-01-01', validTo: '2021-01-01' },
      { organizationId: 'n', validFrom: '2021-01-02' },
    ),
    found: [['GAP', 'n', '2021-01-01', '2021-01-02']],
  },
  {
    fault: 'a code carried by two for one day',
    versions: rows({ organizationId: 'n', code: '00001', validFrom: '2025-06-30' }),
    found: [['CODE_TWICE', 'n', '2025-06-30', '2025-07-01']],
  },
  {
    fault: 'a code taken on the day it is free: no fault',
    versions: rows({ organizationId: 'n', code: '00001', validFrom: '2025-07-01' }),
    found: [],
  },
  {
    fault: 'the same code on the side of the state: no fault',
    versions: rows({ organizationId: 'n', side: 'state', parentId: null, code: '00001' }),
    found: [],
  },
  {
    fault: 'a parent nobody knows',
    versions: rows({ organizationId: 'n', parentId: 'nobody', validTo: '2025-01-01' }),
    found: [['UNKNOWN_PARENT', 'n', '2008-08-01', '2025-01-01']],
  },
  {
    fault: 'a parent of another side',
    versions: rows({ organizationId: 'n', side: 'state', validTo: '2025-01-01' }),
    found: [['OTHER_SIDE_PARENT', 'n', '2008-08-01', '2025-01-01']],
  },
  {
    fault: 'a child outlives its parent by a day',
    versions: rows({ organizationId: 'n', parentId: 'east', validTo: '2025-07-02' }),
    found: [['CHILD_OUTLIVES_PARENT', 'n', '2025-07-01', '2025-07-02']],
  },
  {
    fault: 'a child begins a day before its parent',
    versions: rows({ organizationId: 'n', parentId: 'joined', validFrom: '2025-06-30' }),
    found: [['CHILD_OUTLIVES_PARENT', 'n', '2025-06-30', '2025-07-01']],
  },
  {
    fault: 'an organization above itself',
    versions: rows({ organizationId: 'n', parentId: 'n', validFrom: '2025-01-01' }),
    found: [['CYCLE', 'n', '2025-01-01', '9999-12-31']],
  },
  {
    fault: 'two above each other on the days both stand so',
    versions: rows(
      { organizationId: 'm', code: '97', parentId: 'n', validFrom: '2020-01-01' },
      { organizationId: 'n', code: '98', validFrom: '2020-01-01', validTo: '2021-01-01' },
      { organizationId: 'n', code: '98', parentId: 'm', validFrom: '2021-01-01', validTo: '2022-01-01' },
      { organizationId: 'n', code: '98', validFrom: '2022-01-01' },
    ),
    found: [['CYCLE', 'm', '2021-01-01', '2022-01-01']],
  },
])('$fault', ({ versions, found }) => {
  expect(checkTree(versions).map(({ code, organizationId, from, to }) => [code, organizationId, from, to])).toEqual(
    found,
  )
})

const year = fc.integer({ min: 0, max: 6 })
const anyVersions = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    parent: fc.constantFrom(null, 'a', 'b', 'c', 'd'),
    from: year,
    to: year,
    code: fc.constantFrom('1', '2'),
  }),
  { maxLength: 7 },
)

test('a finding stands on a day exactly when that day shows the fault', () => {
  fc.assert(
    fc.property(anyVersions, (drawn) => {
      const versions = drawn.map(({ id, parent, from, to, code }) =>
        exampleVersion({
          organizationId: id,
          parentId: parent,
          code,
          validFrom: `200${from}-01-01`,
          validTo: `200${to}-01-01`,
        }),
      )
      const findings = checkTree(versions)
      const known = new Set(versions.filter((v) => v.validFrom < v.validTo).map((v) => v.organizationId))
      for (const day of [0, 1, 2, 3, 4, 5, 6].map((number) => `200${number}-06-01`)) {
        const alive = versions.filter((v) => v.validFrom <= day && day < v.validTo)
        const ids = alive.map((v) => v.organizationId)
        const parents = (id: string) => alive.filter((v) => v.organizationId === id).flatMap((v) => v.parentId ?? [])
        const above = (id: string) => {
          const reached = new Set(parents(id))
          for (const next of reached) for (const up of parents(next)) reached.add(up)
          return reached
        }
        const orphan = (v: OrganizationVersion, ofKnown: boolean) =>
          v.parentId !== null && !ids.includes(v.parentId) && known.has(v.parentId) === ofKnown
        const shown = {
          OVERLAP: new Set(ids).size < ids.length,
          CODE_TWICE: alive.some((v) => alive.some((w) => w.organizationId !== v.organizationId && w.code === v.code)),
          UNKNOWN_PARENT: alive.some((v) => orphan(v, false)),
          CHILD_OUTLIVES_PARENT: alive.some((v) => orphan(v, true)),
          CYCLE: ids.some((id) => above(id).has(id)),
          GAP: [...known].some((id) => {
            const life = versions.filter((v) => v.organizationId === id && v.validFrom < v.validTo)
            return !ids.includes(id) && life.some((v) => v.validTo <= day) && life.some((v) => v.validFrom > day)
          }),
        }
        for (const [code, expected] of Object.entries(shown)) {
          const told = findings.some((f) => f.code === code && f.from <= day && day < f.to)
          expect({ day, code, told }).toEqual({ day, code, told: expected })
        }
      }
    }),
    { numRuns: 500 },
  )
})
