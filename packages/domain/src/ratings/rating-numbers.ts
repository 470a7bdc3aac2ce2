import type { LegalNumber, LegalSource, LegalUnit } from '../shared/index.ts'
import { messagesEn } from './messages.en.ts'
import { messagesVi } from './messages.vi.ts'
import { ratingNumberMessagesEn } from './number-messages.en.ts'
import { ratingNumberMessagesVi } from './number-messages.vi.ts'
import type { RuleSet, Test } from './rule-set.ts'
import { ratingRuleSets } from './rules/index.ts'

type Words = { readonly vi: string; readonly en: string }
type Draft = Pick<LegalNumber, 'value' | 'unit'> & {
  readonly key: string
  readonly act: Words
  readonly source: LegalSource
}

const languages = {
  vi: { rating: messagesVi, own: ratingNumberMessagesVi },
  en: { rating: messagesEn, own: ratingNumberMessagesEn },
} as const
type Language = (typeof languages)[keyof typeof languages]
const inBoth = (say: (language: Language) => string): Words => ({ vi: say(languages.vi), en: say(languages.en) })
const lookUp = (table: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(table, key) ? table[key] : undefined
const whoIs = ({ rating, own }: Language, who: string) => lookUp(own.kinds, who) ?? lookUp(rating.subjects, who) ?? who
const own = (name: keyof typeof ratingNumberMessagesVi.places) => inBoth((one) => one.own.places[name])

/** The numbers of one rule set: a number that asks the same of several subjects by one provision is one, with several places. */
export function numbersOfRules(set: RuleSet): readonly LegalNumber[] {
  const byKey = new Map<string, LegalNumber>()
  for (const { key, act, value, unit, source } of draftsOf(set)) {
    const whole = ['rating', set.code, ...key.split(' ')].join('.')
    const standing = byKey.get(whole)
    const acts = standing?.acts.some(({ vi }) => vi === act.vi) ? standing.acts : [...(standing?.acts ?? []), act]
    byKey.set(whole, {
      ...{ key: whole, value, unit, acts, ...source, from: set.inForce.from, until: set.inForce.until },
      restsOn: { kind: 'campaign', of: set.code },
    })
  }
  return [...byKey.values()]
}

function draftsOf(set: RuleSet): Draft[] {
  const { bands, levelConditions, triggers, caps, exclusions, scoreModel, quota, options, voting, calendar } = set
  const levelName = (code: string) => set.levels.find((one) => one.code === code)
  const levelIn = (code: string, language: Language) => {
    const named = levelName(code)
    return named ? (language === languages.vi ? named.vi : named.en) : code
  }
  const asksPoints = bands.length > 0
  return [
    ...scoreModel.groups.flatMap(({ fact, max, vi, en, source }) =>
      asksPoints ? [{ key: `max ${fact}`, value: Number(max), unit: 'points' as const, act: { vi, en }, source }] : [],
    ),
    ...bands.map(({ level, from, source }) => ({
      ...{ key: `band ${level}`, value: Number(from), unit: 'points' as const, source },
      act: inBoth((one) => `${one.own.places.band} ${levelIn(level, one)}`),
    })),
    ...Object.entries(levelConditions).flatMap(([kind, levels]) =>
      (levels ?? []).flatMap(({ level, conditions }) =>
        conditions.flatMap((rule) =>
          tested(`level ${level} ${rule.code} ${rule.source.confidence}`, rule, rule.source, (one) =>
            [levelIn(level, one), said(rule, one), whoIs(one, kind)].join('; '),
          ),
        ),
      ),
    ),
    ...triggers.flatMap((rule) =>
      rule.subjects.flatMap((subject) =>
        [rule, ...(rule.and ? [rule.and] : [])].flatMap((test, at) =>
          tested(`trigger ${rule.code}${at ? ' and' : ''}`, test, rule.source, (one) =>
            [levelIn('KHT', one), said(test, one), whoIs(one, subject)].join('; '),
          ),
        ),
      ),
    ),
    ...caps.flatMap((cap) =>
      'metric' in cap
        ? cap.subjects.flatMap((subject) =>
            tested(`cap ${cap.code}`, cap, cap.source, (one) =>
              [one.own.places.cap, said(cap, one), whoIs(one, subject)].join('; '),
            ),
          )
        : [],
    ),
    ...exclusions.flatMap(({ code, test, source }) =>
      test ? tested(`exclusion ${code}`, test, source, (one) => `${one.own.places.exclusion}; ${said(test, one)}`) : [],
    ),
    ...(asksPoints || set.method !== 'LABELS_ONLY' ? optionNumbers(options, { quota, voting }) : []),
    ...(set.method === 'LABELS_ONLY' ? [] : calendar.rows).map(({ code, to, yearOffset }) => ({
      ...{ key: `timetable ${code}`, value: yearOffset ? `${to}+1` : to, unit: 'day-of-year' as const },
      ...{ source: calendar.source, act: inBoth(({ own: { timetable } }) => lookUp(timetable, code) ?? code) },
    })),
  ]
}

function optionNumbers(options: RuleSet['options'], { quota, voting }: Pick<RuleSet, 'quota' | 'voting'>): Draft[] {
  const { num, den } = voting.attendanceWarnBelow
  return [
    { key: 'quota', value: options.quota.percent, unit: 'percent', act: own('quota'), source: quota.source },
    ...(options.quota.exceptionPercent === options.quota.percent
      ? []
      : [
          {
            ...{ key: 'quota exception', value: options.quota.exceptionPercent, unit: 'percent' as const },
            ...{ act: own('exception'), source: quota.exceptionSource },
          },
        ]),
    {
      ...{ key: 'voting', value: `${options.voting.num}/${options.voting.den}`, unit: 'share', act: own('voting') },
      source: voting.source,
    },
    {
      key: 'attendance',
      value: `${num}/${den}`,
      unit: 'share',
      act: own('attendance'),
      source: voting.attendanceSource,
    },
  ]
}

/** A threshold that is a number; "none" and "at least one" are conditions, no numbers, and grades are words. */
function tested(key: string, test: Test, source: LegalSource, say: (language: Language) => string): Draft[] {
  const value = Number(test.value)
  if (!Number.isFinite(value) || value === 0) return []
  const unit = unitOf(test.metric)
  return [{ key, value: unit === 'percent' ? Math.round(value * 1_000) / 10 : value, unit, act: inBoth(say), source }]
}

function unitOf(metric: string): LegalUnit {
  if (metric.endsWith('Rate')) return 'percent'
  if (metric.startsWith('months')) return 'months'
  return metric === 'totalScore' ? 'points' : 'count'
}

const said = ({ metric, operator }: Test, { own: { metrics, operators } }: Language) =>
  [lookUp(metrics, metric) ?? metric, lookUp(operators, operator)].join(' ')

/** The numbers of every rule set this version holds, read out of the sets themselves. */
export const ratingNumbers: readonly LegalNumber[] = ratingRuleSets.flatMap(numbersOfRules)
