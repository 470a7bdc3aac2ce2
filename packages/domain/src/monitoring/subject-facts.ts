import type { LegalDay } from '../shared/index.ts'
import type { Figures } from './check-sheet.ts'
import type { Input } from './evaluate-formula.ts'
import type { IndicatorPeriod } from './indicator.ts'
import { monthsOf, type PeriodStart } from './periods.ts'
import { isCounted } from './sheet.ts'

/** One stored sheet: its figures, and the id that says who entered them and from what. */
export type FactSheet = {
  readonly id: string
  readonly sheet: string
  /** A project or case by its code; empty for the organization itself. */
  readonly subject: string
  readonly subjectName: string | null
  readonly kind: IndicatorPeriod
  readonly start: PeriodStart
  readonly figures: Figures
}

/** Everything that is known of an organization when a month is judged. */
export type SubjectFacts = {
  readonly organizationId: string
  readonly parentId: string | null
  readonly kind: string
  readonly sector: string | null
  readonly isCell: boolean
  readonly hasCells: boolean
  readonly answersForArea: boolean
  readonly foundedOn: LegalDay
  readonly sheets: readonly FactSheet[]
  /** What other rooms count of it as of the end of the month; a count that is absent is unknown. */
  readonly counts: Readonly<Record<string, Input | null | undefined>>
}

export type FoundFigure = { readonly value: Input; readonly sheetId: string }

/** Finds figures by subject, name, period; made once for an organization. */
export type FigureFinder = {
  readonly at: (subject: string, name: string, kind: IndicatorPeriod, start: PeriodStart) => FoundFigure | null
  readonly hasSheet: (subject: string, sheet: string, start: PeriodStart) => boolean
  /** Projects and cases that have a sheet of this name, by code, with their latest name. */
  readonly subjectsOf: (sheet: string) => ReadonlyMap<string, string>
}

/** Sorts the sheets of an organization by subject and period; what the product counted itself goes before what was typed. */
export function figureFinder(sheets: readonly FactSheet[]): FigureFinder {
  const byPlace = new Map<string, FactSheet[]>()
  const place = (subject: string, start: PeriodStart) => (subject === '' ? start : `${subject} ${start}`)
  for (const sheet of sheets) {
    const key = place(sheet.subject, sheet.start)
    const there = byPlace.get(key)
    if (!there) byPlace.set(key, [sheet])
    else if (isCounted(sheet.sheet)) there.unshift(sheet)
    else there.push(sheet)
  }
  return {
    at: (subject, name, kind, start) => {
      for (const sheet of byPlace.get(place(subject, start)) ?? []) {
        if (sheet.kind !== kind) continue
        const value = sheet.figures[name]
        if (value !== undefined && value !== null) return { value, sheetId: sheet.id }
      }
      return null
    },
    hasSheet: (subject, name, start) => (byPlace.get(place(subject, start)) ?? []).some(({ sheet }) => sheet === name),
    subjectsOf: (name) => {
      const found = new Map<string, string>()
      for (const { sheet, subject, subjectName } of sheets.toSorted((a, b) => (a.start < b.start ? -1 : 1)))
        if (sheet === name && subject !== '') found.set(subject, subjectName ?? subject)
      return found
    },
  }
}

/** A figure of a period: of its own sheet, else of the last month of it that has one. */
export function lastFigure(
  finder: FigureFinder,
  { subject, name, kind, start }: { subject: string; name: string; kind: IndicatorPeriod; start: PeriodStart },
): FoundFigure | null {
  const own = finder.at(subject, name, kind, start)
  if (own || kind === 'month') return own
  for (const month of monthsOf(kind, start).toReversed()) {
    const found = finder.at(subject, name, 'month', month)
    if (found) return found
  }
  return null
}
