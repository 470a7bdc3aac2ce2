import { setImmediate as letOthersOn } from 'node:timers/promises'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { Assessment, RatingCaseRow } from '@nq15/db/ratings/case.read'
import {
  type DisciplineFact,
  type Finding,
  factsOfDisciplines,
  type Level,
  levelSchema,
  type Proposal,
  type RatingFacts,
  type RuleSet,
  rateSubject,
  subjectSchema,
} from '@nq15/domain/ratings'

/** What the rules propose for a case, and what stands with people's choice laid over it. */
export type CaseProposal = {
  readonly outcome: Proposal
  readonly findings: readonly Finding[]
  /** Acts taken as not on file since nothing was said about them. */
  readonly presumed: readonly string[]
  /** The level that stands: people's choice, else the rules' where they name one. */
  readonly effective: Level | null
}

type Rules = { readonly campaign: Pick<Campaign, 'year'>; readonly ruleSet: RuleSet }

// What a row says does not change once it is read, and a decision asks about each several times.
const answered = new WeakMap<
  RatingCaseRow,
  { readonly by: RuleSet; readonly year: number; readonly proposal: CaseProposal }
>()

/** Asks the rules about one case as its facts stand now; the same row is judged by the same rules once. */
export function proposeCase(row: RatingCaseRow, rules: Rules): CaseProposal {
  const { campaign, ruleSet } = rules
  const before = answered.get(row)
  if (before?.by === ruleSet && before.year === campaign.year) return before.proposal
  const proposal = judge(row, rules)
  answered.set(row, { by: ruleSet, year: campaign.year, proposal })
  return proposal
}

/** Judges many cases a few at a time, so that whoever else asks this process is answered in between. */
export async function proposeInTurns(rows: readonly RatingCaseRow[], rules: Rules): Promise<void> {
  for (const [at, row] of rows.entries()) {
    if (at % inOneTurn === 0) await letOthersOn()
    proposeCase(row, rules)
  }
}
const inOneTurn = 100

function judge(row: RatingCaseRow, { campaign, ruleSet }: Rules): CaseProposal {
  if (row.notRatedReason) return { outcome: 'NOT_RATED', findings: [], presumed: [], effective: null }
  const answer = rateSubject(factsOf(row, campaign), subjectSchema.parse(row.subject), ruleSet)
  const computed = levelSchema.safeParse(answer.level)
  const chosen = levelSchema.safeParse(row.proposedLevel)
  return {
    outcome: answer.level,
    findings: answer.findings,
    presumed: answer.presumed,
    // Contradictory facts are mended, not overruled.
    effective:
      answer.level === 'INVALID' ? null : chosen.success ? chosen.data : computed.success ? computed.data : null,
  }
}

/** The facts of a case as the rules are asked about them; what is not known is absent. */
export const factsOf = (row: RatingCaseRow, campaign: Rules['campaign']): RatingFacts => dossierFacts(row, campaign)

/** What the rules read of a dossier, whoever it is. */
type Dossier = Pick<RatingCaseRow, 'isHead' | 'monthsSinceAdmission' | 'quarterBelowMinimum'> & {
  readonly disciplines: readonly DisciplineFact[]
  readonly assessment: Pick<Assessment, FigureName> | null
  readonly collective: { readonly level: string } | null
  readonly led?: { readonly level: string | null } | null
}
type FigureName =
  | 'generalPoints'
  | 'resultPoints'
  | 'tasksAssigned'
  | 'tasksOnTime'
  | 'tasksLate'
  | 'tasksFailed'
  | 'tasksExceeded'
  | 'limitationsPointedOut'
  | 'limitationsRemedied'

/** The same of a dossier without its person, as a simulation reads it. */
export function dossierFacts(row: Dossier, campaign: Rules['campaign']): RatingFacts {
  const { assessment } = row
  // The level decided in the product stands; what was typed counts where the collective is rated outside.
  const collective = row.led ?? row.collective
  const said = factsOfDisciplines(row.disciplines, campaign.year)
  // A fact that is not known is undefined: null would read as an answer. Always the same fields in the same order, which
  // the engine reads twice as quickly.
  return {
    generalPoints: assessment?.generalPoints ?? undefined,
    resultPoints: assessment?.resultPoints ?? undefined,
    tasksAssigned: assessment?.tasksAssigned ?? undefined,
    tasksOnTime: assessment?.tasksOnTime ?? undefined,
    tasksLate: assessment?.tasksLate ?? undefined,
    tasksFailed: assessment?.tasksFailed ?? undefined,
    tasksExceeded: assessment?.tasksExceeded ?? undefined,
    limitationsPointedOut: assessment?.limitationsPointedOut ?? undefined,
    limitationsRemedied: assessment?.limitationsRemedied ?? undefined,
    collectiveLevel: collective?.level ? levelSchema.parse(collective.level) : undefined,
    // Known only for leading cadres whose quarters were assessed.
    quarterBelowMinimum: row.quarterBelowMinimum ?? undefined,
    discipline: said.discipline,
    disciplineDutyRelated: said.disciplineDutyRelated,
    violationFromEarlierYear: said.violationFromEarlierYear,
    disciplinedSelfDetectedAndRemedied: said.disciplinedSelfDetectedAndRemedied,
    isHead: row.isHead,
    monthsSinceAdmission: row.monthsSinceAdmission,
  }
}
