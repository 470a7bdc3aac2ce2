import type { Confidence } from '../shared/index.ts'

/** Blocks of indicators: A life of the organization, B ratings and discipline, C people and area, D projects, X contradictions. */
export const indicatorBlocks = ['A', 'B', 'C', 'D', 'X'] as const
export type IndicatorBlock = (typeof indicatorBlocks)[number]
/** Blocks that have a level; X changes none (E10). */
export const levelBlocks = ['A', 'B', 'C', 'D'] as const
export type LevelBlock = (typeof levelBlocks)[number]

/** What an indicator says; `no-data` is never green and never carried forward (E3, E4). */
export const signalStatuses = ['red', 'yellow', 'green', 'no-data', 'not-applicable', 'suppressed', 'info'] as const
export type SignalStatus = (typeof signalStatuses)[number]

export const indicatorUnits = [
  'percent',
  'per-mille',
  'per-10000',
  'points',
  'members',
  'count',
  'groups',
  'events',
  'days',
  'years',
  'grade',
  'yes-no',
  'rule',
] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]

export const indicatorDirections = ['lower-is-worse', 'higher-is-worse', 'band', 'flag', 'info'] as const
export type IndicatorDirection = (typeof indicatorDirections)[number]

/** How often it is measured (E1). */
export const indicatorPeriods = ['month', 'quarter', 'year'] as const
export type IndicatorPeriod = (typeof indicatorPeriods)[number]

/**
 * Of whom it is asked. `cell`: of cells, and of committees by E7; `committee`: of organizations with cells below; `area`: of
 * who answers for a commune; `project`, `case`: of each one in a commune; `rule`: of nobody, it is a rule for the others.
 */
export const indicatorSubjects = [
  'cell',
  'cell-only',
  'committee',
  'organization',
  'area',
  'project',
  'case',
  'rule',
] as const
export type IndicatorSubject = (typeof indicatorSubjects)[number]

/** One line of the catalogue: a rule as data, with the document it rests on and how well that is known. */
export type IndicatorDef = {
  readonly id: string
  readonly block: IndicatorBlock
  readonly name: { readonly vi: string; readonly en: string }
  /** Null for a rule that measures nothing (C10). */
  readonly formula: string | null
  readonly unit: IndicatorUnit
  readonly direction: IndicatorDirection
  /** Null where the colour does not exist for this indicator. */
  readonly yellow: string | null
  readonly red: string | null
  readonly source: string
  readonly confidence: readonly Confidence[]
  readonly note: { readonly vi: string; readonly en: string }
  /** How many persons stand behind the figure; under five it is suppressed (E5). Null when it counts no persons. */
  readonly personDenominator: string | null
  /** Inputs without which the value is shown and has no colour. */
  readonly colourless: readonly string[]
  readonly period: IndicatorPeriod
  readonly subject: IndicatorSubject
  /** Compared with its peers and with its own past. */
  readonly compared: boolean
}

/** The rules of recognition in force from a day: what the product ships, or a city's own over it. */
export type IndicatorCatalogue = {
  /** `N1`, and with a city's published thresholds `N1+2`. */
  readonly code: string
  readonly title: { readonly vi: string; readonly en: string }
  readonly inForce: { readonly from: string; readonly until: string | null }
  readonly indicators: readonly IndicatorDef[]
  /** Where the inputs come from, by name. */
  readonly inputs: Readonly<Record<string, InputSource>>
  /** Figures that a city added to the sheets. */
  readonly figures: readonly AddedFigure[]
  readonly parameters: CatalogueParameters
}

/** Figures of the catalogue that are no threshold of one indicator. */
export type CatalogueParameters = {
  /** A person denominator under it is suppressed; never below five (privacy G2, G3). */
  readonly suppressUnder: number
  /** Members younger than this count as young (A6). */
  readonly youngAge: number
  /** Peers fewer than this are no comparison. */
  readonly leastPeers: number
  /** A modified z-score beyond this is out of the ordinary. */
  readonly outlierScore: number
  /** Periods of own history that a trend needs before the two it speaks of. */
  readonly leastHistory: number
  /** A trend is at least so many units away from the own median. */
  readonly leastChange: number
  /** Calendar days within which an alarm is answered. */
  readonly answerDays: number
  /** Day of the following month on which a monthly sheet is due. */
  readonly sheetDueDay: number
}

/** Where an input of a formula comes from. */
export type InputSource =
  | {
      readonly from: 'figure'
      readonly figure: string
      readonly over: 'month' | 'quarter' | 'year' | 'months-6' | 'months-12' | 'months-24'
      /** `sum` wants every period of the window; `list` the ones where the figure was due; the rest the last. */
      readonly take: 'last' | 'sum' | 'list' | 'days-until' | 'days-since' | 'single'
    }
  /** Counted by another room; a typed figure stands in where that room knows nothing. */
  | { readonly from: 'product'; readonly count: string; readonly orFigure: string | null }
  /** The mean of the indicator's own preceding quarters. */
  | { readonly from: 'own-mean'; readonly indicator: string; readonly periods: number }
  /** The median over organizations of the same kind. */
  | { readonly from: 'peer-median'; readonly indicator: string }
  /** What another indicator of the same subject said. */
  | { readonly from: 'status'; readonly indicator: string }

/** A figure that a city added to a sheet, for an indicator of its own. */
export type AddedFigure = {
  readonly name: string
  readonly sheet: string
  readonly label: { readonly vi: string; readonly en: string }
}
