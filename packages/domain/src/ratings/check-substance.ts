import type { LegalDay, LegalSource } from '../shared/index.ts'
import { type AfterOptions, afterSources } from './after-rules.ts'
import type { LevelCounts } from './quota.ts'
import { type Level, rankOf } from './schema.ts'
import { type UnitFact, type UnitFactName, unitFactNames } from './unit-facts.ts'

export const substanceCodes = ['TC-01', 'TC-02', 'TC-03', 'TC-04', 'TC-05', 'TC-06', 'TC-07', 'TC-08', 'TC-09'] as const
/**
 * Which fact speaks against a level: TC-01 discipline, TC-02 overdue petitions, TC-03 missed targets, TC-04 weak
 * sub-units, TC-05 meeting points, TC-06 the level claimed by who is rated, TC-07 the shares of comparable units, TC-08 open
 * signs of weakness, TC-09 a matter about who is rated that the superior still looks into.
 */
export type SubstanceCode = (typeof substanceCodes)[number]

/** One person as the decision is about to rate him. */
export type PersonToWeigh = {
  readonly caseId: string
  readonly unitId: string
  readonly level: Level | null
  readonly selfLevel: Level | null
  readonly isLeader: boolean
  readonly disciplines: readonly DisciplineOnFile[]
  /** A mark of what is being settled about him, which says neither what nor by whom; absent where nothing is. */
  readonly matters?: string | null
}

type DisciplineOnFile = {
  readonly form: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly revoked: boolean
}

/** A cell (its own level null while only its people are decided) or an organization, with what is known of it. */
export type UnitToWeigh = {
  readonly unitId: string
  /** Units of one key are compared with each other. */
  readonly peerKey: string
  readonly level: Level | null
  readonly facts: Partial<Record<UnitFactName, UnitFact>>
  /** Of a unit that is itself rated: what it claims, its discipline, its open signs, its members' decided levels. */
  readonly selfLevel?: Level | null
  readonly disciplines?: readonly DisciplineOnFile[]
  readonly openSigns?: number
  readonly matters?: string | null
  readonly memberCounts?: LevelCounts
}

export type ToWeigh = {
  readonly year: number
  readonly persons: readonly PersonToWeigh[]
  readonly units: readonly UnitToWeigh[]
}

/** A level that a fact speaks against. `seen` names exactly what was weighed: an acknowledgement holds for that and nothing else. */
export type SubstanceCheck = {
  readonly code: SubstanceCode
  readonly about: { readonly kind: 'case' | 'unit'; readonly id: string }
  readonly levels: readonly Level[]
  readonly required: string
  readonly actual: string
  readonly numbers: Readonly<Record<string, number>>
  /** Where the fact stands: a typed source, a discipline decision, or a part of this product. */
  readonly source: string
  readonly seen: string
  readonly basis: LegalSource
}

export type SubstanceAnswer = {
  readonly checks: readonly SubstanceCheck[]
  /** What could not be weighed because nobody entered it; it blocks nothing and is shown as missing. */
  readonly missing: readonly { readonly unitId: string; readonly fact: UnitFactName }[]
}

/**
 * Levels weighed against facts, all at once. It lowers nobody: each line is a question to the decider, who answers it with
 * a reason before he decides.
 */
export function checkSubstance(given: ToWeigh, options: AfterOptions['checks']): SubstanceAnswer {
  const inUnit = personsByUnit(given.persons)
  return {
    checks: [
      ...given.persons.flatMap((person) => {
        const about = { kind: 'case', id: person.caseId } as const
        return [
          ...ofMatters(about, person),
          ...ofDiscipline(about, person, given.year),
          ...ofSelfLevel(about, person, options),
        ]
      }),
      ...given.units.flatMap((unit) => {
        const about = { kind: 'unit', id: unit.unitId } as const
        const { level, selfLevel = null, disciplines = [] } = unit
        return [
          ...ofMatters(about, unit),
          ...ofDiscipline(about, { level, disciplines }, given.year),
          ...ofUnit(unit, inUnit(unit.unitId), options),
          ...ofSelfLevel(about, { level, selfLevel }, options),
          ...ofSigns(unit),
        ]
      }),
      ...ofPeers(given.units, inUnit, options),
    ],
    missing: given.units.flatMap(({ unitId, facts }) =>
      unitFactNames.filter((fact) => facts[fact] === undefined).map((fact) => ({ unitId, fact })),
    ),
  }
}

/** The persons of each unit, sorted once: a committee of sixty cells asks for each of them. */
function personsByUnit(persons: readonly PersonToWeigh[]): (unitId: string) => readonly PersonToWeigh[] {
  const sorted = new Map<string, PersonToWeigh[]>()
  for (const person of persons) {
    const unit = sorted.get(person.unitId)
    if (unit) unit.push(person)
    else sorted.set(person.unitId, [person])
  }
  return (unitId) => sorted.get(unitId) ?? []
}

const isGood = (level: Level | null): level is Level => level !== null && rankOf(level) >= rankOf('T')

type About = SubstanceCheck['about']

function ofDiscipline(
  about: About,
  { level, disciplines }: Pick<PersonToWeigh, 'level' | 'disciplines'>,
  year: number,
): SubstanceCheck[] {
  if (level === null || level === 'KHT') return []
  return disciplines
    .filter(({ decidedOn, revoked }) => !revoked && decidedOn >= `${year}-01-01`)
    .map(({ form, decisionNumber, decidedOn }) =>
      check({
        code: 'TC-01',
        about,
        levels: [level],
        required: 'KHT',
        actual: form,
        numbers: {},
        source: `${decisionNumber}, ${decidedOn}`,
        basis: afterSources.discipline,
      }),
    )
}

/**
 * A complaint, a denunciation or a proceeding about who is rated: whatever the level, it waits for the superior's direction. It
 * is told that something is looked into and nothing else, since who decides may be of the side denounced.
 */
function ofMatters(about: About, { level, matters }: Pick<PersonToWeigh, 'level' | 'matters'>): SubstanceCheck[] {
  if (!matters) return []
  return [
    check({
      ...{ code: 'TC-09', about, levels: level === null ? [] : [level], required: 'direction', actual: matters },
      ...{ numbers: {}, source: 'superior', basis: afterSources.direction },
    }),
  ]
}

function ofSelfLevel(
  about: About,
  { level, selfLevel }: Pick<PersonToWeigh, 'level' | 'selfLevel'>,
  { selfLevelsBelow }: AfterOptions['checks'],
): SubstanceCheck[] {
  if (level === null || selfLevel === null) return []
  const up = rankOf(level) - rankOf(selfLevel)
  if (up <= 0 && -up < selfLevelsBelow) return []
  return [
    check({
      code: 'TC-06',
      about,
      levels: [level],
      required: selfLevel,
      actual: level,
      numbers: { steps: Math.abs(up) },
      source: 'self-review',
      basis: afterSources.substance,
    }),
  ]
}

/** Facts of a unit speak against its own good level, and against good levels of those who lead it. */
function ofUnit(
  unit: UnitToWeigh,
  persons: readonly PersonToWeigh[],
  options: AfterOptions['checks'],
): SubstanceCheck[] {
  const { unitId, level, facts } = unit
  const leaders = persons.filter((person) => person.isLeader).map((person) => person.level)
  const everyone = persons.map((person) => person.level)
  const good = [level, ...leaders].filter(isGood)
  const excellent = [level, ...everyone].filter((one): one is Level => one === 'XS')
  const count = (code: SubstanceCode, fact: UnitFact | undefined): SubstanceCheck[] =>
    fact && fact.value > 0 && good.length > 0
      ? [
          check({
            ...{ code, about: { kind: 'unit', id: unitId }, levels: good, required: '0', actual: String(fact.value) },
            ...{ numbers: { count: fact.value, good: good.length }, source: `${fact.source}, ${fact.asOf}` },
            basis: afterSources.substance,
          }),
        ]
      : []
  const { meetingScore } = facts
  const spokenAgainst = [...new Set([...good, ...excellent])]
  const meetings =
    meetingScore && meetingScore.value < options.meetingScoreBelow && spokenAgainst.length > 0
      ? [
          check({
            ...{ code: 'TC-05', about: { kind: 'unit', id: unitId }, levels: spokenAgainst },
            ...{ required: `>= ${options.meetingScoreBelow}`, actual: String(meetingScore.value) },
            ...{ numbers: { points: meetingScore.value, least: options.meetingScoreBelow } },
            ...{ source: `${meetingScore.source}, ${meetingScore.asOf}`, basis: afterSources.meeting },
          }),
        ]
      : []
  return [
    ...count('TC-02', facts.overduePetitions),
    ...count('TC-03', facts.missedTargets),
    ...count('TC-04', facts.weakSubUnits),
    ...meetings,
  ]
}

/** Signs of weakness that nobody has settled speak against a good level of the organization that shows them. */
function ofSigns({ unitId, level, openSigns = 0 }: UnitToWeigh): SubstanceCheck[] {
  if (openSigns === 0 || !isGood(level)) return []
  return [
    check({
      ...{
        code: 'TC-08',
        about: { kind: 'unit', id: unitId },
        levels: [level],
        required: '0',
        actual: String(openSigns),
      },
      ...{ numbers: { count: openSigns }, source: 'signs', basis: afterSources.substance },
    }),
  ]
}

/** The share of XS in a unit against its peers taken together without it, in whole-number arithmetic. */
function ofPeers(
  units: ToWeigh['units'],
  inUnit: (unitId: string) => readonly PersonToWeigh[],
  options: AfterOptions['checks'],
): SubstanceCheck[] {
  const counts = new Map(units.map((unit) => [unit.unitId, unit.memberCounts ?? countLevels(inUnit(unit.unitId))]))
  return units.flatMap(({ unitId, peerKey }) => {
    const own = counts.get(unitId) ?? noCounts
    const peers = units
      .filter((other) => other.peerKey === peerKey && other.unitId !== unitId)
      .map((other) => counts.get(other.unitId) ?? noCounts)
    const [ownXs, ownAll] = [own.XS, ratedOf(own)]
    const peerXs = peers.reduce((sum, { XS }) => sum + XS, 0)
    const peerAll = peers.reduce((sum, one) => sum + ratedOf(one), 0)
    if (ownAll < options.peerLeastRated || peerAll < options.peerLeastRated) return []
    // own/ownAll - peer/peerAll > over/100, without a division.
    const above = (ownXs * peerAll - peerXs * ownAll) * 100
    if (above <= options.peerShareOver * ownAll * peerAll) return []
    return [
      check({
        code: 'TC-07',
        about: { kind: 'unit', id: unitId },
        levels: ['XS'],
        required: `<= +${options.peerShareOver}`,
        actual: `${ownXs}/${ownAll}`,
        numbers: { xs: ownXs, rated: ownAll, peerXs, peerRated: peerAll, over: options.peerShareOver },
        source: 'proposals',
        basis: afterSources.substance,
      }),
    ]
  })
}

const noCounts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
const ratedOf = ({ XS, T, HT, KHT }: LevelCounts): number => XS + T + HT + KHT

function countLevels(persons: readonly PersonToWeigh[]): LevelCounts {
  const counts = { ...noCounts }
  for (const person of persons) if (person.level) counts[person.level] += 1
  return counts
}

function check(found: Omit<SubstanceCheck, 'seen'>): SubstanceCheck {
  const { code, levels, required, actual, numbers, source } = found
  const sums = Object.entries(numbers).map(([name, value]) => `${name}=${value}`)
  return { ...found, seen: [code, levels.join('+'), required, actual, ...sums, source].join(' | ') }
}

/** A decider's answer to one check. */
export type Acknowledgement = {
  readonly code: string
  readonly aboutId: string
  readonly seen: string
  readonly reason: string
}

/** The checks nobody has answered as the facts stand now: an answer to other figures counts no more. */
export const unanswered = (checks: readonly SubstanceCheck[], answers: readonly Acknowledgement[]): SubstanceCheck[] =>
  checks.filter((one) => answerTo(one, answers) === null)

/** The answer that holds for a check, or null. */
export const answerTo = <Answer extends Acknowledgement>(
  { code, about, seen }: SubstanceCheck,
  answers: readonly Answer[],
): Answer | null =>
  answers.find(
    (answer) =>
      answer.code === code && answer.aboutId === about.id && answer.seen === seen && answer.reason.trim() !== '',
  ) ?? null
