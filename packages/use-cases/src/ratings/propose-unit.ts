import type { UnitRow } from '@nq15/db/ratings/unit.read'
import {
  type Finding,
  factsOfUnit,
  type Level,
  levelSchema,
  type Proposal,
  type RatingFacts,
  type RuleSet,
  rateSubject,
  subjectSchema,
  type UnitBlock,
  whatBlocks,
} from '@nq15/domain/ratings'

/** What the rules propose for a unit, what people propose on its way, and what of the legal order stands before it. */
export type UnitProposal = {
  readonly outcome: Proposal
  readonly findings: readonly Finding[]
  /** Acts taken as not on file since nothing was said about them. */
  readonly presumed: readonly string[]
  readonly facts: RatingFacts
  /** The level that stands: of the appraisal, else of the level between, else the rules' where they name one. */
  readonly effective: Level | null
  /** Why it differs from the rules'. */
  readonly reason: string | null
  readonly blocks: readonly UnitBlock[]
}

/** Asks the rules about one unit as its facts stand now. */
export function proposeUnit(row: UnitRow, ruleSet: RuleSet): UnitProposal {
  const blocks = whatBlocks({
    subject: row.subject,
    undecidedBelow: row.undecidedBelow,
    collectiveDecided: row.collectiveDecided,
    ownFile: row.ownFile as Parameters<typeof whatBlocks>[0]['ownFile'],
    membersDecided: row.membersDecided,
  })
  const facts = factsOf(row)
  if (row.notRatedReason)
    return { outcome: 'NOT_RATED', findings: [], presumed: [], facts, effective: null, reason: null, blocks }
  const { level, findings, presumed } = rateSubject(facts, subjectSchema.parse(row.subject), ruleSet)
  const computed = levelSchema.safeParse(level)
  // Contradictory facts are mended, not overruled.
  const chosen =
    level === 'INVALID'
      ? { level: null, reason: null }
      : row.appraisedLevel
        ? { level: row.appraisedLevel, reason: row.appraisedReason }
        : row.intermediateLevel
          ? { level: row.intermediateLevel, reason: row.intermediateReason }
          : { level: computed.success ? computed.data : null, reason: null }
  return { outcome: level, findings, presumed, facts, effective: chosen.level, reason: chosen.reason, blocks }
}

function factsOf(row: UnitRow): RatingFacts {
  return factsOfUnit({
    subject: row.subject,
    numbers: row.report && numbersOf(row.report),
    onFile: row.onFile,
    subordinatesDisciplined: row.subordinatesDisciplined,
    collectiveDiscipline: row.collectiveDiscipline,
    year: row.year,
    monthsSinceFounded: row.monthsSinceFounded,
    isHead: row.isHead,
    disciplines: row.disciplines ?? [],
    collectiveLevel: row.collectiveLevel,
  })
}

function numbersOf(report: NonNullable<UnitRow['report']>) {
  const { generalPoints, resultPoints, tasksAssigned, tasksOnTime, tasksLate, tasksFailed, tasksExceeded } = report
  const { limitationsPointedOut, limitationsRemedied } = report
  const tasks = { tasksAssigned, tasksOnTime, tasksLate, tasksFailed, tasksExceeded }
  return { generalPoints, resultPoints, ...tasks, limitationsPointedOut, limitationsRemedied }
}
