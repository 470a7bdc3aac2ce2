import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import type { TallyRow } from '@nq15/db/ratings/tally.read'
import {
  ballotRoundsOf,
  type Finding,
  isCellFileEditable,
  levelSchema,
  messagesEn,
  messagesVi,
  notRatedReasonSchema,
  type RatingMessages,
  renderFinding,
  reviewLetter,
  totalPoints,
} from '@nq15/domain/ratings'
import type { CellFileFault, JudgedCase } from '@nq15/use-cases/ratings/check-cell-file'
import type { Workspace } from '@nq15/use-cases/ratings/read-workspace'
import { countOf } from '@nq15/use-cases/ratings/tally-of-case'
import type { Locale } from '../ui/preferences.ts'
import { differencesOf } from './differences-view.ts'
import type { FindingLine, RecordValues, WorkspaceRow, WorkspaceView } from './workspace-view.ts'

type Of = {
  readonly workspace: Workspace
  readonly userId: string
  readonly canWork: boolean
  readonly canTally: boolean
  readonly locale: Locale
}

/** What the browser may know of a cell's workspace, in the language of the page; sentences come ready made. */
export async function workspaceView({ workspace, ...of }: Of): Promise<WorkspaceView> {
  const { campaign, ruleSet, file, steps, check, rounds, quota } = workspace
  const { myEntry, visible: tallies, revealed } = rounds[1]
  const mine = tallies.find(({ entry }) => entry === myEntry)
  const other = tallies.find(({ entry }) => entry !== myEntry)
  const words = findingWords(of.locale)
  const open = campaign.state === 'open' && (file.state === 'not-started' || isCellFileEditable(file.state))
  const ofAnother = mine !== undefined && mine.enteredBy !== of.userId
  return {
    campaign: {
      id: campaign.id,
      year: campaign.year,
      cellDueOn: file.dueOn,
      ruleSetTitle: ruleSet.title[of.locale],
      ruleSetCode: ruleSet.code,
      secondEntry: ruleSet.options.secondEntryRequired,
      voting: ruleSet.options.voting,
      quotaPercent: ruleSet.options.quota.percent,
      quotaBase: ruleSet.options.quota.denominator,
    },
    cell: {
      id: file.organizationId,
      name: file.name,
      committeeId: file.committeeId,
      committeeName: workspace.committeeName,
    },
    file: {
      state: file.state,
      version: file.version,
      returnReason: file.returnReason,
      membersTotal: file.membersTotal,
      membersRated: file.membersRated,
      updatedAt: file.updatedAt.toISOString(),
    },
    sentAt: steps.findLast(({ event }) => event === 'send')?.at.toISOString() ?? null,
    returned: returnedBy(workspace),
    userId: of.userId,
    canWork: of.canWork,
    mayEdit: of.canWork && open,
    mayCount: (of.canWork || of.canTally) && open && !ofAnother,
    maySettle: (of.canWork || of.canTally) && open && revealed,
    entry: {
      number: myEntry,
      ofAnother: ofAnother ? mine.enteredByName : null,
      completedAt: mine?.completedAt?.toISOString() ?? null,
      otherName: other?.enteredByName ?? null,
    },
    record: { values: recordOf(mine), version: mine?.version ?? 0 },
    differences: revealed ? differencesOf(countOf(tallies, 1)) : null,
    secondRound: secondRoundOf(workspace),
    rows: check.cases.map((judged) => rowOf(judged, { mine, words, year: workspace.campaign.year })),
    faults: check.faults.flatMap(keptFault),
    quota: quota.map(({ key, xs, limit, excess, base, own, smallestMoves }) => ({
      ...{ key, xs, limit, excess, base, own, smallestMoves },
    })),
  }
}

export type FindingWords = {
  readonly full: RatingMessages
  readonly short: RatingMessages
}

/** The domain's sentences, and the short ones that stand beside a grade. */
export function findingWords(locale: Locale): FindingWords {
  const full: RatingMessages = locale === 'en' ? messagesEn : messagesVi
  return { full, short: { ...full, findings: full.shortFindings } }
}

/** One finding ready to be read, with where its rule stands and how well we know it. */
export const findingLine = (finding: Finding, { full, short }: FindingWords): FindingLine => ({
  code: finding.code,
  severity: finding.severity,
  sentence: renderFinding(full, finding),
  short: renderFinding(short, finding),
  document: finding.basis.document,
  provision: finding.basis.provision,
  confidence: finding.basis.confidence,
})

/** The level of his collective: its own decision in the product, else what was typed with its decision. */
function collectiveOf({ led, collective }: JudgedCase['row']): WorkspaceRow['collective'] {
  const exceptionDecisionNumber = collective?.exceptionDecisionNumber ?? null
  const version = collective?.version ?? 0
  const [level, decisionNumber, decidedOn] = led
    ? [led.level, led.decisionNumber, led.decidedOn]
    : [collective?.level, collective?.decisionNumber, collective?.decidedOn]
  if (!level || !decisionNumber || !decidedOn) return null
  return { level: levelSchema.parse(level), decisionNumber, decidedOn, exceptionDecisionNumber, version }
}

function rowOf(
  { row, proposal, ballot }: JudgedCase,
  of: { mine: TallyRow | undefined; words: FindingWords; year: number },
): WorkspaceRow {
  const { assessment } = row
  const votes = of.mine?.votes.find(({ caseId }) => caseId === row.id)
  const chosen = levelSchema.safeParse(row.proposedLevel).data ?? null
  return {
    caseId: row.id,
    version: row.version,
    position: row.positionInList,
    name: row.fullName,
    post: row.postTitle,
    form: reviewLetter({ ...row, year: of.year, edition: row.reviewEdition }),
    isHead: row.isHead,
    notRated: notRatedText(row, of.words.full),
    points: {
      general: assessment?.generalPoints ?? null,
      result: assessment?.resultPoints ?? null,
      total: assessment ? totalPoints(assessment.generalPoints, assessment.resultPoints) : null,
    },
    tasks: {
      assigned: assessment?.tasksAssigned ?? null,
      onTime: assessment?.tasksOnTime ?? null,
      late: assessment?.tasksLate ?? null,
      failed: assessment?.tasksFailed ?? null,
      exceeded: assessment?.tasksExceeded ?? null,
    },
    selfGrade: gradeOrNull(assessment?.selfLevel),
    reviewed: Boolean(assessment?.submittedAt || assessment?.enteredForMember),
    outcome: proposal.outcome,
    grade: gradeOrNull(proposal.outcome),
    chosen: chosen && { level: chosen, grade: chosen, reason: row.proposedReason ?? '' },
    effective: proposal.effective && proposal.effective,
    findings: proposal.findings.map((finding) => findingLine(finding, of.words)),
    presumed: proposal.presumed.map((fact) => nameOfFact(fact, of.words.full)),
    ballotGrade: gradeOrNull(ballot?.level),
    collective: collectiveOf(row),
    led: row.led && { name: row.led.name, isDecided: row.led.level !== null },
    votes: votesOf(votes),
    votesVersion: votes?.version ?? 0,
  }
}

/** Why somebody is not rated, in words; null for those who are. */
export function notRatedText(
  { notRatedReason, notRatedText: text }: Pick<RatingCaseRow, 'notRatedReason' | 'notRatedText'>,
  messages: RatingMessages,
): string | null {
  if (!notRatedReason) return null
  const reason = notRatedReasonSchema.safeParse(notRatedReason)
  const said = reason.success ? messages.notRatedReasons[reason.data] : notRatedReason
  return text ? `${said}: ${text}` : said
}

export const nameOfFact = (fact: string, { facts }: RatingMessages): string =>
  Object.entries(facts).find(([name]) => name === fact)?.[1] ?? fact

const gradeOrNull = (level: unknown) => {
  const parsed = levelSchema.safeParse(level)
  return parsed.success ? parsed.data : null
}

const asText = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))

const votesOf = (
  votes: { xs: number | null; t: number | null; ht: number | null; kht: number | null } | undefined,
) => ({
  xs: asText(votes?.xs),
  t: asText(votes?.t),
  ht: asText(votes?.ht),
  kht: asText(votes?.kht),
})

const recordOf = (tally: TallyRow | undefined): RecordValues => ({
  eligible: asText(tally?.eligible),
  present: asText(tally?.present),
  issued: asText(tally?.issued),
  collected: asText(tally?.collected),
  valid: asText(tally?.valid),
  invalid: asText(tally?.invalid),
  heldOn: tally?.heldOn ?? '',
  place: tally?.place ?? '',
})

/** Faults the page cannot see from the numbers it shows; sums are judged in the browser as they are typed. */
function keptFault(fault: CellFileFault): WorkspaceView['faults'] {
  switch (fault.code) {
    case 'SECOND_ENTRY_MISSING':
    case 'ROUND_TWO_MISSING':
    case 'ROUND_TWO_WRONG':
    case 'ROUND_TWO_SECOND_ENTRY':
    case 'ROUND_TWO_DIFFERS':
    case 'DRAFT_NOT_RECORDED':
    case 'DRAFT_TOO_LATE':
      return [{ code: fault.code, caseId: null, fields: [] }]
    case 'ENTRIES_DIFFER':
      return [{ code: fault.code, caseId: fault.caseId, fields: [...fault.fields] }]
    case 'REVIEW_MISSING':
    case 'HINTS_UNANSWERED':
    case 'LEVEL_MISSING':
    case 'FACTS_INVALID':
    case 'NOT_CHOSEN':
      return [{ code: fault.code, caseId: fault.caseId, fields: [] }]
    default:
      return []
  }
}

/** How far the second round is; null where the rules ask for one round. */
function secondRoundOf({ ruleSet, check }: Workspace): WorkspaceView['secondRound'] {
  if (ballotRoundsOf(ruleSet) === 1) return null
  const round = check.secondRound
  return { candidates: round?.candidates.length ?? 0, isCounted: round?.result?.ok ?? false }
}

function returnedBy({ file, steps }: Workspace): WorkspaceView['returned'] {
  const step = steps.findLast(({ event }) => event === 'return')
  if (file.state !== 'returned' || !step) return null
  return { reason: step.reason ?? file.returnReason ?? '', by: step.byName, at: step.at.toISOString() }
}
