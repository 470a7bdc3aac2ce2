import {
  type Answer,
  blockLevel,
  type FactSheet,
  type InputSource,
  judgeOwn,
  monthOf,
  type PeriodStart,
  type ReadCatalogue,
  type SubjectFacts,
  shiftMonth,
  watchLevel,
} from '../monitoring/index.ts'
import type { Confidence, LegalDay } from '../shared/index.ts'
import { type CommitmentFacts, overdueCommitments } from './commitment.ts'
import type { ForecastRules } from './forecast-rules.ts'

/** A gathering by day; `matter` says what belongs together: the same matter at the same place. */
export type Gathering = { readonly matter: string; readonly onDay: LegalDay; readonly count: number }

/** What is known of one commune, or of one project in one commune. Nothing below either, and nobody. */
export type ForecastFacts = {
  /** The project's code; empty for the commune itself. */
  readonly project: string
  readonly foundedOn: LegalDay
  readonly residents: number | null
  /** Sheets of the commune (`project` empty) or of the project in it. */
  readonly sheets: readonly FactSheet[]
  readonly commitments: readonly Omit<CommitmentFacts, 'state'>[]
  readonly gatherings: readonly Gathering[]
}

/** One contributing indicator, without any count of people: those are never part of a forecast. */
export type ForecastAnswer = Pick<Answer, 'indicator' | 'period' | 'status' | 'missing'> & {
  readonly value: string | null
  readonly confidence: readonly Confidence[]
}

/** A watch level 0–3 with what it rests on; null when nothing is known (weak units, E4, E6, E9). */
export type ForecastLevel = {
  readonly level: number | null
  readonly levels: { readonly C: number | null; readonly D: number | null }
  readonly answers: readonly ForecastAnswer[]
}

/** What the register of cases counts itself, whatever sheets say. */
const counted = { commitmentsPastDueUnkept: 'overdue', eventsSamePlaceMatter24m: 'recurred' } as const

/**
 * Judges one commune or project as of a day, from what was known before that day alone; sheets are those of `month`. Pure: the
 * same facts and rules give the same level. The level is the number of reds of a block, at most 3, and the higher of both.
 */
export function judgeForecast(
  facts: ForecastFacts,
  { asOf, month }: { readonly asOf: LegalDay; readonly month: PeriodStart },
  { rules, read }: { readonly rules: ForecastRules; readonly read: ReadCatalogue },
): ForecastLevel {
  const ofArea = facts.project === ''
  // Of a commune C is judged, and of the cases that rest on no project only what the register itself counts.
  const fromRegister = ['D4', 'D6']
  const subject = ofArea ? '-' : facts.project
  const empty: FactSheet = {
    ...{ id: '', sheet: 'project-month', subject, subjectName: null, kind: 'month', start: month, figures: {} },
  }
  const own = (sheets: readonly FactSheet[], counts: SubjectFacts['counts']): SubjectFacts => ({
    ...{ organizationId: '', parentId: null, kind: '', sector: null, isCell: false, hasCells: false },
    ...{ answersForArea: ofArea, foundedOn: facts.foundedOn, sheets, counts },
  })
  const register = {
    overdue: overdueCommitments(facts.commitments, asOf).length,
    recurred: recurrence(facts.gatherings, asOf, rules.recurrenceMonths),
  }
  const c = ofArea
    ? judgeOwn(
        own(facts.sheets, { residents: facts.residents }),
        month,
        only(read, ({ block }) => block === 'C'),
      )
    : null
  // A commune without any case has nothing to count there: that is unknown, not good.
  const isCounted = !ofArea || facts.commitments.length + facts.gatherings.length > 0
  const d = isCounted
    ? judgeOwn(
        own(ofArea ? [empty] : [...facts.sheets, empty], register),
        month,
        only(read, ({ block, id }) => block === 'D' && (!ofArea || fromRegister.includes(id))),
      )
    : null
  const levels = {
    C: c ? blockLevel(c.answers.map(({ status }) => status)) : null,
    D: d ? blockLevel(d.answers.map(({ status }) => status)) : null,
  }
  return {
    level: watchLevel(levels),
    levels,
    answers: [...(c?.answers ?? []), ...(d?.answers ?? [])].map((one) => shown(one, read)),
  }
}

/** The indicators of a part of the catalogue, with what the register counts in place of typed figures. */
function only(
  { catalogue, indicators }: ReadCatalogue,
  wanted: (def: ReadCatalogue['indicators'][number]['def']) => boolean,
): ReadCatalogue {
  const taken = Object.fromEntries(
    Object.entries(counted).map(([input, count]): [string, InputSource] => [
      input,
      { from: 'product', count, orFigure: null },
    ]),
  )
  return {
    catalogue: { ...catalogue, inputs: { ...catalogue.inputs, ...taken } },
    indicators: indicators.filter(({ def }) => wanted(def)),
  }
}

/** The most gatherings on one matter within the window, before the day itself. */
function recurrence(gatherings: readonly Gathering[], asOf: LegalDay, months: number): number {
  const from = shiftMonth(monthOf(asOf), 1 - months)
  const sums = new Map<string, number>()
  for (const { matter, onDay, count } of gatherings)
    if (from <= onDay && onDay < asOf) sums.set(matter, (sums.get(matter) ?? 0) + count)
  return Math.max(0, ...sums.values())
}

function shown(answer: Answer, { indicators }: ReadCatalogue): ForecastAnswer {
  const { indicator, period, status, missing, value } = answer
  const def = indicators.find((one) => one.def.id === indicator)?.def
  // A share of households with its denominator elsewhere would give the households: its colour stays, its value does not.
  const isHidden = def === undefined || def.personDenominator !== null || typeof value === 'boolean'
  return { indicator, period, status, missing, value: isHidden ? null : value, confidence: def?.confidence ?? [] }
}
