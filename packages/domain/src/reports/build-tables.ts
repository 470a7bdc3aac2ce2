import { computeQuota, type LevelCounts, levels, type QuotaRule } from '../ratings/index.ts'
import { type BlockFacts, type ComputedBlock, computeBlock, type LineFacts } from './compute-block.ts'
import { ratingTables } from './rating-tables.ts'
import type { TableCode } from './table-definition.ts'
import { otherReasons } from './tables/level-columns.ts'

/** Persons of one kind in one status under one line; `whole` is the line of everything, counted on its own. */
export type PersonFigure = {
  readonly line: string
  readonly subject: string
  readonly status: string
  readonly persons: number
}

/** Organizations, collectives or leaders managed from above of one kind. */
export type UnitFigure = {
  readonly line: string
  readonly subject: string
  readonly organizationSubject: string
  readonly sector: string | null
  readonly status: string
  readonly units: number
}

/** The levels of one group in one deciding committee: a quota is reckoned here and nowhere above. */
export type QuotaFigure = {
  readonly line: string
  readonly committeeId: string
  readonly group: string
  readonly counts: LevelCounts
  readonly exceptionDecisionNumber: string | null
}

/** A line of every block by organization: one directly below the level, or ended records that no single one holds. */
export type TableLine = Pick<LineFacts, 'key' | 'name' | 'organizationId'>

/** Everything counted for one level, year and day; a table takes what it needs. */
export type YearFigures = {
  readonly lines: readonly TableLine[]
  readonly persons: readonly PersonFigure[]
  readonly units: readonly UnitFigure[]
  readonly reasons: readonly { readonly code: string; readonly persons: number }[]
  readonly quota: readonly QuotaFigure[]
}

type ForTables = {
  readonly now: YearFigures
  /** Persons of the compared year over the same lines; null when that year holds nothing here. */
  readonly earlier: Pick<YearFigures, 'persons'> | null
  /** Null when this version does not hold the rules of the year: the limit is then missing. */
  readonly quotaRule: QuotaRule | null
}

/** The line of everything, counted apart from the others so that the two can be compared. */
export const wholeLine = 'whole'

/** Works a table out of the figures: pure arithmetic, no rule is asked again but the limit on excellent. */
export function buildTable(code: TableCode, given: ForTables): readonly ComputedBlock[] {
  const facts = factsOf[code](given)
  return ratingTables[code].blocks.map((block) => computeBlock(block, facts[block.key] ?? { lines: [], whole: {} }))
}

type Facts = Readonly<Record<string, BlockFacts>>

const memberGroups = ['LEADER', 'MEMBER_2A', 'MEMBER_2C', 'MEMBER'] as const
const corrections: readonly string[] = ['DOWNGRADED', 'ANNULLED']
const notRated = ['EXEMPT', ...otherReasons] as const
const organizationSubjects = [
  'DB_DIRECT',
  'DB_CO_SO',
  'CB_CO_SO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'CHI_BO',
] as const
// A commune's committee directly under the city is a grassroots organization as well (decision 0023), on a line of its own.
const grassroots: readonly string[] = ['DB_DIRECT', 'DB_CO_SO', 'CB_CO_SO']
const belowGrassroots: readonly string[] = ['DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO', 'CHI_BO']

const factsOf: Readonly<Record<TableCode, (given: ForTables) => Facts>> = {
  B1: ({ now }) => ({ 'by-type': unitsByType(now, grassroots) }),
  B2: ({ now }) => ({ 'by-type': unitsByType(now, belowGrassroots) }),
  B3: ({ now }) => ({ 'by-organization': members(now), 'not-rated': reasonsNotRated(now) }),
  B4: ({ now }) => ({ collectives: unitsByLevel(now, 'COLLECTIVE'), leaders: leadersByLevel(now) }),
  B5: ({ now }) => ({
    'by-organization': ofStatus(now, 'KHT'),
    'by-group': groupsOf(now, 'KHT'),
    'by-reason': {
      lines: now.reasons.map(({ code, persons }) => coded(code, { PERSONS: persons })),
      whole: { PERSONS: sum(now.reasons, ({ persons }) => persons) },
    },
  }),
  B6: ({ now }) => ({ 'by-organization': ofStatus(now, 'XS'), 'by-group': groupsOf(now, 'XS') }),
  B7: ({ now, earlier }) => comparison(now, earlier),
  B8: ({ now, quotaRule }) => quotas(now, quotaRule),
}

/** B3: everything by status; leaders are counted once more, corrections beside. */
function members(figures: Pick<YearFigures, 'lines' | 'persons'>): BlockFacts {
  const counted = tally(figures.persons, ({ subject, status }) => [
    status,
    ...(subject === 'LEADER' && !corrections.includes(status) ? ['LEADERS'] : []),
  ])
  return { lines: linesOf(figures.lines, counted), whole: counted.get(wholeLine) ?? {} }
}

function reasonsNotRated({ persons }: YearFigures): BlockFacts {
  const whole = persons.filter(({ line }) => line === wholeLine)
  const lines = notRated
    .map((code) => coded(code, { PERSONS: sum(whole, (one) => (one.status === code ? one.persons : 0)) }))
    .filter(({ counts }) => (counts['PERSONS'] ?? 0) > 0)
  const all = sum(whole, ({ status, persons: count }) => ((notRated as readonly string[]).includes(status) ? count : 0))
  return { lines, whole: { PERSONS: all } }
}

function ofStatus({ lines, persons, units }: YearFigures, status: 'XS' | 'KHT'): BlockFacts {
  const counted = tally(persons, (one) => (one.status === status ? [status] : []))
  const organizations = units.filter((one) => isOrganization(one) && one.status === status)
  const at = (line: string) => ({
    ...counted.get(line),
    ORGANIZATIONS: sum(organizations, (one) => (one.line === line ? one.units : 0)),
  })
  return { lines: lines.map((line) => ({ ...line, counts: at(line.key) })), whole: at(wholeLine) }
}

function groupsOf({ persons }: YearFigures, status: 'XS' | 'KHT'): BlockFacts {
  const whole = persons.filter((one) => one.line === wholeLine && one.status === status)
  const of = (group: string) => sum(whole, ({ subject, persons: count }) => (subject === group ? count : 0))
  const lines = memberGroups.filter((group) => group !== 'MEMBER' || of(group) > 0)
  return {
    lines: lines.map((group) => coded(group, { [status]: of(group) })),
    whole: { [status]: sum(whole, ({ persons: count }) => count) },
  }
}

function unitsByType({ units }: YearFigures, kinds: readonly string[]): BlockFacts {
  const own = units.filter((one) => isOrganization(one) && kinds.includes(one.organizationSubject))
  return unitBlock(own, ({ organizationSubject, sector }) => `${organizationSubject}/${sector ?? ''}`)
}

const unitsByLevel = ({ units }: YearFigures, subject: string): BlockFacts =>
  unitBlock(
    units.filter((one) => one.subject === subject),
    ({ organizationSubject }) => organizationSubject,
  )

function unitBlock(units: readonly UnitFigure[], lineOf: (unit: UnitFigure) => string): BlockFacts {
  const whole = units.filter(({ line }) => line === wholeLine)
  const keys = [...new Set(whole.map(lineOf))].toSorted(
    (one, other) => placeOf(one) - placeOf(other) || compare(one, other),
  )
  const counted = (own: readonly UnitFigure[]) => {
    const counts: Record<string, number> = {}
    for (const { status, units: count } of own) counts[status] = (counts[status] ?? 0) + count
    return counts
  }
  return {
    lines: keys.map((key) => coded(key, counted(whole.filter((one) => lineOf(one) === key)))),
    whole: counted(whole),
  }
}

/** Leaders a superior manages stand by the organization they lead, the others with the grassroots committee. */
function leadersByLevel({ units, persons }: YearFigures): BlockFacts {
  const above = unitBlock(
    units.filter(({ subject }) => subject === 'LEADER'),
    ({ organizationSubject }) => organizationSubject,
  )
  const own: Record<string, number> = {}
  for (const { line, subject, status, persons: count } of persons) {
    if (line === wholeLine && subject === 'LEADER' && !corrections.includes(status))
      own[status] = (own[status] ?? 0) + count
  }
  const whole: Record<string, number> = { ...own }
  for (const [status, count] of Object.entries(above.whole)) whole[status] = (whole[status] ?? 0) + count
  return { lines: [...above.lines, coded('GRASSROOTS', own)], whole }
}

function comparison(now: YearFigures, earlier: ForTables['earlier']): Facts {
  const [this_, before] = [members(now), earlier && members({ lines: now.lines, persons: earlier.persons })]
  const b3 = ratingTables.B3.blocks[0]
  if (!b3) throw new Error('B3 has no block')
  const nowBlock = computeBlock(b3, this_)
  const beforeBlock = before && computeBlock(b3, before)
  const parts = [...levels, 'UNDECIDED', 'EXEMPT', 'NOT_RATED']
  const at = (values: ComputedBlock['total'] | undefined, key: string) => values?.[key] ?? 0
  const organization = (line: ComputedBlock['total'], past: ComputedBlock['total'] | undefined) => ({
    NOW_DECIDED: at(line, 'DECIDED'),
    NOW_XS: at(line, 'XS'),
    BEFORE_DECIDED: at(past, 'DECIDED'),
    BEFORE_XS: at(past, 'XS'),
  })
  return {
    'by-level': {
      lines: parts.map((key) => coded(key, { NOW: at(nowBlock.total, key), BEFORE: at(beforeBlock?.total, key) })),
      whole: { NOW: at(nowBlock.total, 'TOTAL'), BEFORE: at(beforeBlock?.total, 'TOTAL') },
    },
    'by-organization': {
      lines: nowBlock.lines.map(({ values, ...line }, index) => ({
        ...line,
        counts: organization(values, beforeBlock?.lines[index]?.values),
      })),
      whole: organization(nowBlock.total, beforeBlock?.total),
    },
  }
}

/** The limit of each group in each committee by the rules of the year, summed and never pooled. */
function quotas({ lines, quota }: YearFigures, rule: QuotaRule | null): Facts {
  const reckoned = quota.map((one) => {
    const granted = one.exceptionDecisionNumber
    if (!rule) return { ...one, limit: 0, excess: 0 }
    const answer = computeQuota({ ...rule, exception: granted ? { granted: true, decisionNo: granted } : null }, [
      { key: one.group, counts: one.counts },
    ])
    return { ...one, limit: answer.limit, excess: answer.excess }
  })
  type Reckoned = (typeof reckoned)[number]
  const counts = (own: readonly Reckoned[]): Record<string, number> => ({
    ...Object.fromEntries(levels.map((level) => [level, sum(own, (one) => one.counts[level])])),
    ...(rule
      ? {
          LIMIT: sum(own, ({ limit }) => limit),
          EXCESS: sum(own, ({ excess }) => excess),
          COMMITTEES_OVER: new Set(own.filter(({ excess }) => excess > 0).map(({ committeeId }) => committeeId)).size,
        }
      : {}),
    EXCEPTIONS: new Set(own.filter((one) => one.exceptionDecisionNumber).map(({ committeeId }) => committeeId)).size,
  })
  // A limit is a committee's: where its cells stand on several lines, no line of them has one of its own.
  const linesOfCommittee = new Map<string, Set<string>>()
  for (const { line, committeeId } of reckoned) {
    if (line !== wholeLine)
      linesOfCommittee.set(committeeId, (linesOfCommittee.get(committeeId) ?? new Set()).add(line))
  }
  const onLine = (own: readonly Reckoned[]) => {
    const isWhole = own.every(({ committeeId }) => (linesOfCommittee.get(committeeId)?.size ?? 0) <= 1)
    const all = counts(own)
    return isWhole ? all : Object.fromEntries(levels.map((level) => [level, all[level] ?? 0]))
  }
  const whole = reckoned.filter(({ line }) => line === wholeLine)
  const groups = memberGroups.filter((group) => group !== 'MEMBER' || whole.some((one) => one.group === group))
  return {
    'by-group': {
      lines: groups.map((group) => coded(group, counts(whole.filter((one) => one.group === group)))),
      whole: counts(whole),
    },
    'by-organization': {
      lines: lines.map((line) => ({ ...line, counts: onLine(reckoned.filter((one) => one.line === line.key)) })),
      whole: counts(whole),
    },
  }
}

type Counts = Record<string, number>

function tally(
  persons: readonly PersonFigure[],
  measuresOf: (figure: PersonFigure) => readonly string[],
): Map<string, Counts> {
  const counted = new Map<string, Counts>()
  for (const figure of persons) {
    const counts = counted.get(figure.line) ?? {}
    for (const measure of measuresOf(figure)) counts[measure] = (counts[measure] ?? 0) + figure.persons
    counted.set(figure.line, counts)
  }
  return counted
}

const linesOf = (lines: readonly TableLine[], counted: ReadonlyMap<string, Counts>): LineFacts[] =>
  lines.map((line) => ({ ...line, counts: counted.get(line.key) ?? {} }))

/** A line that is named by its code: screens and papers say it in their language. */
const coded = (key: string, counts: Readonly<Record<string, number>>): LineFacts => ({
  key,
  name: key,
  organizationId: null,
  counts,
})

const isOrganization = ({ subject }: UnitFigure) => (organizationSubjects as readonly string[]).includes(subject)
const placeOf = (key: string) => (organizationSubjects as readonly string[]).indexOf(key.split('/')[0] ?? '')
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function sum<One>(all: readonly One[], pick: (one: One) => number): number {
  return all.reduce((total, one) => total + pick(one), 0)
}
