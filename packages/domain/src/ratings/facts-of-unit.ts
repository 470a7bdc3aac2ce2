import type { Discipline, RatingFacts } from './schema.ts'
import type { UnitFactKind } from './unit-subject.ts'

/** The numbers a unit reports of its year; points as exact decimal text, null where nothing was typed. */
export type ReportedNumbers = {
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly tasksAssigned: number | null
  readonly tasksOnTime: number | null
  readonly tasksLate: number | null
  readonly tasksFailed: number | null
  readonly tasksExceeded: number | null
  readonly limitationsPointedOut: number | null
  readonly limitationsRemedied: number | null
}

type Known = {
  readonly subject: string
  readonly numbers: ReportedNumbers | null
  /** Facts on file that were not withdrawn. */
  readonly onFile: readonly UnitFactKind[]
  /** Organizations below that were disciplined in the year. */
  readonly subordinatesDisciplined: number
  /** Whether a member of the leading collective was disciplined in the year; null where it cannot be known here. */
  readonly collectiveMemberDisciplined: boolean | null
  readonly monthsSinceFounded: number | null
  readonly isHead: boolean
  /** For a leader: his heaviest discipline of the year. */
  readonly discipline: Discipline | null
  /** The decided level of the collective a leader heads. */
  readonly collectiveLevel: RatingFacts['collectiveLevel'] | null
}

/**
 * The facts of a unit as the rules are asked about them; what is not known is absent. Who was disciplined comes from
 * decisions on file, never from the report itself.
 */
export function factsOfUnit(known: Known): RatingFacts {
  const { subject, numbers, onFile, subordinatesDisciplined, collectiveMemberDisciplined } = known
  const reported = Object.fromEntries(Object.entries(numbers ?? {}).filter(([, value]) => value !== null))
  if (subject === 'LEADER') {
    return {
      ...reported,
      isHead: known.isHead,
      discipline: known.discipline,
      ...(known.collectiveLevel ? { collectiveLevel: known.collectiveLevel } : {}),
      ...(onFile.includes('degradation') ? { degradationConcluded: true } : {}),
      ...(onFile.includes('corruption') ? { unitCorruptionDealtWith: true } : {}),
    }
  }
  return {
    ...reported,
    subordinateDisciplined: subordinatesDisciplined,
    ...(collectiveMemberDisciplined === null ? {} : { collectiveMemberDisciplined }),
    collectiveDisciplined: onFile.includes('organization-discipline'),
    ...(onFile.includes('disunity') ? { disunityConcluded: true } : {}),
    ...(onFile.includes('degradation') ? { degradationConcluded: true } : {}),
    ...(onFile.includes('corruption') ? { unitCorruptionDealtWith: true } : {}),
    ...(known.monthsSinceFounded === null ? {} : { monthsSinceFounded: known.monthsSinceFounded }),
  }
}
