import { addMonths } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { compareForms, type Discipline, type DisciplineForm, type DisciplineState } from './schema.ts'

/** Months after the announcement at whose end a decision lapses without a relapse (ratings §11, M). */
export const lapseMonths = 12

const startOf = (discipline: Discipline): LegalDay => discipline.announcedOn ?? discipline.decidedOn
const revokedBy = (discipline: Discipline, day: LegalDay) =>
  discipline.revokedOn !== null && discipline.revokedOn <= day

/**
 * The day a decision lapses: 12 months after its announcement (its decision, when not announced). A decision on another
 * violation within these months is a relapse and moves the end to its own (design); expulsion never lapses (null). A committee
 * may have set other months.
 */
export function lapsesOn(
  discipline: Discipline,
  all: readonly Discipline[],
  day: LegalDay,
  months: number = lapseMonths,
): LegalDay | null {
  if (discipline.form === 'expulsion' || discipline.form === 'dissolution') return null
  let end = addMonths(startOf(discipline), months)
  const others = all
    .filter((other) => other.violationId !== discipline.violationId && !revokedBy(other, day) && other.decidedOn <= day)
    .toSorted((left, right) => (left.decidedOn < right.decidedOn ? -1 : 1))
  for (const other of others) {
    const relapse = other.decidedOn >= discipline.decidedOn && other.decidedOn < end
    const otherEnd = addMonths(startOf(other), months)
    if (relapse && otherEnd > end) end = otherEnd
  }
  return end
}

/** The state of a decision on a day; null before it was decided. One revoked as wrongful stays so from that day. */
export function disciplineStateOn(
  discipline: Discipline,
  all: readonly Discipline[],
  day: LegalDay,
): DisciplineState | null {
  if (day < discipline.decidedOn) return null
  if (revokedBy(discipline, day)) return 'revoked-wrongful'
  const end = lapsesOn(discipline, all, day)
  return end !== null && end <= day ? 'lapsed' : 'effective'
}

/** The days of a review `[from, to)`, what is known when (`asOf`), and the violations an earlier year counted. */
export type DisciplinePeriod = {
  readonly from: LegalDay
  readonly to: LegalDay
  readonly asOf: LegalDay
  readonly countedBefore: readonly string[]
}

/** What counts in a period: one decision per violation, the heaviest form, and what an earlier year counted already. */
export type DisciplineInPeriod = {
  readonly counted: readonly Discipline[]
  readonly alreadyCounted: readonly Discipline[]
  readonly heaviest: DisciplineForm | null
}

/**
 * The decisions of a period: those revoked as wrongful by `asOf` are left out, several on one violation count once (the
 * heaviest, then the latest), and a violation counted in an earlier year is told apart (one violation counts once, S).
 */
export function disciplinesIn(disciplines: readonly Discipline[], period: DisciplinePeriod): DisciplineInPeriod {
  const standing = new Map<string, Discipline>()
  for (const discipline of disciplines) {
    const { decidedOn, violationId } = discipline
    const outside = decidedOn < period.from || decidedOn >= period.to || decidedOn > period.asOf
    if (outside || revokedBy(discipline, period.asOf)) continue
    const other = standing.get(violationId)
    const weight = other ? compareForms(discipline.form, other.form) : 1
    if (!other || weight > 0 || (weight === 0 && decidedOn > other.decidedOn)) standing.set(violationId, discipline)
  }
  const all = [...standing.values()].sort((left, right) => (left.decidedOn < right.decidedOn ? -1 : 1))
  const counted = all.filter(({ violationId }) => !period.countedBefore.includes(violationId))
  const heaviest =
    counted
      .map(({ form }) => form)
      .sort(compareForms)
      .at(-1) ?? null
  return { counted, alreadyCounted: all.filter((discipline) => !counted.includes(discipline)), heaviest }
}
