import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { buildTable, type PersonFigure, wholeLine, type YearFigures } from './build-tables.ts'
import type { ComputedBlock } from './compute-block.ts'
import { ratingTables } from './rating-tables.ts'
import { reconcilePopulation, reconcileTable, reconcileTables } from './reconcile-table.ts'
import { type ShownBlock, type ShownValue, showMembers, showTable } from './show-tables.ts'
import { type TableCode, tableCodes } from './table-definition.ts'

// Hundreds of invented years take a moment on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const statuses = ['XS', 'T', 'HT', 'KHT', 'EXEMPT', 'SUSPENDED', 'UNDECIDED'] as const
const subjects = ['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const

/** One person of an invented year: where, of which kind, with which outcome. */
const person = fc.record({
  line: fc.constantFrom('a', 'b', 'c', 'shared', 'ended'),
  subject: fc.constantFrom(...subjects),
  status: fc.constantFrom(...statuses),
})
const people = fc.array(person, { maxLength: 60 })
type Person = { readonly line: string; readonly subject: string; readonly status: string }

/** Counts people as storage does: by line, and everything once more. */
function figuresOf(persons: readonly Person[]): YearFigures {
  const counts = new Map<string, PersonFigure>()
  for (const { line, subject, status } of persons) {
    for (const at of [line, wholeLine]) {
      const key = [at, subject, status].join('/')
      counts.set(key, { line: at, subject, status, persons: (counts.get(key)?.persons ?? 0) + 1 })
    }
  }
  const lines = ['a', 'b', 'c', 'shared', 'ended'].map((key) => ({ key, name: key, organizationId: null }))
  const quota = ['a', 'b', 'c', wholeLine].flatMap((line) =>
    subjects.map((group) => {
      const of = (status: string) => counts.get([line, group, status].join('/'))?.persons ?? 0
      return {
        ...{ line, group, committeeId: line },
        counts: { XS: of('XS'), T: of('T'), HT: of('HT'), KHT: of('KHT') },
        exceptionDecisionNumber: null,
      }
    }),
  )
  return { lines, persons: [...counts.values()], units: [], reasons: [], quota }
}

const quotaRule = { percent: 20, denominator: 'T_OR_BETTER', rounding: 'FLOOR' } as const
const tablesOf = (now: readonly Person[], before: readonly Person[]) => {
  const given = { now: figuresOf(now), earlier: { persons: figuresOf(before).persons }, quotaRule }
  return new Map(tableCodes.map((code) => [code, buildTable(code, given)] as const))
}
const membersOf = (tables: ReadonlyMap<TableCode, readonly ComputedBlock[]>): ComputedBlock => {
  const block = tables.get('B3')?.[0]
  if (!block) throw new Error('no B3')
  return block
}

test('whatever a year holds: lines add up to totals, totals to the population, one number is the same in every table', () => {
  fc.assert(
    fc.property(people, people, (now, before) => {
      // Quotas of ended organizations belong to no committee of the invented year.
      const living = now.filter(({ line }) => line !== 'shared' && line !== 'ended')
      const tables = tablesOf(living, before)
      const blocking = [
        ...tableCodes.flatMap((code) => reconcileTable(ratingTables[code], tables.get(code) ?? [])),
        ...reconcileTables(tables),
        ...reconcilePopulation(membersOf(tables), {
          lines: new Map(['a', 'b', 'c'].map((key) => [key, sizeOf(living.filter(({ line }) => line === key))])),
          whole: sizeOf(living),
        }),
      ].filter(({ weight }) => weight === 'BLOCK')
      expect(blocking).toEqual([])
    }),
  )
})

const sizeOf = (persons: readonly Person[]) => ({
  total: persons.length,
  due: persons.filter(({ status }) => status !== 'EXEMPT' && status !== 'SUSPENDED').length,
})

test('one person more or less anywhere is found, with the line and the column', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), fc.nat(), (persons, pick) => {
      const lost = persons[pick % persons.length]
      const members = membersOf(
        tablesOf(
          persons.filter((one) => one !== lost),
          [],
        ),
      )
      const whole = sizeOf(persons)
      const lines = new Map(
        ['a', 'b', 'c', 'shared', 'ended'].map((key) => [key, sizeOf(persons.filter(({ line }) => line === key))]),
      )
      const found = reconcilePopulation(members, { lines, whole })
      expect(found.some(({ code, line }) => code === 'TOTAL_NE_POPULATION' && line === lost?.line)).toBe(true)
    }),
  )
})

const isSmall = (value: number | null) => value !== null && value > 0 && value < 5

/** Cells that count persons, with what is shown of them. */
function personCells(code: TableCode, computed: readonly ComputedBlock[], shown: readonly ShownBlock[]) {
  return computed.flatMap((block) => {
    const columns = ratingTables[code].blocks.find(({ key }) => key === block.key)?.columns ?? []
    const counted = columns.filter(({ unit, is }) => unit === 'persons' && is !== 'given' && is !== 'change')
    const twin = shown.find(({ key }) => key === block.key)
    return [...block.lines.map(({ key, values }) => ({ key, values })), { key: null, values: block.total }].flatMap(
      ({ key, values }) =>
        counted.map((column) => ({
          value: values[column.key] ?? null,
          shown: (key === null ? twin?.total : twin?.lines.find((line) => line.key === key)?.values)?.[column.key] as
            | ShownValue
            | undefined,
        })),
    )
  })
}

test('above the committee no table shows a count of 1 to 4, and what it shows is true', () => {
  fc.assert(
    fc.property(people, people, (now, before) => {
      const computed = tablesOf(now, before)
      const members = showMembers(membersOf(computed))
      const earlier = showMembers(membersOf(tablesOf(before, [])))
      for (const code of tableCodes) {
        for (const cell of personCells(
          code,
          computed.get(code) ?? [],
          showTable(code, { computed, members, earlier }),
        )) {
          if (isSmall(cell.value)) expect(['under-5', 'withheld']).toContain(cell.shown)
          else if (typeof cell.shown === 'number') expect(cell.shown).toBe(cell.value)
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('what is hidden at a level stays hidden one level down, and no sum below opens it', () => {
  const cells = fc.array(fc.tuple(fc.constantFrom('a1', 'a2', 'a3'), fc.constantFrom(...statuses)), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(people, cells, (others, own) => {
      const city = [
        ...others.filter(({ line }) => line !== 'a'),
        ...own.map(([, status]) => ({ line: 'a', subject: 'MEMBER_2C', status })),
      ]
      const above = showMembers(membersOf(tablesOf(city, []))).lines.find(({ key }) => key === 'a')?.values ?? {}
      const figures = figuresOf(own.map(([line, status]) => ({ line, subject: 'MEMBER_2C', status })))
      const lines = ['a1', 'a2', 'a3'].map((key) => ({ key, name: key, organizationId: null }))
      const commune = membersOf(
        new Map([['B3', buildTable('B3', { now: { ...figures, lines }, earlier: null, quotaRule: null })]]),
      )
      const shown = showMembers(commune, above)
      for (const column of ['XS', 'T', 'HT', 'KHT', 'EXEMPT', 'NOT_RATED', 'UNDECIDED', 'TOTAL']) {
        expect(shown.total[column]).toBe(above[column])
        if (typeof above[column] === 'number') continue
        // A reader who adds the lines up must meet one he cannot read.
        expect(shown.lines.every(({ values }) => typeof values[column] === 'number')).toBe(false)
      }
    }),
    { numRuns: 30 },
  )
})
