import type { RuleChangeKind } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'

/** Options an overlay may change, with the values each may take; numbers are typed. */
export const optionFields = [
  { path: 'quota.denominator', values: ['T_ONLY', 'T_OR_BETTER', 'ALL_RATED'] },
  { path: 'quota.rounding', values: ['FLOOR', 'ROUND', 'CEIL'] },
  { path: 'quota.percent', values: null },
  { path: 'quota.exceptionPercent', values: null },
  { path: 'quota.minOne', values: ['true', 'false'] },
  { path: 'gapPolicy', values: ['MANUAL', 'KHT'] },
  { path: 'organizationUnderSixMonths', values: ['WARN', 'NOT_RATED'] },
  { path: 'memberUnderSixMonths', values: ['WARN', 'NOT_RATED'] },
  { path: 'countViolationOnce', values: ['true', 'false'] },
  { path: 'unstatedActs', values: ['PRESUME_NONE', 'MANUAL'] },
  { path: 'secondEntryRequired', values: ['true', 'false'] },
  { path: 'caps.HEAD_ABOVE_COLLECTIVE', values: ['true', 'false'] },
  { path: 'caps.QUARTER_BELOW_MIN', values: ['true', 'false'] },
  { path: 'caps.COLLECTIVE_UNDER_70', values: ['true', 'false'] },
  { path: 'voting.base', values: ['ELIGIBLE', 'PRESENT', 'ISSUED', 'COLLECTED', 'VALID'] },
  { path: 'voting.share', values: ['1/2', '2/3'] },
] as const

const optionNames = [...optionFields.map(({ path }) => path), 'voting.num', 'voting.den', 'voting.strict'] as const
type OptionName = (typeof optionNames)[number]

const values = [
  'T_ONLY',
  'T_OR_BETTER',
  'ALL_RATED',
  'FLOOR',
  'ROUND',
  'CEIL',
  'MANUAL',
  'KHT',
  'WARN',
  'NOT_RATED',
  'PRESUME_NONE',
  'ELIGIBLE',
  'PRESENT',
  'ISSUED',
  'COLLECTED',
  'VALID',
  'true',
  'false',
] as const

const calendarRows = [
  'openAt',
  'memberAndCellWindow',
  'basicDecisionDue',
  'superiorProposalDue',
  'superiorDecisionDue',
  'reportToCentralDue',
] as const

/** The key of a name in the messages: dots part the levels of the file. */
const keyOf = <Name extends OptionName>(name: Name) => name.replaceAll('.', '-') as Dashed<Name>
type Dashed<Text extends string> = Text extends `${infer Head}.${infer Tail}` ? `${Head}-${Dashed<Tail>}` : Text

/** Names and values of what overlays change, as people call them. */
export function useOptionWords() {
  const t = useTranslations('rules')
  const option = (path: string) => {
    const known = optionNames.find((one) => one === path)
    return known ? t(`options.${keyOf(known)}`) : path
  }
  const optionValue = (value: string) => {
    const known = values.find((one) => one === value)
    return known ? t(`values.${known}`) : value
  }
  const calendar = (code: string) => {
    const known = calendarRows.find((one) => one === code)
    return known ? t(`calendar.${known}`) : code
  }
  return {
    option,
    optionValue,
    calendar,
    name: (kind: RuleChangeKind, path: string) => {
      if (kind === 'option') return option(path)
      if (kind === 'calendar') return calendar(path)
      return kind === 'ballots' ? t('rounds') : t('sheet-place', { place: path })
    },
    value: (kind: RuleChangeKind, value: string | null) => {
      if (value === null) return t('not-there')
      if (kind === 'calendar') return value.replaceAll(/(\d{2})-(\d{2})/gu, '$2/$1').replace('…', ' – ')
      return kind === 'option' ? optionValue(value) : value
    },
  }
}
