import { type DisciplineFact, factsOfDisciplines } from './facts-of-disciplines.ts'
import type { RatingFacts } from './schema.ts'
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

/** Whether members of a leading collective were disciplined in the year: linked to their duty in it or not, null where not said. */
export type CollectiveDiscipline = {
  readonly disciplined: boolean
  readonly linked: boolean | null
  readonly selfRemedied: boolean
}

type Known = {
  readonly subject: string
  readonly numbers: ReportedNumbers | null
  /** Facts on file that were not withdrawn. */
  readonly onFile: readonly UnitFactKind[]
  /** Organizations below that were disciplined in the year. */
  readonly subordinatesDisciplined: number
  /** Null where it cannot be known here. */
  readonly collectiveDiscipline: CollectiveDiscipline | null
  readonly year: number
  readonly monthsSinceFounded: number | null
  readonly isHead: boolean
  /** For a leader: his disciplines, of whatever year. */
  readonly disciplines: readonly DisciplineFact[]
  /** The decided level of the collective a leader heads. */
  readonly collectiveLevel: RatingFacts['collectiveLevel'] | null
}

/**
 * The facts of a unit as the rules are asked about them; what is not known is absent. Who was disciplined comes from
 * decisions on file, never from the report itself.
 */
export function factsOfUnit(known: Known): RatingFacts {
  const { subject, numbers, onFile, subordinatesDisciplined, collectiveDiscipline } = known
  const reported = Object.fromEntries(Object.entries(numbers ?? {}).filter(([, value]) => value !== null))
  if (subject === 'LEADER') {
    return {
      ...reported,
      isHead: known.isHead,
      ...factsOfDisciplines(known.disciplines, known.year),
      ...(known.collectiveLevel ? { collectiveLevel: known.collectiveLevel } : {}),
      ...(onFile.includes('degradation') ? { degradationConcluded: true } : {}),
      ...(onFile.includes('corruption') ? { unitCorruptionDealtWith: true } : {}),
      ...(onFile.includes('force-majeure') ? { forceMajeureConfirmed: true } : {}),
    }
  }
  return {
    ...reported,
    subordinateDisciplined: subordinatesDisciplined,
    ...(collectiveDiscipline === null ? {} : factsOfCollective(collectiveDiscipline)),
    collectiveDisciplined: onFile.includes('organization-discipline'),
    ...(onFile.includes('disunity') ? { disunityConcluded: true } : {}),
    ...(onFile.includes('degradation') ? { degradationConcluded: true } : {}),
    ...(onFile.includes('corruption') ? { unitCorruptionDealtWith: true } : {}),
    ...(onFile.includes('cadre-work') ? { cadreWorkWrongdoingConcluded: true } : {}),
    ...(onFile.includes('member-degradation') ? { collectiveMemberDegradationConcluded: true } : {}),
    ...(onFile.includes('force-majeure') ? { forceMajeureConfirmed: true } : {}),
    ...(known.monthsSinceFounded === null ? {} : { monthsSinceFounded: known.monthsSinceFounded }),
  }
}

function factsOfCollective({ disciplined, linked, selfRemedied }: CollectiveDiscipline): RatingFacts {
  return {
    collectiveMemberDisciplined: disciplined,
    ...(disciplined && linked !== null ? { collectiveMemberDisciplineLinked: linked } : {}),
    ...(disciplined && selfRemedied ? { disciplinedSelfDetectedAndRemedied: true } : {}),
  }
}
