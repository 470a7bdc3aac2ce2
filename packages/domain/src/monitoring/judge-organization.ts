import { type Exact, exact, nearest, over, plus, writeExact } from '../shared/index.ts'
import type { Inputs } from './evaluate-formula.ts'
import { type Asked, gatherInputs } from './gather-inputs.ts'
import type { IndicatorCatalogue, IndicatorDef, SignalStatus } from './indicator.ts'
import { type Judgement, judgeIndicator, type ReadIndicator, readIndicator } from './judge-indicator.ts'
import { monthsIn, type PeriodStart, periodFor, shiftMonth } from './periods.ts'
import { type FigureFinder, figureFinder, type SubjectFacts } from './subject-facts.ts'
import { trendOf } from './trend.ts'

/** What an indicator said of an organization for a period, with the inputs it was judged by: enough to judge it again. */
export type Answer = {
  readonly indicator: string
  readonly subject: string
  readonly subjectName: string | null
  readonly period: PeriodStart
  readonly status: SignalStatus
  /** `50`, `200/3`, yes or no, a word; null when there is none. */
  readonly value: string | boolean | null
  readonly inputs: Inputs
  readonly missing: readonly string[]
  /** Ids of the sheets behind it. */
  readonly sheetIds: readonly string[]
  /** First day of the first of the consecutive periods in which it was no better. */
  readonly since: PeriodStart
  /** Cells of a committee by status (E7). */
  readonly cells?: Readonly<Partial<Record<SignalStatus, number>>>
  /** How many peers it was compared with, itself among them. */
  readonly peers?: number
  /** Inputs that were typed because the room that decides them has decided nothing; absent when there are none. */
  readonly typed?: readonly string[]
}

/** A period of an indicator: for trends and peers. */
export type PastPoint = { readonly start: PeriodStart; readonly value: number | null }

/** What can be said of an organization by its own facts, before it is compared with others. Small, since a city keeps 20,000. */
export type OwnJudgement = {
  readonly facts: Omit<SubjectFacts, 'sheets'>
  readonly month: PeriodStart
  readonly answers: readonly Answer[]
  /** The judged period and the one before it, of what is compared with peers. */
  readonly recent: ReadonlyMap<string, readonly [PastPoint, PastPoint | undefined]>
  /** What lies out of its own ordinary, with the median of its past. */
  readonly trends: ReadonlyMap<string, { readonly median: number; readonly size: number }>
  /** Indicators that were red in some period of the rated year; a gap is never red (E4). */
  readonly redsInYear: readonly string[]
}

/** A catalogue whose formulas are read. */
export type ReadCatalogue = { readonly catalogue: IndicatorCatalogue; readonly indicators: readonly ReadIndicator[] }

/** Reads every formula of a catalogue once. */
export function readCatalogue(catalogue: IndicatorCatalogue): ReadCatalogue {
  const indicators = catalogue.indicators.flatMap((def) => readIndicator(def) ?? [])
  return { catalogue, indicators }
}

/** How many months of own history are looked at. */
export const historyMonths = 24

/** Indicators that wait for others: what needs the median of the peers, and what is held against the reds of a year. */
export const isLater = (read: ReadIndicator, { inputs }: IndicatorCatalogue): boolean =>
  read.names.some((name) => name === 'redCountAtoD' || inputs[name]?.from === 'peer-median')

/** Judges an organization for a month by its own facts. Pure: the same facts and rules give the same answer. */
export function judgeOwn(
  facts: SubjectFacts,
  month: PeriodStart,
  { catalogue, indicators }: ReadCatalogue,
): OwnJudgement {
  const finder = figureFinder(facts.sheets)
  const { sheets: _, ...place } = facts
  const answers: Answer[] = []
  const recent = new Map<string, readonly [PastPoint, PastPoint | undefined]>()
  const trends = new Map<string, { readonly median: number; readonly size: number }>()
  const redsInYear = new Set<string>()
  const from = periodFor('year', month)
  const until = shiftMonth(from, 12)
  for (const read of indicators) {
    if (isLater(read, catalogue)) continue
    for (const [subject, subjectName] of subjectsFor(read.def, facts, finder)) {
      const points = pointsOf(read, month, { facts, finder, catalogue, indicators, subject })
      const [now] = points
      if (!now) continue
      answers.push({ ...answerOf(read.def, now), subject, subjectName, since: sinceOf(points) })
      const isOfYear = ({ start }: Point) => from <= start && start < until
      if (points.some((point) => point.judgement.status === 'red' && isOfYear(point))) redsInYear.add(read.def.id)
      if (subject !== '' || !read.def.compared) continue
      const past = points.map(pastPoint)
      if (past[0]) recent.set(read.def.id, [past[0], past[1]])
      const trend = trendOf(past, read.def, catalogue.parameters)
      if (trend) trends.set(read.def.id, trend)
    }
  }
  return { facts: place, month, answers, recent, trends, redsInYear: [...redsInYear] }
}

const pastPoint = ({ start, judgement: { value } }: Point): PastPoint => ({
  start,
  value: value !== null && typeof value === 'object' ? nearest(value) : null,
})

/** Whom an indicator is asked of within an organization: itself, its projects, its cases, or nobody. */
export function subjectsFor(
  def: IndicatorDef,
  facts: Omit<SubjectFacts, 'sheets'>,
  finder: FigureFinder | null,
): ReadonlyMap<string, string | null> {
  const itself = new Map([['', null]])
  switch (def.subject) {
    case 'cell':
    case 'cell-only':
      return facts.isCell ? itself : new Map()
    case 'committee':
      return facts.hasCells ? itself : new Map()
    case 'organization':
      return itself
    case 'area':
      return facts.answersForArea ? itself : new Map()
    case 'project':
      return finder?.subjectsOf('project-month') ?? new Map()
    case 'case':
      return finder?.subjectsOf('case-month') ?? new Map()
    case 'rule':
      return new Map()
  }
}

type Place = {
  readonly facts: SubjectFacts
  readonly finder: FigureFinder
  readonly catalogue: IndicatorCatalogue
  readonly indicators: readonly ReadIndicator[]
  readonly subject: string
}
type Point = {
  readonly start: PeriodStart
  readonly judgement: Judgement
  readonly inputs: Inputs
  readonly sheetIds: readonly string[]
  readonly typed: readonly string[]
}

/** The judged period first, then the periods before it, as far as own history goes. */
function pointsOf(read: ReadIndicator, month: PeriodStart, place: Place): Point[] {
  const { period } = read.def
  const points = [pointAt(read, month, { place, isPast: false })]
  // Yearly figures have no history of 24 months that says anything; counts of other rooms have none at all.
  if (period === 'year' || !read.names.some((name) => place.catalogue.inputs[name]?.from === 'figure')) return points
  const step = monthsIn[period]
  const last = period === 'month' ? month : shiftMonth(periodFor(period, month), step - 1)
  for (let back = step; back < historyMonths; back += step)
    points.push(pointAt(read, shiftMonth(last, -back), { place, isPast: true }))
  return points
}

function pointAt(
  read: ReadIndicator,
  month: PeriodStart,
  { place, isPast }: { readonly place: Place; readonly isPast: boolean },
): Point {
  const asked: Asked = {
    facts: place.facts,
    finder: place.finder,
    catalogue: place.catalogue,
    subject: place.subject,
    month,
    isPast,
    ownMean: (indicator, periods) => ownMeanOf(indicator, periods, { month, place }),
    statusOf: (indicator) => {
      const other = place.indicators.find(({ def }) => def.id === indicator)
      return other ? pointAt(other, month, { place, isPast }).judgement.status : null
    },
  }
  const { period } = read.def
  // The person denominator is asked for too: it may count what the formula does not.
  const gathered = gatherInputs(read.names, period, asked)
  const judgement = judgeIndicator(read, gathered.inputs, place.catalogue.parameters)
  return { start: periodFor(period, month), judgement, ...gathered }
}

/** The mean of an indicator's own preceding periods; null as soon as one of them has no value. */
function ownMeanOf(
  indicator: string,
  periods: number,
  { month, place }: { readonly month: PeriodStart; readonly place: Place },
): string | null {
  const read = place.indicators.find(({ def }) => def.id === indicator)
  if (!read) return null
  let sum: Exact = exact(0)
  // Its own thresholds rest on this very mean, so only the formula is asked.
  const bare: ReadIndicator = {
    ...read,
    yellow: null,
    red: null,
    names: read.names.filter((name) => place.catalogue.inputs[name]?.from !== 'own-mean'),
  }
  for (let back = 1; back <= periods; back += 1) {
    const { judgement } = pointAt(bare, shiftMonth(month, -back * monthsIn[read.def.period]), { place, isPast: true })
    if (judgement.value === null || typeof judgement.value !== 'object') return null
    sum = plus(sum, judgement.value)
  }
  return writeExact(over(sum, exact(periods)))
}

function answerOf(def: IndicatorDef, { start, judgement, inputs, sheetIds, typed }: Point) {
  return {
    indicator: def.id,
    period: start,
    status: judgement.status,
    value: writeValue(judgement.value),
    inputs,
    missing: judgement.missing,
    sheetIds,
    ...(typed.length > 0 ? { typed } : {}),
  }
}

/** A value as it is kept. */
export const writeValue = (value: Judgement['value']): Answer['value'] =>
  value !== null && typeof value === 'object' ? writeExact(value) : value

const rank: Readonly<Record<SignalStatus, number>> = {
  red: 2,
  yellow: 1,
  green: 0,
  'no-data': -1,
  'not-applicable': -1,
  suppressed: -1,
  info: -1,
}

/** The first of the consecutive periods that were no better than the judged one. */
function sinceOf(points: readonly Point[]): PeriodStart {
  const [now, ...past] = points
  if (!now) return ''
  let since = now.start
  if (rank[now.judgement.status] <= 0) return since
  for (const { start, judgement } of past) {
    if (rank[judgement.status] < rank[now.judgement.status]) break
    since = start
  }
  return since
}
