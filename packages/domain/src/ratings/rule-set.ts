import type { Confidence, InForce, LegalDay, LegalSource, Operator, Result } from '../shared/index.ts'
import { ok, refuse } from '../shared/index.ts'
import type { Metric } from './measure-fact.ts'
import type { DisputedReadings, RuleOptions } from './rule-options.ts'
import type { FactName, Level, NotRatedReason, Outcome, Subject } from './schema.ts'
import type { ScoreSheet } from './score-sheet.ts'

/** The kinds of subject that share level conditions. */
export type SubjectKind = 'ORGANIZATION' | 'COLLECTIVE' | 'LEADER' | 'MEMBER_2A' | 'MEMBER_2B' | 'MEMBER_2C' | 'MEMBER'

/** A comparison of one measured thing with a threshold, readable aloud: "exceededRate >= 0.3", "lowestCriterionGrade >= TOT". */
export type Test = { readonly metric: Metric; readonly operator: Operator; readonly value: string }

/** The choice of an option under which a disputed rule is asked at all. */
export type OnlyUnder = Readonly<{ [Name in keyof DisputedReadings]?: DisputedReadings[Name] }>

/** What a level asks; `code` is the finding when it is not met. */
export type Condition<Code extends string = string> = Test & {
  readonly code: Code
  readonly source: LegalSource
  readonly onlyUnder?: OnlyUnder
  /** Does not bar the level: where it fails the level stands and people are told. */
  readonly warnsOnly?: true
}

/**
 * What the text makes of a violation beside its being there. `link`: only a violation linked to duty counts; one that is not
 * is told as `unlinked` (a warning) or left to a cap, and one of which nobody knows goes to people. `discretion`: facts
 * under which the competent level decides, with its reason, instead of the rule.
 */
export type Weighing = {
  readonly link?: {
    readonly fact: 'disciplineDutyRelated' | 'collectiveMemberDisciplineLinked'
    readonly unlinked: string | null
    readonly source: LegalSource
  }
  readonly discretion?: readonly {
    readonly code: string
    readonly metric: 'violationFromEarlierYear' | 'disciplinedSelfDetectedAndRemedied' | 'forceMajeureConfirmed'
    readonly source: LegalSource
  }[]
}

/** A fact that by itself means KHT, whatever the points; `unless` names a confirmed fact that lifts it. */
export type Trigger = Condition &
  Weighing & {
    readonly subjects: readonly Subject[]
    /** A second thing that must hold as well before the trigger fires. */
    readonly and?: Test
    readonly unless?: 'forceMajeureConfirmed' | 'violationAlreadyCounted'
  }

/** A fact for which the text known to us names no level: the rules stop and people decide. */
export type HandedToPeople = Condition & Weighing & { readonly subjects: readonly Subject[] }

/** A ceiling on the level that the bands gave. */
export type Cap = { readonly code: string; readonly subjects: readonly Subject[]; readonly source: LegalSource } & (
  | { readonly ceiling: 'collectiveLevel'; readonly of: 'HEAD' }
  | (Test & { readonly ceiling: Level; readonly of: 'ANYONE' | 'NOT_HEAD'; readonly unless?: 'forceMajeureConfirmed' })
)

/** Who gets no level; `effect` may name the option that decides. Reasons without a test are recorded by people or by the population. */
export type Exclusion = {
  readonly code: NotRatedReason
  readonly subjects: readonly Subject[]
  readonly effect: 'NOT_RATED' | 'WARN' | 'memberUnderSixMonths' | 'organizationUnderSixMonths'
  readonly test: Test | null
  readonly source: LegalSource
}

type Named = { readonly vi: string; readonly en: string }

/**
 * How a generation comes to a level: `POINTS` and conditions, graded criteria and conditions (`GRADES`), the proposed level
 * unless a trigger fires (`PROPOSED_LEVEL`), or not at all here (`LABELS_ONLY`: it is known by its labels and periods, and
 * asked for a level it hands the case to people).
 */
export type RatingMethod = 'POINTS' | 'GRADES' | 'PROPOSED_LEVEL' | 'LABELS_ONLY'

/** A level as a generation wrote it, beside the code that lets years be compared. */
export type OriginalLabel = Named & {
  readonly level: Level
  readonly of: 'ORGANIZATION' | 'MEMBER' | 'ANY'
  readonly source: LegalSource
}

/** One generation of the rating rules: facts of law as data, each with its source and how well it is known. */
export type RuleSet = {
  readonly code: string
  /**
   * A later reading of a generation that was already published: the day its text was read and what changed by it. Left out
   * of the first reading. A campaign stays with the reading it was opened with.
   */
  readonly reading?: Named & { readonly readOn: LegalDay }
  readonly title: Named
  readonly inForce: InForce
  readonly ratingYears: { readonly from: number; readonly to: number | null }
  readonly confidence: Confidence
  /** Left out in sets published before other methods existed: `POINTS`. */
  readonly method?: RatingMethod
  /** Left out: the year. A quarterly set never rates a year. */
  readonly period?: 'YEAR' | 'QUARTER'
  /** The words of the generation where they are not those of `levels`. */
  readonly labels?: readonly OriginalLabel[]
  /** What is known of the generation and not evaluated, each with its source. */
  readonly knownFacts?: readonly (Named & { readonly source: LegalSource })[]
  readonly legalBasis: readonly {
    readonly number: string
    readonly date: LegalDay
    readonly issuer: string
    readonly confidence: Confidence
    readonly note?: string
  }[]
  readonly levels: readonly (Named & {
    readonly code: Level
    readonly abbreviation: string
    readonly rank: number
  })[]
  readonly outcomes: readonly (Named & { readonly code: Outcome })[]
  readonly scoreModel: {
    readonly total: string
    readonly groups: readonly (Named & {
      readonly fact: FactName
      readonly max: string
      readonly source: LegalSource
    })[]
    readonly precision: string
    readonly itemModes: readonly string[]
    readonly resultAxes: {
      readonly subjects: readonly Subject[]
      readonly vi: readonly string[]
      readonly source: LegalSource
    }
  }
  readonly bands: readonly {
    readonly level: Level
    readonly from: string
    /** The first score above the band; `null` on top. */
    readonly below: string | null
    readonly source: LegalSource
  }[]
  readonly kinds: Partial<Record<Subject, SubjectKind>>
  /** Highest level first; KHT has no conditions, it has triggers. */
  readonly levelConditions: Partial<
    Record<SubjectKind, readonly { readonly level: Level; readonly conditions: readonly Condition[] }[]>
  >
  readonly triggers: readonly Trigger[]
  readonly handedToPeople: readonly HandedToPeople[]
  readonly caps: readonly Cap[]
  readonly exclusions: readonly Exclusion[]
  readonly notExclusions: readonly { readonly fact: FactName; readonly source: LegalSource }[]
  readonly warnings: readonly { readonly code: string; readonly source: LegalSource }[]
  /** Left out of a generation that does not count tasks; `subjects` where only some are judged by them. */
  readonly noTasks?: { readonly code: 'NO_TASKS'; readonly source: LegalSource; readonly subjects?: readonly Subject[] }
  readonly gap: { readonly code: 'GAP_NO_BAND' | 'NOT_REACHING_HT'; readonly source: LegalSource }
  /** Sheets, rounds of ballots and the like that a committee laid over the set. */
  readonly scoreSheets?: readonly ScoreSheet[]
  readonly quota: {
    readonly level: Level
    readonly groups: readonly Subject[]
    readonly source: LegalSource
    readonly exceptionSource: LegalSource
  }
  readonly voting: {
    readonly rounds: readonly (Named & { readonly round: 1 | 2 })[]
    readonly attendanceWarnBelow: { readonly num: number; readonly den: number }
    readonly source: LegalSource
    readonly checkSource: LegalSource
    readonly attendanceSource: LegalSource
  }
  readonly decision: Record<'order' | 'form' | 'scheme' | 'override' | 'onePerYear', LegalSource>
  readonly procedure: { readonly steps: readonly Named[]; readonly source: LegalSource }
  readonly deciders: readonly (Named & { readonly subjects: readonly Subject[]; readonly source: LegalSource })[]
  readonly calendar: {
    readonly rows: readonly {
      readonly code: string
      /** Month and day as `MM-DD`; `yearOffset` counts from the rating year. */
      readonly from: string
      readonly to: string
      readonly yearOffset: 0 | 1
    }[]
    readonly shiftToNextWorkingDay: boolean
    readonly source: LegalSource
  }
  readonly forms: readonly (Named & {
    readonly id: string
    readonly subjects: readonly Subject[]
    readonly source: LegalSource
  })[]
  readonly reports: readonly (Named & { readonly code: string; readonly source: LegalSource })[]
  /** What the law leaves open, with our defaults; an overlay of a committee may change these and nothing else. */
  readonly options: RuleOptions
  readonly overlays: readonly OverlayProvenance[]
}

/** Who changed which options of a rule set, and by what decision. */
export type OverlayProvenance = {
  readonly code: string
  readonly issuer: string
  readonly decision: { readonly number: string; readonly day: LegalDay } | null
  readonly confidence: Confidence
  readonly changes: readonly string[]
}

export type UnknownRuleSet = {
  readonly code: 'UNKNOWN_RULE_SET'
  readonly asked: string
  readonly known: readonly string[]
}
export type NoRuleSetForYear = { readonly code: 'NO_RULE_SET_FOR_YEAR'; readonly year: number }

/** The rule set of that code, or a refusal naming those that exist: a missing generation is never replaced by another. */
export function ruleSetByCode(ruleSets: readonly RuleSet[], asked: string): Result<RuleSet, UnknownRuleSet> {
  const found = ruleSets.find(({ code }) => code === asked)
  return found
    ? ok(found)
    : refuse({ code: 'UNKNOWN_RULE_SET', asked, known: ruleSets.map(({ code }) => code) } as const)
}

/** How the set comes to a level. */
export const methodOf = ({ method }: { readonly method?: RatingMethod | undefined }): RatingMethod => method ?? 'POINTS'

/**
 * The rule set of a rating year: a file is judged by the rules of its year, for ever. Quarterly sets rate no year, and a year
 * whose set is known by its labels only can be imported but not run.
 */
export function ruleSetOfYear(ruleSets: readonly RuleSet[], year: number): Result<RuleSet, NoRuleSetForYear> {
  const found = generationOfYear(ruleSets, year)
  return found && methodOf(found) !== 'LABELS_ONLY'
    ? ok(found)
    : refuse({ code: 'NO_RULE_SET_FOR_YEAR', year } as const)
}

/** The rule set a new campaign may run by: the screens ask for points, so years rated otherwise are imported, not run. */
export function campaignRulesOfYear(ruleSets: readonly RuleSet[], year: number): Result<RuleSet, NoRuleSetForYear> {
  const found = ruleSetOfYear(ruleSets, year)
  return found.ok && methodOf(found.value) !== 'POINTS'
    ? refuse({ code: 'NO_RULE_SET_FOR_YEAR', year } as const)
    : found
}

/** The generation whose labels a rating of that year carries, also one that cannot be evaluated. */
export function generationOfYear(ruleSets: readonly RuleSet[], year: number): RuleSet | undefined {
  return ruleSets.find(
    ({ ratingYears: { from, to }, period }) => period !== 'QUARTER' && from <= year && (to === null || year <= to),
  )
}

/** The rule set as JSON text that is the same for the same content: keys sorted, no white space. For hashing elsewhere. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
