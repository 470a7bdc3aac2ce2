import { daysBetween } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { Input, Inputs } from './evaluate-formula.ts'
import type { IndicatorCatalogue, IndicatorPeriod, InputSource } from './indicator.ts'
import { endOfMonth, monthOf, monthsOf, type PeriodStart, periodFor, shiftMonth } from './periods.ts'
import { type FigureFinder, type FoundFigure, lastFigure, type SubjectFacts } from './subject-facts.ts'

/** Where inputs are asked for: of which subject, for which month, and whether it is the month under judgement or a past one. */
export type Asked = {
  readonly facts: SubjectFacts
  readonly finder: FigureFinder
  readonly catalogue: IndicatorCatalogue
  readonly subject: string
  readonly month: PeriodStart
  /** Counts of other rooms are of the month under judgement; for a past month they are unknown. */
  readonly isPast: boolean
  /** Answers that inputs may rest on: own quarters, medians of peers, other indicators. */
  readonly ownMean: (indicator: string, periods: number) => string | null
  readonly statusOf: (indicator: string) => string | null
}

export type Gathered = {
  readonly inputs: Inputs
  readonly sheetIds: readonly string[]
  /** Inputs that a room of the product counts, but had nothing of here: a typed figure stands in. */
  readonly typed: readonly string[]
}

/** What never changes with the month. */
const timeless = new Set(['residents', 'zero'])

/** The inputs of these names, as far as they are known, and the sheets they stand on. */
export function gatherInputs(names: readonly string[], period: IndicatorPeriod, asked: Asked): Gathered {
  const inputs: Record<string, Input> = {}
  const sheetIds = new Set<string>()
  const typed: string[] = []
  for (const name of names) {
    const source = asked.catalogue.inputs[name]
    const found = source ? find(source, period, asked) : null
    if (!source || !found) continue
    inputs[name] = found.value
    for (const id of found.sheetIds) sheetIds.add(id)
    if (source.from === 'product' && found.sheetIds.length > 0) typed.push(name)
  }
  return { inputs, sheetIds: [...sheetIds], typed }
}

type Found = { readonly value: Input; readonly sheetIds: readonly string[] } | null

function find(source: InputSource, period: IndicatorPeriod, asked: Asked): Found {
  const bare = (value: Input | null | undefined): Found =>
    value === null || value === undefined ? null : { value, sheetIds: [] }
  switch (source.from) {
    case 'figure':
      return findFigure(source, asked)
    case 'product': {
      if (source.count === 'zero') return bare([0])
      const counted = asked.isPast && !timeless.has(source.count) ? null : bare(asked.facts.counts[source.count])
      return counted ?? (source.orFigure ? findTyped(source.orFigure, period, asked) : null)
    }
    case 'own-mean': {
      const mean = asked.ownMean(source.indicator, source.periods)
      return mean === null ? null : bare({ fraction: mean })
    }
    // Known once all are judged: `finishJudgement` asks for it.
    case 'peer-median':
      return null
    case 'status':
      return bare(asked.statusOf(source.indicator))
  }
}

/** A typed figure that stands in for a count: of the indicator's own period, else of the last year, quarter or month. */
function findTyped(name: string, period: IndicatorPeriod, { finder, subject, month }: Asked): Found {
  for (const kind of [period, 'year', 'quarter', 'month'] as const) {
    const found = lastFigure(finder, { subject, name, kind, start: periodFor(kind, month) })
    if (found) return { value: found.value, sheetIds: [found.sheetId] }
  }
  return null
}

function findFigure({ figure, over, take }: Extract<InputSource, { from: 'figure' }>, asked: Asked): Found {
  const { finder, subject, month } = asked
  if (over === 'months-6' || over === 'months-12' || over === 'months-24') {
    return sumOf(asked, { figure, months: monthsBack(asked.facts, month, Number(over.slice(7))) })
  }
  const start = periodFor(over, month)
  if (take === 'sum' && over !== 'month') {
    const own = finder.at(subject, figure, over, start)
    return own ? single(own) : sumOf(asked, { figure, months: monthsOf(over, start) })
  }
  if (take === 'list') return listOf(asked, { figure, months: monthsOf(over, start) })
  const found = lastFigure(finder, { subject, name: figure, kind: over, start })
  if (!found) return null
  if (take === 'single')
    return typeof found.value === 'number' ? { value: [found.value], sheetIds: [found.sheetId] } : null
  if (take === 'days-until' || take === 'days-since') return daysOf(found, take, endOfMonth(month))
  return single(found)
}

const single = ({ value, sheetId }: FoundFigure): Found => ({ value, sheetIds: [sheetId] })

function daysOf({ value, sheetId }: FoundFigure, take: 'days-until' | 'days-since', on: LegalDay): Found {
  if (typeof value !== 'string') return null
  const until = daysBetween(on, value)
  return { value: take === 'days-until' ? until : -until, sheetIds: [sheetId] }
}

/** The months of a rolling window; those before the organization existed owe nothing. */
function monthsBack({ foundedOn }: SubjectFacts, month: PeriodStart, count: number): PeriodStart[] {
  return Array.from({ length: count }, (_, at) => shiftMonth(month, at - count + 1)).filter(
    (one) => one >= monthOf(foundedOn),
  )
}

/** The sum over months; unknown as soon as one of them is. */
function sumOf(
  { finder, subject }: Asked,
  { figure, months }: { figure: string; months: readonly PeriodStart[] },
): Found {
  let sum = 0
  const sheetIds: string[] = []
  for (const month of months) {
    const found = finder.at(subject, figure, 'month', month)
    if (typeof found?.value !== 'number') return null
    sum += found.value
    sheetIds.push(found.sheetId)
  }
  return months.length === 0 ? null : { value: sum, sheetIds }
}

/** The figure of every month in which a meeting was held; unknown as soon as one of those has none. */
function listOf(
  { finder, subject }: Asked,
  { figure, months }: { figure: string; months: readonly PeriodStart[] },
): Found {
  const values: number[] = []
  const sheetIds: string[] = []
  for (const month of months) {
    const held = finder.at(subject, 'meetingsHeld', 'month', month)
    if (!held) return null
    if (held.value === 0) continue
    const found = finder.at(subject, figure, 'month', month)
    if (typeof found?.value !== 'number') return null
    values.push(found.value)
    sheetIds.push(found.sheetId)
  }
  return { value: values, sheetIds }
}
