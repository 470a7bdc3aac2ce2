import { listCellProgress } from '@nq15/db/ratings/overview.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { cellFileStateSchema } from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { readOverview } from '@nq15/use-cases/ratings/read-overview'
import type { UnitSides } from '@nq15/use-cases/ratings/read-unit-sides'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'
import { cellFigures, overviewFigures } from './overview-figures.ts'
import { type PersonOutcome, personOutcomes, type ShownPersons } from './overview-shape.ts'
import { gradeOrNone } from './unit-view.server.ts'

/** One line of the members' side: a cell, or a committee where the reader stands above it. */
type MembersLine = { readonly id: string; readonly name: string; readonly persons: ShownPersons | null }

/** The three sides of an organization's level as its page shows them. */
export async function shownSides(
  sides: UnitSides,
  of: { readonly person: SignedIn; readonly campaignId: string; readonly names: Readonly<Record<string, string>> },
) {
  const unitsOf = ({ counts, units }: UnitSides['collectives']) => ({
    counts,
    units: units.map(({ outcome, state, subject, ...unit }) => ({
      ...unit,
      state: state as 'sent',
      subject: of.names[subject] ?? subject,
      grade: outcome === 'NOT_RATED' ? ('NOT_RATED' as const) : gradeOrNone(outcome),
    })),
  })
  const { cells, openCells, isPlain } = sides.members
  return {
    collectives: unitsOf(sides.collectives),
    dependents: unitsOf(sides.dependents),
    members: { openCells, cells: cells.length, isPlain, ...(isPlain ? plain(sides) : await fromOverview(sides, of)) },
  }
}

const personsOf = (counts: Readonly<Record<string, number>>): ShownPersons => {
  const of = (outcome: PersonOutcome) => counts[outcome] ?? 0
  const total = personOutcomes.reduce((sum, outcome) => sum + of(outcome), 0)
  return { XS: of('XS'), T: of('T'), HT: of('HT'), KHT: of('KHT'), NOT_RATED: of('NOT_RATED'), total }
}

function plain({ members: { cells } }: UnitSides): { lines: MembersLine[]; sum: ShownPersons | null } {
  const decided = cells.filter(({ state }) => state === 'decided')
  const all: Record<string, number> = {}
  for (const cell of decided)
    for (const [outcome, n] of Object.entries(cell.decided)) all[outcome] = (all[outcome] ?? 0) + n
  return {
    lines: cells.map(({ organizationId: id, name, state, decided: counts }) => ({
      ...{ id, name },
      persons: state === 'decided' ? personsOf(counts) : null,
    })),
    sum: decided.length === 0 ? null : personsOf(all),
  }
}

/**
 * Above the committee that decides persons their counts are those of the city's page and no others, so that nothing hidden
 * there can be reckoned from here (privacy, G2 and G4); a sum is given where every part of it is.
 */
async function fromOverview(
  { members: { cells } }: UnitSides,
  { person, campaignId }: { readonly person: SignedIn; readonly campaignId: string },
): Promise<{ lines: MembersLine[]; sum: ShownPersons | null }> {
  const scope = findScope(person, 'rating:overview')
  const { db } = appResources()
  const asOf = todayInHanoi(new Date())
  const overview = scope && (await readOverview(db, scope, { campaignId, asOf }))
  if (!scope || !overview)
    return { lines: cells.map(({ organizationId: id, name }) => ({ id, name, persons: null })), sum: null }
  const ids = new Set(cells.map(({ committeeId }) => committeeId))
  const whole = overview.committees.filter(({ committeeId }) => ids.has(committeeId))
  const inOne = whole[0]
  if (whole.length === 1 && inOne && inOne.cells > cells.length) {
    const { committeeId } = inOne
    const progress = await db.asReader(scope, (tx) => listCellProgress(tx, scope, { campaignId, committeeId, asOf }))
    const figures = cellFigures(overview, {
      committeeId,
      cells: progress.map((cell) => ({ ...cell, state: cellFileStateSchema.parse(cell.state) })),
    })
    return withSum(
      cells.map(({ organizationId: id, name }) => ({
        ...{ id, name },
        persons: figures.cells.find(({ key }) => key === id)?.persons ?? null,
      })),
    )
  }
  const shown = overviewFigures(overview).committees.filter(({ key }) => ids.has(key))
  return withSum(shown.map(({ key: id, name, persons }) => ({ id, name, persons })))
}

function withSum(lines: MembersLine[]): { lines: MembersLine[]; sum: ShownPersons | null } {
  const given = lines.flatMap(({ persons }) => persons ?? [])
  const [first] = given
  if (!first || given.length === 1) return { lines, sum: first ?? null }
  const isOpen = given.every((persons) => personOutcomes.every((outcome) => typeof persons[outcome] === 'number'))
  const sumOf = (outcome: PersonOutcome) => given.reduce((sum, persons) => sum + Number(persons[outcome]), 0)
  return {
    lines,
    sum: isOpen ? personsOf(Object.fromEntries(personOutcomes.map((outcome) => [outcome, sumOf(outcome)]))) : null,
  }
}

export type ShownSides = Awaited<ReturnType<typeof shownSides>>
