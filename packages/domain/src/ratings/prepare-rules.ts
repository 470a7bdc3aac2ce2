import { accepts, type Fraction, fraction } from '../shared/index.ts'
import { type FindingCode, findingCodes } from './finding.ts'
import { disciplineRank, gradeRank } from './measure-fact.ts'
import {
  type Cap,
  type Condition,
  methodOf,
  type OnlyUnder,
  type RuleSet,
  type Test,
  type Weighing,
} from './rule-set.ts'
import type { FactName, Level, NotRatedReason, Subject } from './schema.ts'

/** A test whose threshold is read once, so that thousands of dossiers a second can be put to it. */
export type PreparedTest = {
  readonly metric: Test['metric']
  readonly accepts: (order: number) => boolean
  readonly threshold: Fraction
}

/** A rule ready to be asked, with what its finding will say. */
export type PreparedRule = PreparedTest & {
  readonly code: FindingCode
  readonly required: string
  readonly source: Condition['source']
}

/** What is asked of a violation beside its being there, ready to be asked. */
export type PreparedWeighing = {
  readonly link: {
    readonly fact: NonNullable<Weighing['link']>['fact']
    readonly unlinked: FindingCode | null
    readonly source: Condition['source']
  } | null
  readonly discretion: readonly PreparedRule[]
}

/** The part of a rule set that concerns one subject, with the options decided and the thresholds read. */
export type PreparedRules = {
  readonly ruleSet: RuleSet
  readonly subject: Subject
  readonly exclusions: readonly (PreparedRule & { readonly means: 'NOT_RATED' | 'WARN' })[]
  readonly triggers: readonly (PreparedRule &
    PreparedWeighing & {
      readonly and: PreparedTest | null
      readonly lift: PreparedTest | null
      readonly once: boolean
    })[]
  readonly handedToPeople: readonly (PreparedRule & PreparedWeighing)[]
  readonly levelsDown: readonly { readonly level: Level; readonly conditions: readonly PreparedCondition[] }[] | null
  readonly caps: readonly PreparedCap[]
  readonly asksTasks: boolean
  /** What each group of points may reach at most. */
  readonly points: readonly {
    readonly fact: FactName
    readonly max: Fraction
    readonly required: string
    readonly source: Condition['source']
  }[]
}

/** A condition of a level; one that only warns bars nothing. */
export type PreparedCondition = PreparedRule & { readonly warnsOnly: boolean }

/** A ceiling ready to be asked. */
export type PreparedCap =
  | { readonly ceiling: 'collectiveLevel'; readonly code: FindingCode; readonly source: Condition['source'] }
  | (PreparedRule & { readonly ceiling: Level; readonly of: 'ANYONE' | 'NOT_HEAD'; readonly lift: PreparedTest | null })

const prepared = new WeakMap<RuleSet, Map<Subject, PreparedRules>>()

/** The rules of a set for one subject, prepared at the first question and kept while the set is in use. */
export function prepareRules(ruleSet: RuleSet, subject: Subject): PreparedRules {
  const bySubject = prepared.get(ruleSet) ?? new Map<Subject, PreparedRules>()
  prepared.set(ruleSet, bySubject)
  const rules = bySubject.get(subject) ?? prepare(ruleSet, subject)
  bySubject.set(subject, rules)
  return rules
}

function prepare(ruleSet: RuleSet, subject: Subject): PreparedRules {
  const { options, noTasks } = ruleSet
  const kind = ruleSet.kinds[subject]
  const concerns = ({ subjects, onlyUnder }: { subjects: readonly Subject[]; onlyUnder?: OnlyUnder }) =>
    subjects.includes(subject) && isUnder(onlyUnder, ruleSet)
  return {
    ruleSet,
    subject,
    exclusions: ruleSet.exclusions.flatMap(({ code, subjects, effect, test, source }) => {
      if (!test || !subjects.includes(subject)) return []
      const means = effect === 'NOT_RATED' || effect === 'WARN' ? effect : options[effect]
      return [{ ...ruleOf({ ...test, code: code satisfies NotRatedReason, source }), means }]
    }),
    triggers: ruleSet.triggers.filter(concerns).map((rule) => ({
      ...ruleOf(rule),
      ...weighingOf(rule),
      and: rule.and ? testOf(rule.and) : null,
      // Where a violation counts every time, having counted before lifts nothing.
      lift:
        rule.unless && (rule.unless !== 'violationAlreadyCounted' || options.countViolationOnce)
          ? lifting(rule.unless)
          : null,
      once: rule.unless === 'violationAlreadyCounted',
    })),
    handedToPeople: ruleSet.handedToPeople.filter(concerns).map((rule) => ({ ...ruleOf(rule), ...weighingOf(rule) })),
    levelsDown:
      kind === undefined || methodOf(ruleSet) === 'PROPOSED_LEVEL'
        ? null
        : (ruleSet.levelConditions[kind] ?? []).map(({ level, conditions }) => ({
            level,
            conditions: conditions
              .filter(({ onlyUnder }) => isUnder(onlyUnder, ruleSet))
              .map((rule) => ({ ...ruleOf(rule), warnsOnly: rule.warnsOnly ?? false })),
          })),
    caps: ruleSet.caps.filter((cap) => cap.subjects.includes(subject) && isCapOn(cap.code, ruleSet)).map(capOf),
    points: ruleSet.scoreModel.groups.map(({ fact, max, source }) => ({
      fact,
      max: fraction(max),
      required: `<= ${max}`,
      source,
    })),
    asksTasks: noTasks !== undefined && (noTasks.subjects?.includes(subject) ?? true),
  }
}

const ranks: Readonly<Record<string, number>> = { ...gradeRank, ...disciplineRank }

const testOf = ({ metric, operator, value }: Test): PreparedTest => ({
  metric,
  accepts: accepts(operator),
  threshold: fraction(ranks[value] ?? value),
})
const ruleOf = (rule: Condition): PreparedRule => ({
  ...testOf(rule),
  code: knownCode(rule.code),
  required: `${rule.operator} ${rule.value}`,
  source: rule.source,
})
const weighingOf = ({ link, discretion = [] }: Weighing): PreparedWeighing => ({
  link: link ? { ...link, unlinked: link.unlinked === null ? null : knownCode(link.unlinked) } : null,
  discretion: discretion.map((one) => ruleOf({ ...one, operator: '>', value: '0' })),
})
const capOf = (cap: Cap): PreparedCap =>
  cap.ceiling === 'collectiveLevel'
    ? { ceiling: cap.ceiling, code: knownCode(cap.code), source: cap.source }
    : { ...ruleOf(cap), ceiling: cap.ceiling, of: cap.of, lift: cap.unless ? lifting(cap.unless) : null }

/** The test of a fact that lifts a trigger or a cap. */
const lifting = (metric: Test['metric']): PreparedTest => testOf({ metric, operator: '>', value: '0' })

const isUnder = (asked: OnlyUnder | undefined, { options }: RuleSet): boolean =>
  asked === undefined ||
  ((asked.organizationTriggers ?? options.organizationTriggers) === options.organizationTriggers &&
    (asked.personGrades ?? options.personGrades) === options.personGrades)

const isCapOn = (code: string, { options }: RuleSet): boolean =>
  !Object.entries(options.caps).some(([name, on]) => name === code && !on)

/** The evaluator only utters codes that have a text; a rule set with another code is a bug. */
function knownCode(code: string): FindingCode {
  const found = findingCodes.find((one) => one === code)
  if (!found) throw new Error(`The rule set names a finding without a text: ${code}`)
  return found
}
