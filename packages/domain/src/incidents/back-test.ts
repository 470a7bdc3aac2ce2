import type { ReadCatalogue } from '../monitoring/index.ts'
import { judgedMonth } from '../monitoring/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { ForecastRules } from './forecast-rules.ts'
import { type ForecastFacts, type ForecastLevel, judgeForecast } from './judge-forecast.ts'

/** What a level would have been on a day of the past. */
export type BackTestLine = { readonly asOf: LegalDay; readonly level: number | null; readonly reds: readonly string[] }

/** A recorded sequence of public facts, with its sources; days that a source gives as a month stand at the end of it. */
export type RecordedSequence = {
  readonly name: string
  readonly sources: readonly string[]
  readonly facts: ForecastFacts
}

/**
 * The levels of a recorded sequence on the days asked for, by the rules of today and each day from earlier facts alone: what was
 * announced, kept or seen on a later day is not there yet.
 */
export function backTestForecast(
  { facts }: RecordedSequence,
  days: readonly LegalDay[],
  by: { readonly rules: ForecastRules; readonly read: ReadCatalogue },
): readonly BackTestLine[] {
  return days.map((asOf) => {
    const month = judgedMonth(asOf, by.read.catalogue.parameters.sheetDueDay)
    const known: ForecastFacts = {
      ...facts,
      sheets: facts.sheets.filter(({ start }) => start <= month),
      commitments: facts.commitments.filter(({ announcedOn }) => announcedOn < asOf),
      gatherings: facts.gatherings.filter(({ onDay }) => onDay < asOf),
    }
    const judged: ForecastLevel = judgeForecast(known, { asOf, month }, by)
    return {
      asOf,
      level: judged.level,
      reds: judged.answers.flatMap(({ indicator, status }) => (status === 'red' ? [indicator] : [])),
    }
  })
}
