import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { flawlessFacts } from './example.ts'
import { rateSubject } from './rate-subject.ts'
import { canonicalJson, type RuleSet } from './rule-set.ts'
import { earlierReadings, ratingRuleSets } from './rules/index.ts'
import type { RatingFacts, Subject } from './schema.ts'

/** Every reading under its own name: the first of a generation by its code, a later one with its month besides. */
const published = [...earlierReadings, ...ratingRuleSets].map((ruleSet) => ({
  name: [ruleSet.code.toLowerCase(), ...(ruleSet.reading ? [`read-${ruleSet.reading.readOn.slice(0, 7)}`] : [])].join(
    '-',
  ),
  code: ruleSet.code,
  ruleSet,
}))

/**
 * A published rule set answers the same for ever: the files in `rules/golden` were written when it was published. A
 * difference here is a fault of the evaluator or an edited rule file, never a reason to write the file anew.
 */
describe('golden answers', () => {
  test.each(published)('$name', async ({ name, code, ruleSet }) => {
    const asked = Object.keys(ruleSet.kinds).length > 0 ? Object.keys(ruleSet.kinds) : ['MEMBER', 'CHI_BO']
    const lines = asked.flatMap((subject) =>
      casesOf(subject as Subject, ruleSet).map((drawnFacts) => {
        const facts = ruleSet.method ? { ...graded, ...drawnFacts } : drawnFacts
        const { level, findings, presumed } = rateSubject(facts, subject as Subject, ruleSet)
        const reasons = findings.map((one) => `${one.severity} ${one.code} ${one.fact} ${one.required} ${one.actual}`)
        return `${subject} ${JSON.stringify(facts)} → ${level} [${reasons.join('; ')}] (${presumed.join(' ')})`
      }),
    )
    const hash = createHash('sha256').update(canonicalJson(ruleSet)).digest('hex')
    await expect(`${code} ${hash}\n${lines.join('\n')}\n`).toMatchFileSnapshot(`./rules/golden/${name}.txt`)
  })
})

/** What the generations before points ask besides, flawless. */
const graded = {
  proposedLevel: 'T',
  targetsCompletedRate: 1,
  mainTargetsAllDone: true,
  lowestCriterionGrade: 'XUAT_SAC',
  lowestTaskCriterionGrade: 'XUAT_SAC',
  lowestBasicCriterionGrade: 'XUAT_SAC',
} as const satisfies RatingFacts

/** Forty invented cases of a subject, the same every time: a flawless one with a few facts drawn anew or left out. */
function casesOf(subject: Subject, { reading }: RuleSet): RatingFacts[] {
  const draw = drawer([...subject].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7))
  const choices: readonly (readonly object[])[] = Object.values(reading ? { ...drawn, ...drawnSinceRead } : drawn)
  const whole: RatingFacts = subject === 'MEMBER' ? flawlessFacts.MEMBER_2A : flawlessFacts[subject]
  const flawless = reading
    ? whole
    : Object.fromEntries(Object.entries(whole).filter(([name]) => !askedSinceRead.has(name)))
  return Array.from({ length: 40 }, (_, index) => {
    const facts: Record<string, unknown> = { ...flawless }
    for (let changes = draw(index % 8); changes >= 0; changes--) {
      const values = choices[draw(choices.length - 1)] ?? []
      Object.assign(facts, values[draw(values.length - 1)])
    }
    return JSON.parse(JSON.stringify(facts))
  })
}

/** Facts that the first readings do not ask. */
const askedSinceRead = new Set([
  'prohibitedActConcluded',
  'collectiveMemberDegradationConcluded',
  'cadreWorkWrongdoingConcluded',
  'basicTargetsAssigned',
  'basicTargetsMissed',
])

/** What may be drawn besides for the text as it was read in December 2026. */
const drawnSinceRead = {
  link: [
    { discipline: 'CANH_CAO', disciplineDutyRelated: true },
    { discipline: 'CANH_CAO', disciplineDutyRelated: false },
    { collectiveMemberDisciplined: 1, collectiveMemberDisciplineLinked: true },
    { collectiveMemberDisciplined: 1, collectiveMemberDisciplineLinked: false },
  ],
  weighed: [{ violationFromEarlierYear: true }, { disciplinedSelfDetectedAndRemedied: true }],
  concluded: [
    { prohibitedActConcluded: true },
    { cadreWorkWrongdoingConcluded: true },
    { collectiveMemberDegradationConcluded: true },
  ],
  basicTargets: [
    { basicTargetsAssigned: 5, basicTargetsMissed: 5 },
    { basicTargetsAssigned: 5, basicTargetsMissed: 1 },
    { basicTargetsAssigned: 2, basicTargetsMissed: 3 },
  ],
} as const satisfies Record<string, readonly RatingFacts[]>

/** What may be drawn: each entry replaces the facts it names; `undefined` makes a fact unknown. */
const drawn = {
  points: [
    { generalPoints: 28, resultPoints: 61.996 },
    { generalPoints: '20,1', resultPoints: '69.9' },
    { generalPoints: 20, resultPoints: 50 },
    { generalPoints: 10.5, resultPoints: 39.499 },
    { generalPoints: 31 },
    { resultPoints: undefined },
    { generalPoints: -1 },
    { generalPoints: '28', resultPoints: '61.99999999999999999999' },
  ],
  tasks: [
    { tasksAssigned: 10, tasksOnTime: 8, tasksLate: 2, tasksFailed: 0, tasksExceeded: 4 },
    { tasksAssigned: 100, tasksOnTime: 79, tasksLate: 21, tasksFailed: 0, tasksExceeded: 40 },
    { tasksAssigned: 10, tasksOnTime: 4, tasksLate: 0, tasksFailed: 6, tasksExceeded: 1 },
    { tasksAssigned: 10, tasksOnTime: 7, tasksLate: 0, tasksFailed: 3, tasksExceeded: 5 },
    { tasksAssigned: 0, tasksOnTime: 0, tasksLate: 0, tasksFailed: 0, tasksExceeded: 0 },
    { tasksAssigned: 9, tasksOnTime: 10 },
    { tasksLate: undefined, tasksFailed: undefined },
    { tasksExceeded: 2 },
    { tasksExceeded: 5 },
  ],
  limitations: [{ limitationsRemedied: 1 }, { limitationsPointedOut: 0, limitationsRemedied: 0 }],
  discipline: [
    { discipline: 'KHIEN_TRACH' },
    { discipline: 'CANH_CAO', violationAlreadyCounted: true },
    { discipline: undefined },
  ],
  conclusions: [{ degradationConcluded: true }, { disunityConcluded: true }, { degradationConcluded: undefined }],
  below: [{ subordinateDisciplined: 1 }, { subordinateDisciplined: true, disciplinedSelfDetectedAndRemedied: true }],
  collective: [
    { collectiveMemberDisciplined: true },
    { collectiveMemberHighestDiscipline: 'CANH_CAO', collectiveMemberDisciplined: undefined },
    { collectiveMemberHighestDiscipline: 'KHIEN_TRACH', collectiveMemberDisciplined: 1 },
    { collectiveDisciplined: true },
  ],
  head: [{ collectiveLevel: 'T' }, { isHead: false, collectiveDoneRate: 0.65 }, { isHead: undefined }],
  leader: [
    { quarterBelowMinimum: true },
    { unitsRatedKht: 3 },
    { lowConfidenceVotes: 11 },
    { unitCorruptionDealtWith: true },
    { forceMajeureConfirmed: true },
  ],
  employer: [{ employerLevel: 'KHT' }, { employerLevel: 'T' }],
  excluded: [{ exempt: true }, { suspended: true }, { monthsSinceAdmission: 5 }, { monthsSinceFounded: 5 }],
  proposed: [{ proposedLevel: 'XS' }, { proposedLevel: 'T' }, { proposedLevel: 'HT' }, { proposedLevel: 'KHT' }],
  targets: [
    { targetsCompletedRate: 0.49, mainTargetsAllDone: false },
    { targetsCompletedRate: 0.5 },
    { targetsCompletedRate: 0.49, mainTargetsAllDone: true },
    { targetsCompletedRate: '0.9' },
  ],
  grades: [
    { lowestCriterionGrade: 'TOT', lowestTaskCriterionGrade: 'XUAT_SAC', lowestBasicCriterionGrade: 'TOT' },
    { lowestCriterionGrade: 'XUAT_SAC', lowestTaskCriterionGrade: 'XUAT_SAC', lowestBasicCriterionGrade: 'XUAT_SAC' },
    { lowestCriterionGrade: 'TRUNG_BINH', lowestTaskCriterionGrade: 'TOT', lowestBasicCriterionGrade: 'TRUNG_BINH' },
    { lowestCriterionGrade: 'KEM', lowestTaskCriterionGrade: 'TRUNG_BINH', lowestBasicCriterionGrade: 'KEM' },
    { lowestBasicCriterionGrade: 'TOT' },
  ],
} as const satisfies Record<
  string,
  readonly Readonly<{ [Name in keyof RatingFacts]?: RatingFacts[Name] | undefined }>[]
>

/** Whole numbers from 0 to `most`, drawn by a fixed congruential row: no chance, no library's version matters. */
function drawer(seed: number) {
  let state = seed >>> 0
  return (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return most <= 0 ? 0 : Math.floor((state / 2 ** 32) * (most + 1))
  }
}
