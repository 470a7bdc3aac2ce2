import { readExact } from '../shared/index.ts'
import type { Input } from './evaluate-formula.ts'
import type { SignKind } from './finish-judgement.ts'
import { readFormula } from './formula.ts'
import type { IndicatorDef, IndicatorUnit } from './indicator.ts'
import type { ReadIndicator } from './judge-indicator.ts'
import type { Answer } from './judge-organization.ts'
import { type NearestClear, nearestClear } from './nearest-clear.ts'
import {
  type MonitoringLocale,
  monitoringMessages,
  negate,
  sayCondition,
  sayInput,
  sayName,
  sayNumber,
} from './say-formula.ts'
import { isOfFewMatters, personFigures } from './sheet.ts'

/**
 * Everything that a signal's sentence is made of. It is stored with the sign, so that the sentence can be said in either
 * language for ever, whatever the catalogue says by then.
 */
export type SignalFacts = {
  readonly code: string
  readonly kind: SignKind
  readonly name: { readonly vi: string; readonly en: string }
  readonly unit: IndicatorUnit
  readonly periodKind: IndicatorDef['period']
  readonly period: string
  readonly since: string
  readonly value: Answer['value']
  /** The threshold that was met, as the catalogue writes it, and the one that clears all. */
  readonly threshold: string | null
  readonly clears: readonly string[]
  readonly nearest: NearestClear | null
  readonly inputs: Answer['inputs']
  /** Names of the inputs in the order of the formula. */
  readonly order: readonly string[]
  readonly cells: Answer['cells'] | null
  readonly against: { readonly median: number; readonly size: number } | null
  readonly subjectName: string | null
  readonly sheetIds: readonly string[]
  /** Inputs that were typed because nothing was decided in the product; absent when there are none. */
  readonly typed?: readonly string[]
  readonly source: string
  readonly added?: { readonly vi: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> }
}

/** What is kept of a sign for its sentence. */
export function signalFacts(
  read: ReadIndicator,
  {
    answer,
    kind,
    against,
    suppressUnder,
  }: {
    readonly answer: Answer
    readonly kind: SignKind
    readonly against: SignalFacts['against']
    readonly suppressUnder: number
  },
): SignalFacts {
  const { def } = read
  const isRed = answer.status === 'red'
  const onValue = (text: string | null) => text?.startsWith('value') ?? false
  const clears = [def.yellow, def.red].flatMap((text) =>
    text && (text !== def.red || !def.yellow || !onValue(def.red)) ? [text] : [],
  )
  return {
    code: def.id,
    kind,
    name: def.name,
    unit: def.unit,
    periodKind: def.period,
    period: answer.period,
    since: answer.since,
    value: answer.value,
    threshold: kind === 'outlier' || kind === 'trend' ? null : isRed ? def.red : def.yellow,
    clears,
    nearest: kind === 'red' || kind === 'yellow' ? nearestClear(read, answer.inputs, { suppressUnder }) : null,
    inputs: answer.inputs,
    order: Object.keys(answer.inputs),
    cells: answer.cells ?? null,
    against,
    subjectName: answer.subjectName,
    sheetIds: answer.sheetIds,
    ...(answer.typed ? { typed: answer.typed } : {}),
    source: def.source,
  }
}

type Reading = {
  readonly locale: MonitoringLocale
  /** Counts of 1 to 4 persons are hidden, and what they could be reckoned from (privacy G2 to G4). */
  readonly hidesSmall: boolean
}

/** A signal in one sentence: its numbers, the threshold, since when, what would clear it. */
export function saySignal(facts: SignalFacts, { locale, hidesSmall }: Reading): string {
  const messages = monitoringMessages(locale)
  const { sentences } = messages
  const saying = { unit: facts.unit, locale, added: facts.added?.[locale] ?? {} }
  const fill = (text: string, values: Readonly<Record<string, string>>) =>
    text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  const subject = facts.subjectName ? fill(sentences.ofSubject, { subject: facts.subjectName }) : ''
  const name = `${facts.name[locale]}${subject}`
  const period = sayPeriod(facts.periodKind, facts.period, locale)
  const since =
    facts.since < facts.period
      ? fill(sentences.since, { period: sayPeriod(facts.periodKind, facts.since, locale) })
      : ''
  // A share of a few papers tells of single people: outsiders read the colour alone.
  const isOfFew = hidesSmall && isOfFewMatters(facts.code, facts.inputs)
  const numbers = isOfFew ? '' : sayInputs(facts, { locale, hidesSmall })
  const value = isOfFew ? messages.hidden : sayValue(facts, { locale, hidesSmall })
  const threshold = facts.threshold ? conditionOf(facts.threshold, saying) : ''
  const clearing = facts.clears
    .map((text) => readFormula(text))
    .flatMap((read) => (read.ok ? [sayCondition(negate(read.value), saying)] : []))
    .join(` ${messages.joins.and} `)
  const nearest =
    facts.nearest && !hidesSmall
      ? fill(sentences.nearest, {
          name: sayName(facts.nearest.input, locale, saying.added),
          to: sayNumber(facts.nearest.to, locale),
        })
      : ''
  const clear = clearing === '' ? '' : fill(sentences.clears, { condition: clearing, nearest })
  const all = { name, period, since, numbers, value, threshold, clear }
  if (facts.cells) {
    const count = (status: 'red' | 'yellow' | 'green' | 'no-data') => String(facts.cells?.[status] ?? 0)
    return fill(facts.kind === 'red' ? sentences.cellsRed : sentences.cellsYellow, {
      ...all,
      red: count('red'),
      yellow: count('yellow'),
      green: count('green'),
      missing: count('no-data'),
    })
  }
  if (facts.kind === 'contradiction')
    return fill(sentences.contradiction, { ...all, explain: contradictionOf(facts, locale) })
  if (facts.kind === 'outlier' || facts.kind === 'trend') {
    return fill(sentences[facts.kind], {
      ...all,
      median: sayInput(facts.against?.median ?? null, facts.unit, locale),
      size: String(facts.against?.size ?? 0),
    })
  }
  return fill(facts.kind === 'red' ? sentences.red : sentences.yellow, all)
}

function contradictionOf({ code, inputs }: SignalFacts, locale: MonitoringLocale): string {
  const { contradictions } = monitoringMessages(locale)
  const text = contradictions[code as keyof typeof contradictions] ?? ''
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => sayInput(inputs[key], 'count', locale))
}

const conditionOf = (text: string, saying: Parameters<typeof sayCondition>[1]) => {
  const read = readFormula(text)
  return read.ok ? sayCondition(read.value, saying) : text
}

/** A period as it is read: "tháng 10/2026", "quý III/2026", "năm 2026". */
export function sayPeriod(kind: IndicatorDef['period'], start: string, locale: MonitoringLocale): string {
  const { periods } = monitoringMessages(locale)
  const [year = '', month = ''] = start.split('-')
  const quarter = ['I', 'II', 'III', 'IV'][Math.floor((Number(month) - 1) / 3)] ?? ''
  return periods[kind].replace('{year}', year).replace('{month}', month).replace('{quarter}', quarter)
}

const isSmall = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 4

/** The value in words; a count of 1 to 4 persons is "dưới 5" for outsiders (A8, B8). */
export function sayValue(
  { value, unit, code }: Pick<SignalFacts, 'value' | 'unit' | 'code'>,
  { locale, hidesSmall }: Reading,
): string {
  const messages = monitoringMessages(locale)
  if (value === null) return messages.unknown
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (!/^-?\d+(\/\d+)?$/.test(value)) return sayInput(value, unit, locale)
  const number = readExact(value)
  if (hidesSmall && (code === 'A8' || code === 'B8') && number.num >= 1n && number.num <= 4n) return messages.underFive
  return sayInput(number, unit, locale)
}

/** The numbers behind a value, in brackets; a hidden one hides the next smallest with it, so that it cannot be reckoned. */
function sayInputs({ inputs, order, added }: SignalFacts, { locale, hidesSmall }: Reading): string {
  const messages = monitoringMessages(locale)
  const entries = order
    .map((name) => [name, inputs[name]] as const)
    .filter(([, value]) => value !== null && value !== undefined)
  if (entries.length === 0) return ''
  const hides = hidesSmall && entries.some(([name, value]) => personFigures.has(name) && isSmall(value))
  const shown = entries.map(([name, value]) => {
    const text =
      hides && personFigures.has(name) && value !== 0 ? messages.hidden : sayInput(value as Input, 'count', locale)
    return `${sayName(name, locale, added?.[locale] ?? {})} ${text}`
  })
  return ` (${shown.join('; ')})`
}
