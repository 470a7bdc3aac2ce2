import { type ShownCount, type ShownTable, suppressCounts } from '@nq15/domain/ratings'
import { type PersonOutcome, personOutcomes, type ShownPersons, type StepCounts } from './overview-shape.ts'

type Counts = Readonly<Record<PersonOutcome, number>>
type States = Readonly<
  Record<
    'not-started' | 'in-work' | 'with-intermediate' | 'sent' | 'appraising' | 'returned' | 'appraised' | 'decided',
    number
  >
>
type Given = {
  readonly committees: readonly {
    readonly committeeId: string
    readonly name: string
    readonly cells: number
    readonly states: States
    readonly decided: Counts
  }[]
  readonly sectors: readonly { readonly sector: string | null; readonly cells: number; readonly states: States }[]
  readonly subjects: Readonly<Record<'LEADER' | 'MEMBER_2A' | 'MEMBER_2C', Counts>>
  readonly total: { readonly cells: number; readonly states: States }
}

/** One line of the city's page; `persons` is null before the committee's decision: missing, not nought. */
export type OverviewLine = {
  readonly key: string
  readonly name: string
  readonly cells: number
  readonly steps: StepCounts
  readonly persons: ShownPersons | null
}
export type OverviewFigures = {
  readonly committees: readonly OverviewLine[]
  readonly total: Omit<OverviewLine, 'key' | 'name'>
  readonly sectors: readonly { readonly sector: string | null; readonly cells: number; readonly steps: StepCounts }[]
  readonly subjects: readonly {
    readonly subject: 'LEADER' | 'MEMBER_2A' | 'MEMBER_2C'
    readonly persons: ShownPersons
  }[]
}

const subjectKinds = ['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const

/**
 * The figures of the city's page with small counts of persons hidden (privacy, G1, G2, G4). The kinds of person share their
 * totals with the communes, so they are shown as those are. Sectors carry files only: a person's count by sector could be
 * set against the counts of the cells.
 */
export function overviewFigures({ committees, sectors, subjects, total }: Given): OverviewFigures {
  const decided = committees.filter((one) => sumOf(one.decided) > 0)
  const shown = shownCommittees(decided)
  const kinds = suppressCounts(
    {
      columns: personOutcomes,
      rows: subjectKinds.map((key) => ({ key, counts: subjects[key] })),
    },
    shown,
  )
  return {
    committees: committees.map(({ committeeId, name, cells, states }) => ({
      ...{ key: committeeId, name, cells },
      steps: stepsOf(states),
      persons: personsOf(shown.rows.find(({ key }) => key === committeeId)),
    })),
    total: {
      cells: total.cells,
      steps: stepsOf(total.states),
      persons: decided.length === 0 ? null : personsOf({ counts: shown.totals, total: shown.total }),
    },
    sectors: sectors.map(({ sector, cells, states }) => ({ sector, cells, steps: stepsOf(states) })),
    subjects:
      decided.length === 0
        ? []
        : subjectKinds.flatMap((subject) => {
            const persons = personsOf(kinds.rows.find(({ key }) => key === subject))
            return persons ? [{ subject, persons }] : []
          }),
  }
}

type Cell = {
  readonly organizationId: string
  readonly name: string
  readonly state: keyof States
  readonly decided: Readonly<Record<string, number>>
}

/** One cell of a commune as a level above sees it. */
export type CellLine = {
  readonly key: string
  readonly name: string
  readonly state: keyof States
  readonly persons: ShownPersons | null
}

/**
 * The cells of one commune. Its totals are shown as on the city's page, so that what is hidden there stays hidden here and
 * what is hidden here cannot be reckoned from there.
 */
export function cellFigures(
  given: Pick<Given, 'committees'>,
  { committeeId, cells }: { committeeId: string; cells: readonly Cell[] },
): { readonly cells: readonly CellLine[]; readonly total: ShownPersons | null } {
  const decided = given.committees.filter((one) => sumOf(one.decided) > 0)
  const own = shownCommittees(decided).rows.find(({ key }) => key === committeeId)
  if (!own) return { cells: cells.map((cell) => ({ ...lineOf(cell), persons: null })), total: null }
  const shown = suppressCounts(
    {
      columns: personOutcomes,
      rows: cells.map(({ organizationId, decided: counts }) => ({
        key: organizationId,
        counts: Object.fromEntries(personOutcomes.map((outcome) => [outcome, counts[outcome] ?? 0])),
      })),
    },
    { totals: own.counts, total: own.total },
  )
  return {
    cells: cells.map((cell) => ({
      ...lineOf(cell),
      persons: personsOf(shown.rows.find(({ key }) => key === cell.organizationId)),
    })),
    total: personsOf(own),
  }
}

const lineOf = ({ organizationId, name, state }: Cell) => ({ key: organizationId, name, state })

const shownCommittees = (decided: Given['committees']): ShownTable =>
  suppressCounts({
    columns: personOutcomes,
    rows: decided.map(({ committeeId, decided: counts }) => ({ key: committeeId, counts })),
  })

const sumOf = (counts: Counts): number => personOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0)

function personsOf(row: Omit<ShownTable['rows'][number], 'key'> | undefined): ShownPersons | null {
  if (!row) return null
  const of = (outcome: PersonOutcome): ShownCount => row.counts[outcome] ?? 0
  return { XS: of('XS'), T: of('T'), HT: of('HT'), KHT: of('KHT'), NOT_RATED: of('NOT_RATED'), total: row.total }
}

/** The states of files as six steps whose sum is the number of cells. */
export const stepsOf = (states: States): StepCounts => ({
  'not-sent': states['not-started'] + states['in-work'] + states['with-intermediate'],
  returned: states.returned,
  sent: states.sent,
  appraising: states.appraising,
  appraised: states.appraised,
  decided: states.decided,
})
