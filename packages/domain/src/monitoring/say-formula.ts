import { type Exact, nearest } from '../shared/index.ts'
import { evaluateFormula, type Input, NoValue } from './evaluate-formula.ts'
import { type Formula, namesIn } from './formula.ts'
import type { IndicatorUnit } from './indicator.ts'
import { type MonitoringMessages, monitoringMessagesEn } from './messages.en.ts'
import { monitoringMessagesVi } from './messages.vi.ts'

export type MonitoringLocale = 'vi' | 'en'
/** The words of the room in a language. */
export const monitoringMessages = (locale: MonitoringLocale): MonitoringMessages =>
  locale === 'vi' ? monitoringMessagesVi : monitoringMessagesEn

/** A number as it is read: at most two decimals, comma in Vietnamese. */
export function sayNumber(value: number, locale: MonitoringLocale): string {
  const [whole = '', decimals = ''] = Math.abs(value).toFixed(2).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, locale === 'vi' ? '.' : ',')
  const cut = decimals.replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${grouped}${cut === '' ? '' : `${locale === 'vi' ? ',' : '.'}${cut}`}`
}

/** A number with its unit. */
export function sayAmount(value: number, unit: IndicatorUnit, locale: MonitoringLocale): string {
  return monitoringMessages(locale).units[unit].replace('{n}', sayNumber(value, locale))
}

/** A value or an input in words. */
export function sayInput(
  value: Input | Exact | null | undefined,
  unit: IndicatorUnit,
  locale: MonitoringLocale,
): string {
  const messages = monitoringMessages(locale)
  if (value === null || value === undefined) return messages.unknown
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (typeof value === 'number') return sayAmount(value, unit, locale)
  if (typeof value === 'string') return sayWord(value, locale)
  if ('num' in value) return sayAmount(nearest(value), unit, locale)
  if ('fraction' in value)
    return sayAmount(Number(value.fraction.split('/')[0]) / Number(value.fraction.split('/')[1] ?? 1), unit, locale)
  return value.map((one) => (one === null ? messages.unknown : sayInput(one, unit, locale))).join('; ')
}

function sayWord(word: string, locale: MonitoringLocale): string {
  const { words } = monitoringMessages(locale)
  if (Object.hasOwn(words, word)) return words[word] as string
  return /^\d{4}-\d{2}-\d{2}$/.test(word) ? sayDay(word, locale) : word
}

/** A day as it is read: 05/12/2026. */
export const sayDay = (day: string, _locale: MonitoringLocale): string => day.split('-').toReversed().join('/')

/** A label of an input; a figure that a city added says its own. */
export const sayName = (name: string, locale: MonitoringLocale, added: Readonly<Record<string, string>> = {}): string =>
  added[name] ?? monitoringMessages(locale).inputs[name] ?? name

type Saying = {
  readonly unit: IndicatorUnit
  readonly locale: MonitoringLocale
  readonly added?: Readonly<Record<string, string>>
}

/** A condition in words: "từ 85 % trở xuống". */
export function sayCondition(formula: Formula, saying: Saying): string {
  const { locale } = saying
  const { joins, compare } = monitoringMessages(locale)
  if (formula.is === 'not') return sayCondition(negate(formula.of), saying)
  if (formula.is !== 'two') return sayTerm(formula, saying)
  if (formula.sign === 'and' || formula.sign === 'or') {
    return `${sayCondition(formula.left, saying)} ${joins[formula.sign]} ${sayCondition(formula.right, saying)}`
  }
  const isOfValue = formula.left.is === 'name' && formula.left.name === 'value'
  const right = sayTerm(formula.right, isOfValue ? saying : { ...saying, unit: 'count' })
  if (formula.right.is === 'truth') {
    const isTrue = formula.right.truth === (formula.sign === '=')
    return isOfValue
      ? isTrue
        ? compare.isSo
        : compare.isNotSo
      : `${sayTerm(formula.left, saying)}: ${isTrue ? compare.isSo : compare.isNotSo}`
  }
  if (!Object.hasOwn(compare, formula.sign)) return sayTerm(formula, saying)
  const comparison = compare[formula.sign as keyof typeof compare].replace('{n}', right)
  return isOfValue ? comparison : `${sayTerm(formula.left, { ...saying, unit: 'count' })} ${comparison}`
}

function sayTerm(formula: Formula, saying: Saying): string {
  const { unit, locale, added = {} } = saying
  const { arithmetic } = monitoringMessages(locale)
  if (namesIn(formula).length === 0) {
    const value = constantOf(formula)
    if (value !== null) return sayAmount(value, unit, locale)
  }
  switch (formula.is) {
    case 'name':
      return sayName(formula.name, locale, added)
    case 'text':
      return sayWord(formula.text, locale)
    case 'truth':
      return formula.truth ? monitoringMessages(locale).yes : monitoringMessages(locale).no
    case 'list':
      return formula.of.map((one) => sayTerm(one, saying)).join(', ')
    case 'mean':
    case 'median':
      return arithmetic[formula.is].replace('{a}', sayTerm(formula.of, saying))
    case 'two': {
      const words = arithmetic[formula.sign as keyof typeof arithmetic] ?? '{a} {b}'
      return words
        .replace('{a}', sayTerm(formula.left, { ...saying, unit: 'count' }))
        .replace('{b}', sayTerm(formula.right, { ...saying, unit: 'count' }))
    }
    default:
      return ''
  }
}

function constantOf(formula: Formula): number | null {
  try {
    const value = evaluateFormula(formula, {})
    return typeof value === 'object' && 'num' in value ? nearest(value) : null
  } catch (error) {
    if (error instanceof NoValue) return null
    throw error
  }
}

const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '!=', '!=': '=' } as const

/** The condition under which another one no longer holds. */
export function negate(formula: Formula): Formula {
  if (formula.is === 'not') return formula.of
  if (formula.is !== 'two') return { is: 'not', of: formula }
  const { sign, left, right } = formula
  if (sign === 'and') return { is: 'two', sign: 'or', left: negate(left), right: negate(right) }
  if (sign === 'or') return { is: 'two', sign: 'and', left: negate(left), right: negate(right) }
  if (Object.hasOwn(opposite, sign)) return { is: 'two', sign: opposite[sign as keyof typeof opposite], left, right }
  return { is: 'not', of: formula }
}
