import { setImmediate as letOthersOn } from 'node:timers/promises'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { writeCaseStates } from '@nq15/db/ratings/case.write'
import { type CellFile, listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { lockCommitteeFiles, stepCellFiles } from '@nq15/db/ratings/cell-file.write'
import { countDecided } from '@nq15/db/ratings/count.write'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { insertDecision } from '@nq15/db/ratings/decision.write'
import { listCommitteeTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  answerTo,
  checkCommitteeDecision,
  type DecideCommittee,
  type DecisionCheck,
  levelSchema,
  type RuleSet,
  type SubstanceAnswer,
  totalPoints,
  unanswered,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { hashDecided } from './hash-decided.ts'
import { openScreeningsOf } from './open-screenings.ts'
import { proposeCase, proposeInTurns } from './propose-case.ts'
import { countOf } from './tally-of-case.ts'
import { readSubstanceFacts, type SubstanceFacts, weighSubstance } from './weigh-substance.ts'

export type DecideCommitteeRefusal =
  | { readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'ALREADY_DECIDED' | 'CHANGED_MEANWHILE' | 'DECIDED_IN_FUTURE' }
  | { readonly code: 'RULES_STAND'; readonly blocking: DecisionCheck['blocking'] }

type Of = { readonly campaignId: string; readonly committeeId: string }
type Document = Pick<DecideCommittee, 'decisionNumber' | 'decidedOn' | 'signerName' | 'exceptionDecisionNumber'>
type Command = DecideCommittee & Of & { readonly requestId: string; readonly now: Date }

/** Says beforehand which rules would stand in the way; changes nothing. Null when out of scope. */
export async function previewDecision(
  db: Database,
  scope: Scope,
  { document, ...of }: Of & { document: Document },
): Promise<DecisionCheck | null> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, (tx) => readForDecision(tx, scope, of))
  if (!read) return null
  // Nobody who asks this process meanwhile waits for two thousand people to be judged at one go.
  await proposeInTurns(read.cases, read)
  const weighed = weighSubstance(read, read.substance)
  await letOthersOn()
  return checkDecision(read, weighed, document)
}

/**
 * Decides the levels of every member of a committee's cells in one act: refused with all the rules that stand in the way, or
 * written whole, each person's findings frozen beside his level. Nothing decided is ever rewritten.
 */
export async function decideCommittee(
  db: Database,
  scope: Scope,
  { requestId, now, ...command }: Command,
): Promise<Result<{ decisionId: string }, DecideCommitteeRefusal>> {
  const act = { requestId, useCase: 'decide-committee', permissions: ['rating:decide'] } as const
  return actOnce(db, scope, act, async (tx) => {
    // Two people deciding at once: the second waits here and then reads what the first has decided.
    await lockCommitteeFiles(tx, scope, command)
    const read = await readForDecision(tx, scope, command)
    if (!read) return refuse({ code: 'NOT_FOUND' })
    if (read.campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (read.decided) return refuse({ code: 'ALREADY_DECIDED' })
    if (command.decidedOn > todayInHanoi(now)) return refuse({ code: 'DECIDED_IN_FUTURE' })
    const check = checkDecision(read, weighSubstance(read, read.substance), command)
    if (!check.ok) return refuse({ code: 'RULES_STAND', blocking: check.blocking })
    return writeDecision(tx, scope, { read, check, command, now })
  })
}

type ForDecision = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly files: readonly CellFile[]
  readonly cases: readonly RatingCaseRow[]
  readonly tallies: ReadonlyMap<string, readonly TallyRow[]>
  readonly substance: SubstanceFacts
  readonly decided: boolean
}

async function readForDecision(tx: Tx, scope: Scope, { campaignId, committeeId }: Of): Promise<ForDecision | null> {
  const of = { campaignId, committeeId }
  const campaign = await findCampaign(tx, scope, campaignId)
  const files = campaign ? await listCommitteeFiles(tx, scope, of) : []
  if (!campaign || files.length === 0) return null
  return {
    campaign,
    ruleSet: rulesOf(campaign),
    files,
    // Heads whom a superior manages are decided by him (LEADER among the units).
    cases: (await listCommitteeCases(tx, scope, of)).filter(({ isDecidedAbove }) => !isDecidedAbove),
    tallies: await listCommitteeTallies(tx, scope, of),
    substance: await readSubstanceFacts(tx, scope, { campaign, committeeId, files }),
    decided: (await findDecision(tx, scope, of)) !== null,
  }
}

function checkDecision(read: ForDecision, weighed: SubstanceAnswer, document: Document): DecisionCheck {
  const { campaign, ruleSet, files, cases, tallies, substance } = read
  const { exceptionDecisionNumber } = document
  const counts = new Map([...tallies].map(([organizationId, entries]) => [organizationId, countOf(entries, 1)]))
  return checkCommitteeDecision(
    {
      cutOffDay: campaign.cutOffOn,
      document: {
        number: document.decisionNumber || null,
        day: document.decidedOn || null,
        signer: document.signerName || null,
      },
      files: files.map(({ id, state }) => ({ fileId: id, state })),
      cases: cases.map((row) => {
        const proposal = proposeCase(row, { campaign, ruleSet })
        const count = counts.get(row.organizationId) ?? countOf([], 1)
        return {
          caseId: row.id,
          subjectId: row.memberId,
          quotaGroup: row.subject,
          proposal: { level: proposal.outcome, findings: proposal.findings },
          decided: row.notRatedReason ? 'NOT_RATED' : proposal.effective,
          reason: row.notRatedReason ? (row.notRatedText ?? row.notRatedReason) : row.proposedReason,
          head: row.isHead
            ? {
                collectiveLevel: levelSchema.safeParse((row.led ?? row.collective)?.level).data ?? null,
                exceptionDecisionNo: row.collective?.exceptionDecisionNumber ?? null,
              }
            : null,
          ballot: { first: count.ofCase(row.id), second: count.secondOfCase(row.id) },
        }
      }),
      exceptions: exceptionDecisionNumber
        ? ruleSet.quota.groups.map((quotaGroup) => ({ quotaGroup, decisionNo: exceptionDecisionNumber }))
        : [],
      unanswered: unanswered(weighed.checks, substance.answers),
    },
    ruleSet,
  )
}

type Write = {
  readonly read: ForDecision
  readonly check: DecisionCheck
  readonly command: Omit<Command, 'requestId' | 'now'>
  readonly now: Date
}

async function writeDecision(
  tx: Tx,
  scope: Scope,
  { read, check, command, now }: Write,
): Promise<Result<{ decisionId: string }, DecideCommitteeRefusal>> {
  const { campaign, ruleSet, files, cases, substance } = read
  const weighed = weighSubstance(read, substance)
  const answered = weighed.checks.map((one) => {
    const answer = answerTo(one, substance.answers)
    return { ...one, reason: answer?.reason ?? null, answeredBy: answer?.byName ?? null }
  })
  const decisionId = newId()
  const ratings = cases.map((row) => {
    const proposal = proposeCase(row, { campaign, ruleSet })
    return {
      id: newId(),
      caseId: row.id,
      memberId: row.memberId,
      organizationId: row.organizationId,
      subject: row.subject,
      outcome: row.notRatedReason ? 'NOT_RATED' : (proposal.effective ?? 'NOT_RATED'),
      notRatedReason: row.notRatedReason,
      totalPoints: row.assessment ? totalPoints(row.assessment.generalPoints, row.assessment.resultPoints) : null,
      reasoning: {
        ruleSet: ruleSet.code,
        proposed: proposal.outcome,
        findings: proposal.findings,
        presumed: proposal.presumed,
        humanReason: row.proposedReason,
        checks: answered.filter(({ about }) => about.kind === 'case' && about.id === row.id),
      },
    }
  })
  const { decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber } = command
  await insertDecision(tx, scope, {
    decision: {
      ...{ decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber },
      id: decisionId,
      campaignId: campaign.id,
      organizationId: command.committeeId,
      reasoning: {
        ruleSetHash: campaign.ruleSetHash,
        warnings: check.warnings,
        checks: answered,
        missingFacts: weighed.missing,
        afterOptions: substance.options,
      },
      contentHash: hashDecided({ decisionNumber, decidedOn }, ratings),
      decidedAt: now,
    },
    ratings,
    year: campaign.year,
  })
  const step = { files, event: 'decide', to: 'decided', reason: null, at: now, onDay: decidedOn } as const
  if ((await stepCellFiles(tx, scope, step)) !== files.length) throw new Error('a file moved inside the decision')
  await writeCaseStates(tx, scope, { fileIds: files.map(({ id }) => id), state: 'decided' })
  await countDecided(tx, scope, decisionId)
  await openScreeningsOf(tx, scope, { cases, ratings, year: campaign.year, onDay: decidedOn, at: now })
  await emit(tx, scope, {
    type: 'ratings.decision-issued',
    organizationId: command.committeeId,
    recordTable: 'rating_decision',
    recordId: decisionId,
    payload: { year: campaign.year },
  })
  return ok({ decisionId })
}
