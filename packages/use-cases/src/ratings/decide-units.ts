import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listFilesOfHeads } from '@nq15/db/ratings/cell-file.read'
import { listUnitsDecidedBy, type UnitRow } from '@nq15/db/ratings/unit.read'
import { lockDecider } from '@nq15/db/ratings/unit.write'
import { listDecidedUnits, listUnitDecisions } from '@nq15/db/ratings/unit-decision.read'
import { insertUnitDecision } from '@nq15/db/ratings/unit-decision.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  answerTo,
  checkUnitDecision,
  computeQuota,
  type DecideUnits,
  type DecisionCheck,
  type LevelCounts,
  levelSchema,
  type RuleSet,
  type SubstanceAnswer,
  totalPoints,
  type UnitDecisionToCheck,
  unanswered,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { hashDecidedUnits } from './hash-decided.ts'
import { openScreeningsOfLeaders } from './open-screenings.ts'
import { proposeUnit, type UnitProposal } from './propose-unit.ts'
import { refreshFile } from './refresh-file.ts'
import { namedIn } from './unit-work.ts'
import { readUnitSubstanceFacts, type UnitSubstanceFacts, weighUnits } from './weigh-units.ts'

export type DecideUnitsRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'CAMPAIGN_NOT_OPEN'
        | 'NOTHING_CHOSEN'
        | 'ALREADY_DECIDED'
        | 'DECIDED_IN_FUTURE'
        | 'NUMBER_TAKEN'
    }
  | { readonly code: 'RULES_STAND'; readonly blocking: DecisionCheck['blocking'] }

type Of = { readonly campaignId: string; readonly deciderId: string; readonly caseIds: readonly string[] }
type Document = Pick<DecideUnits, 'decisionNumber' | 'decidedOn' | 'signerName' | 'exceptionDecisionNumber'>
type Command = DecideUnits & Of & { readonly requestId: string; readonly now: Date }

/** Says beforehand which rules would stand in the way of deciding these units; changes nothing. Null when out of scope. */
export async function previewUnitDecision(
  db: Database,
  scope: Scope,
  { document, ...of }: Of & { document: Document },
): Promise<DecisionCheck | null> {
  if (!['unit:appraise', 'unit:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, (tx) => readForDecision(tx, scope, of))
  return read && checkUnitDecision(toCheck(read, document), read.ruleSet)
}

/**
 * Decides the chosen units in one act, by the committee whose organization a grant names: refused with all the rules that
 * stand in the way, or written whole with everything that was weighed frozen beside each level.
 */
export async function decideUnits(
  db: Database,
  scope: Scope,
  { requestId, now, ...command }: Command,
): Promise<Result<{ decisionId: string }, DecideUnitsRefusal>> {
  const act = { requestId, useCase: 'decide-units', permissions: ['unit:decide'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!namedIn(scope).includes(command.deciderId)) return refuse({ code: 'NOT_FOUND' })
    // Two people deciding at once: the second waits here and then reads what the first has decided.
    await lockDecider(tx, scope, command)
    const read = await readForDecision(tx, scope, command)
    if (!read) return refuse({ code: 'NOT_FOUND' })
    if (read.campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (read.chosen.length === 0) return refuse({ code: 'NOTHING_CHOSEN' })
    if (read.chosen.some(({ row }) => row.standing)) return refuse({ code: 'ALREADY_DECIDED' })
    if (command.decidedOn > todayInHanoi(now)) return refuse({ code: 'DECIDED_IN_FUTURE' })
    const check = checkUnitDecision(toCheck(read, command), read.ruleSet)
    if (!check.ok) return refuse({ code: 'RULES_STAND', blocking: check.blocking })
    const taken = read.decisions.some(
      ({ decisionNumber, decidedOn }) => decisionNumber === command.decisionNumber && decidedOn === command.decidedOn,
    )
    return taken ? refuse({ code: 'NUMBER_TAKEN' }) : write(tx, scope, { read, check, command, now })
  })
}

type ForDecision = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly chosen: readonly { readonly row: UnitRow; readonly proposal: UnitProposal }[]
  readonly standing: UnitDecisionToCheck['standing']
  readonly decisions: Awaited<ReturnType<typeof listUnitDecisions>>
  /** Groups that an earlier standing decision let go higher, with its exception's number. */
  readonly granted: ReadonlyMap<string, string>
  readonly substance: UnitSubstanceFacts
  readonly weighed: SubstanceAnswer
}

/** Null also when a chosen unit is not this committee's to decide. */
async function readForDecision(
  tx: Tx,
  scope: Scope,
  { campaignId, deciderId, caseIds }: Of,
): Promise<ForDecision | null> {
  const of = { campaignId, organizationId: deciderId }
  const campaign = await findCampaign(tx, scope, campaignId)
  const rows = campaign ? await listUnitsDecidedBy(tx, scope, of) : []
  if (!campaign || rows.length === 0) return null
  const wanted = new Set(caseIds)
  const chosen = rows.filter(({ id }) => wanted.has(id))
  if (chosen.length !== wanted.size) return null
  const ruleSet = rulesOf(campaign)
  const decisions = await listUnitDecisions(tx, scope, of)
  const decided = await listDecidedUnits(tx, scope, of)
  const substance = await readUnitSubstanceFacts(tx, scope, { campaign, deciderId, rows })
  const weighed = weighUnits({ campaign, ruleSet, rows }, substance)
  const numberOf = new Map(decisions.map(({ id, exceptionDecisionNumber }) => [id, exceptionDecisionNumber]))
  return {
    campaign,
    ruleSet,
    decisions,
    substance,
    // Weighed beside all units of the committee, asked about those of this decision.
    weighed: {
      checks: weighed.checks.filter(({ about }) => wanted.has(about.id)),
      missing: weighed.missing.filter(({ unitId }) => wanted.has(unitId)),
    },
    chosen: chosen.map((row) => ({ row, proposal: proposeUnit(row, ruleSet) })),
    standing: decided.flatMap(({ quotaGroup, outcome }) => {
      const level = levelSchema.safeParse(outcome)
      return level.success ? [{ quotaGroup, level: level.data }] : []
    }),
    granted: new Map(
      decided.flatMap(({ quotaGroup, decisionId }) => {
        const number = numberOf.get(decisionId)
        return number ? [[quotaGroup, number] as const] : []
      }),
    ),
  }
}

function toCheck(
  { campaign, chosen, standing, granted, weighed, substance }: ForDecision,
  document: Document,
): UnitDecisionToCheck {
  const groups = [...new Set(chosen.map(({ row }) => row.quotaGroup))]
  return {
    cutOffDay: campaign.cutOffOn,
    document: {
      number: document.decisionNumber || null,
      day: document.decidedOn || null,
      signer: document.signerName || null,
    },
    units: chosen.map(({ row, proposal }) => ({
      caseId: row.id,
      state: row.state,
      quotaGroup: row.quotaGroup,
      proposal: { level: proposal.outcome, findings: proposal.findings },
      decided: row.notRatedReason ? 'NOT_RATED' : proposal.effective,
      reason: row.notRatedReason ? (row.notRatedText ?? row.notRatedReason) : proposal.reason,
      head:
        row.subject === 'LEADER' && row.isHead
          ? { collectiveLevel: row.collectiveLevel, exceptionDecisionNo: row.exceptionDecisionNumber }
          : null,
      blocks: proposal.blocks,
    })),
    standing,
    unanswered: unanswered(weighed.checks, substance.answers),
    exceptions: groups.flatMap((quotaGroup) => {
      const decisionNo = document.exceptionDecisionNumber ?? granted.get(quotaGroup) ?? null
      return decisionNo ? [{ quotaGroup, decisionNo }] : []
    }),
  }
}

type Write = {
  readonly read: ForDecision
  readonly check: DecisionCheck
  readonly command: Omit<Command, 'requestId' | 'now'>
  readonly now: Date
}

async function write(
  tx: Tx,
  scope: Scope,
  { read, check, command, now }: Write,
): Promise<Result<{ decisionId: string }, DecideUnitsRefusal>> {
  const { campaign, ruleSet, chosen, weighed, substance } = read
  const answered = weighed.checks.map((one) => {
    const answer = answerTo(one, substance.answers)
    return { ...one, reason: answer?.reason ?? null, answeredBy: answer?.byName ?? null }
  })
  const decisionId = newId()
  const levels = chosen.map(({ row, proposal }) => ({
    id: newId(),
    caseId: row.id,
    organizationId: row.organizationId,
    subject: row.subject,
    organizationSubject: row.organizationSubject,
    quotaGroup: row.quotaGroup,
    outcome: row.notRatedReason ? 'NOT_RATED' : (proposal.effective ?? 'NOT_RATED'),
    notRatedReason: row.notRatedReason,
    totalPoints: row.report ? totalPoints(row.report.generalPoints, row.report.resultPoints) : null,
    reasoning: {
      ruleSet: ruleSet.code,
      facts: proposal.facts,
      proposed: proposal.outcome,
      findings: proposal.findings,
      presumed: proposal.presumed,
      self: row.report?.selfLevel ?? null,
      intermediate: row.intermediateLevel && { level: row.intermediateLevel, reason: row.intermediateReason },
      appraised: row.appraisedLevel && { level: row.appraisedLevel, reason: row.appraisedReason },
      exceptionDecisionNumber: row.exceptionDecisionNumber,
      blocks: proposal.blocks,
      humanReason: proposal.reason,
      checks: answered.filter(({ about }) => about.id === row.id),
    },
  }))
  const { decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber } = command
  await insertUnitDecision(tx, scope, {
    decision: {
      ...{ decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber },
      id: decisionId,
      campaignId: campaign.id,
      organizationId: command.deciderId,
      reasoning: {
        ...{ ruleSetHash: campaign.ruleSetHash, warnings: check.warnings, quota: quotaOf(read, command) },
        ...{ checks: answered, missingFacts: weighed.missing, afterOptions: substance.options },
      },
      contentHash: hashDecidedUnits({ decisionNumber, decidedOn }, levels),
      decidedAt: now,
    },
    levels,
    year: campaign.year,
  })
  const failed = levels.filter(({ subject, outcome }) => subject === 'LEADER' && outcome === 'KHT')
  const caseIds = failed.map(({ caseId }) => caseId)
  await openScreeningsOfLeaders(tx, scope, { caseIds, year: campaign.year, onDay: decidedOn })
  const by = { recordTable: 'rating_unit_decision', recordId: decisionId }
  const ledIds = chosen.filter(({ row }) => row.subject === 'COLLECTIVE').map(({ row }) => row.organizationId)
  const heads = { campaignId: campaign.id, committeeId: command.deciderId, ledIds }
  // The heads of the collectives decided are asked about again: their ceiling is known now.
  for (const file of await listFilesOfHeads(tx, scope, heads)) await refreshFile(tx, scope, { campaign, file, at: now })
  // One notice to each unit decided, and one to everybody who follows the committee's year.
  for (const organizationId of new Set(chosen.map(({ row }) => row.organizationId))) {
    await emit(tx, scope, { ...by, type: 'ratings.unit-decided', organizationId, payload: { year: campaign.year } })
  }
  const payload = { year: campaign.year, units: chosen.length }
  await emit(tx, scope, { ...by, type: 'ratings.unit-decision-issued', organizationId: command.deciderId, payload })
  return ok({ decisionId })
}

/** The quota of every group touched, with what stood before, frozen with the decision. */
function quotaOf(read: ForDecision, document: Document): object {
  const { units, standing, exceptions } = toCheck(read, document)
  return [...new Set(units.map(({ quotaGroup }) => quotaGroup))].map((key) => {
    const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
    const all = [
      ...units.map(({ quotaGroup, decided }) => ({ quotaGroup, level: levelSchema.safeParse(decided).data })),
      ...standing,
    ]
    for (const { quotaGroup, level } of all) if (quotaGroup === key && level) counts[level] += 1
    const exception = exceptions.find(({ quotaGroup }) => quotaGroup === key)
    const granted = exception ? { granted: true, decisionNo: exception.decisionNo } : null
    const { perGroup } = computeQuota({ ...read.ruleSet.options.quota, exception: granted }, [{ key, counts }])
    return { ...perGroup[0], counts, exceptionDecisionNumber: exception?.decisionNo ?? null }
  })
}
