import { monthOf, type PeriodStart } from './periods.ts'

/** What a span of months held: first reds, what followed, who was judged, and what people said of the alarms. */
export type PastFacts = {
  readonly reds: readonly { readonly organizationId: string; readonly code: string; readonly firstRed: PeriodStart }[]
  readonly outcomes: readonly {
    readonly organizationId: string
    readonly outcome: 'not-completed' | 'listed'
    readonly onDay: string
  }[]
  readonly judged: readonly { readonly code: string; readonly organizationIds: readonly string[] }[]
  readonly verdicts: readonly {
    readonly code: string
    readonly verdict: 'true' | 'known' | 'false'
    readonly count: number
  }[]
}

/** How an indicator would have done: it is right when a red came before a bad outcome. */
export type BacktestLine = {
  readonly code: string
  /** Organizations it had a colour for. */
  readonly judged: number
  /** Red first, then rated as not completed or listed. */
  readonly hits: number
  /** Red, and nothing followed. */
  readonly falseAlarms: number
  /** A bad outcome, and it had never been red before. */
  readonly missed: number
  /** Middle number of months from the first red to the outcome, of the hits; null without any. */
  readonly leadMonths: number | null
  readonly verdicts: { readonly true: number; readonly known: number; readonly false: number }
}

/** All lines, and how many organizations ended badly in the span. */
export type BacktestResult = { readonly outcomes: number; readonly lines: readonly BacktestLine[] }

/** Holds the signs of past months against what was decided afterwards, indicator by indicator. Counts alone, no score. */
export function backtest({ reds, outcomes, judged, verdicts }: PastFacts): BacktestResult {
  const ends = new Map<string, string>()
  for (const { organizationId, onDay } of outcomes) {
    const before = ends.get(organizationId)
    if (before === undefined || onDay < before) ends.set(organizationId, onDay)
  }
  const codes = [...new Set([...judged.map(({ code }) => code), ...reds.map(({ code }) => code)])].toSorted(inOrder)
  const lines = codes.map((code): BacktestLine => {
    const own = reds.filter((red) => red.code === code)
    const leads = own.flatMap(({ organizationId, firstRed }) => {
      const end = ends.get(organizationId)
      return end !== undefined && firstRed <= monthOf(end) ? [monthsApart(firstRed, monthOf(end))] : []
    })
    const seen = new Set(judged.find((one) => one.code === code)?.organizationIds ?? [])
    const bad = [...ends.keys()].filter((id) => seen.has(id)).length
    const count = (verdict: 'true' | 'known' | 'false') =>
      verdicts.filter((one) => one.code === code && one.verdict === verdict).reduce((sum, one) => sum + one.count, 0)
    return {
      code,
      judged: Math.max(seen.size, own.length),
      hits: leads.length,
      falseAlarms: own.length - leads.length,
      missed: Math.max(0, bad - leads.length),
      leadMonths: middle(leads),
      verdicts: { true: count('true'), known: count('known'), false: count('false') },
    }
  })
  return { outcomes: ends.size, lines }
}

const inOrder = (a: string, b: string) => (a[0] === b[0] ? Number(a.slice(1)) - Number(b.slice(1)) : a < b ? -1 : 1)
const monthsApart = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

function middle(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = Math.floor(sorted.length / 2)
  const upper = sorted[at]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[at - 1] ?? upper)) / 2
}
