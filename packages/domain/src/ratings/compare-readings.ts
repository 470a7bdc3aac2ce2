import type { Operator } from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'
import type { Level, Subject } from './schema.ts'

/** What a rule does to a case that meets it. */
export type RuleEffect = {
  /** KHT by itself; left to people; a ceiling; asked for a level; told beside the level; not rated. */
  readonly does: 'KHT' | 'PEOPLE' | 'CEILING' | 'ASKED' | 'TOLD' | 'NOT_RATED'
  /** The ceiling, or the level it is asked for; null where it stands for itself. */
  readonly level: Level | null
  /** The threshold where it is one: "under 0.7". */
  readonly threshold: { readonly operator: Operator; readonly value: string; readonly isShare: boolean } | null
  /** Counts only where the violation is linked to duty. */
  readonly onlyLinked: boolean
  /** Where the competent level decides instead. */
  readonly leftTo: readonly string[]
}

/** One rule that does something else under the later reading, for the subjects for which it does the same. */
export type RuleMove = {
  readonly code: string
  readonly subjects: readonly Subject[]
  readonly before: readonly RuleEffect[]
  readonly after: readonly RuleEffect[]
}

/**
 * Where two readings of the same generation differ in what the text itself asks: which finding means what, for whom. What a
 * committee may choose is compared by `compareRules`.
 */
export function compareReadings(before: RuleSet, after: RuleSet): readonly RuleMove[] {
  const [was, is] = [effectsOf(before), effectsOf(after)]
  const moves = new Map<string, { code: string; subjects: Subject[]; before: RuleEffect[]; after: RuleEffect[] }>()
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [code = '', subject = ''] = key.split(' ')
    const [old, now] = [was.get(key) ?? [], is.get(key) ?? []]
    const same = JSON.stringify([code, old, now])
    if (JSON.stringify(old) === JSON.stringify(now)) continue
    const move = moves.get(same) ?? { code, subjects: [], before: old, after: now }
    move.subjects.push(subject as Subject)
    moves.set(same, move)
  }
  return [...moves.values()]
}

type Part = {
  readonly code: string
  readonly metric?: string
  readonly operator?: Operator
  readonly value?: string
  readonly link?: unknown
  readonly discretion?: readonly { readonly code: string }[]
}

/** The effects of each finding on each subject, by "code subject", each list in the order of its text. */
function effectsOf({ kinds, levelConditions, triggers, handedToPeople, caps, exclusions }: RuleSet) {
  const found = new Map<string, RuleEffect[]>()
  const put = (subject: Subject, rule: Part, does: RuleEffect['does'], level: Level | null = null) => {
    const key = `${rule.code} ${subject}`
    const effects = found.get(key) ?? []
    const effect: RuleEffect = {
      ...{ does, level, threshold: thresholdOf(rule), onlyLinked: rule.link !== undefined },
      leftTo: (rule.discretion ?? []).map(({ code }) => code),
    }
    const text = JSON.stringify(effect)
    if (!effects.some((one) => JSON.stringify(one) === text)) found.set(key, [...effects, effect])
  }
  for (const [subject, kind] of Object.entries(kinds) as [Subject, keyof typeof levelConditions][])
    for (const { level, conditions } of levelConditions[kind] ?? [])
      for (const rule of conditions) put(subject, rule, rule.warnsOnly ? 'TOLD' : 'ASKED', level)
  for (const rule of triggers) for (const subject of rule.subjects) put(subject, rule, 'KHT')
  for (const rule of handedToPeople) for (const subject of rule.subjects) put(subject, rule, 'PEOPLE')
  for (const rule of caps)
    for (const subject of rule.subjects)
      put(subject, rule, 'CEILING', rule.ceiling === 'collectiveLevel' ? null : rule.ceiling)
  for (const rule of exclusions)
    for (const subject of rule.subjects)
      put(subject, { code: rule.code }, rule.effect === 'WARN' ? 'TOLD' : 'NOT_RATED')
  return found
}

/** "None" and "at least one" are no thresholds, and neither are words. */
function thresholdOf({ metric, operator, value }: Part): RuleEffect['threshold'] {
  if (!metric || !operator || !value || !(Number(value) > 0)) return null
  return { operator, value, isShare: metric.endsWith('Rate') }
}
