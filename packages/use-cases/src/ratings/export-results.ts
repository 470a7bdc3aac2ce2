import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Database } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { namedOrganizations, readNameSight } from '@nq15/db/privacy/names.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeCases, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { type DecidedRow, type DecisionRow, findDecision, listDecided } from '@nq15/db/ratings/decision.read'
import { recordExport } from '@nq15/db/ratings/export.read'
import { listCommitteeTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { levelWords, type RatingResult, writeRatingResults } from '@nq15/documents/ratings'
import { todayInHanoi } from '@nq15/domain/calendar'
import { codeOfMember } from '@nq15/domain/privacy'
import { type RuleSet, totalPoints } from '@nq15/domain/ratings'
import { compareNames, ok, type Result, refuse } from '@nq15/domain/shared'
import { rulesOf } from './campaign-rules.ts'
import { definedFields } from './defined-fields.ts'
import {
  excelType,
  fileWord,
  groupOfSubject,
  type PaperFile,
  paperOutcome,
  paperPoints,
  reasonInWords,
} from './paper-words.ts'
import { proposeCase } from './propose-case.ts'
import { seeEntries } from './see-entries.ts'
import { countOf } from './tally-of-case.ts'

export type ExportResultsRefusal = { readonly code: 'NOT_FOUND' }

type Asked = {
  readonly campaignId: string
  readonly committeeId: string
  /** One cell only. */
  readonly organizationId?: string
  /** One outcome only, in the codes of the rules. */
  readonly outcome?: 'XS' | 'T' | 'HT' | 'KHT' | 'NOT_RATED'
  readonly now: Date
}

/**
 * The Excel of a committee's results for `rating:board` and `rating:decide`: decided ones once they stand, proposals before;
 * the file carries its count, filter, scope, time and hash, which are also answered. The read is audited.
 */
export async function exportResults(
  db: Database,
  scope: Scope,
  { campaignId, committeeId, organizationId, outcome, now }: Asked,
): Promise<Result<PaperFile & { count: number; hash: string }, ExportResultsRefusal>> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const of = { campaignId, committeeId }
  const today = todayInHanoi(now)
  const read = await db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    const files = campaign ? await listCommitteeFiles(tx, scope, of) : []
    const organization = await findOrganization(tx, scope, { organizationId: committeeId, day: today })
    if (!campaign || !organization || files.length === 0) return null
    await recordExport(tx, scope, { organizationId: committeeId, what: 'results' })
    const decision = await findDecision(tx, scope, of)
    const sight = await readNameSight(tx, scope)
    return {
      sight,
      named: await namedOrganizations(
        tx,
        sight,
        files.map((file) => file.organizationId),
      ),
      ...{ campaign, files, decision, scopeName: organization.name },
      cases: await listCommitteeCases(tx, scope, of),
      tallies: await listCommitteeTallies(tx, scope, of),
      decided: decision ? await listDecided(tx, scope, decision) : [],
    }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { campaign, files, decision, scopeName } = read
  const cell = organizationId === undefined ? null : files.find((file) => file.organizationId === organizationId)
  if (cell === undefined) return refuse({ code: 'NOT_FOUND' })

  const ruleSet = rulesOf(campaign)
  const decidedOf = new Map(read.decided.map((row) => [row.caseId, row]))
  const nameOf = new Map(files.map((file) => [file.organizationId, file.name]))
  const wanted = paperOutcome(outcome)
  const results = read.cases
    .filter((row) => cell === null || row.organizationId === cell.organizationId)
    .map((row) =>
      toResult(row, {
        campaign,
        ruleSet,
        decision,
        cell: nameOf.get(row.organizationId) ?? '',
        named: read.named.has(row.organizationId),
        decided: decidedOf.get(row.id) ?? null,
        tallies: seeEntries(scope, {
          ruleSet,
          cases: read.cases.filter((one) => one.organizationId === row.organizationId),
          tallies: read.tallies.get(row.organizationId) ?? [],
        }).visible,
      }),
    )
    .filter((result) => wanted === undefined || (result.outcome ?? result.cellProposed) === wanted)
    .toSorted((left, right) => compareNames(left.cell, right.cell))

  const target = new PassThrough()
  const bytes = buffer(target)
  const statement = {
    title: `Kết quả xếp loại chất lượng đảng viên năm ${campaign.year}`,
    filter: [
      cell ? `Chi bộ: ${cell.name}` : 'Tất cả chi bộ',
      wanted ? `Mức: ${levelWords[wanted].full}` : 'Tất cả mức',
      decision ? `Theo Quyết định ${decision.decisionNumber}` : 'Chưa quyết định',
    ].join('; '),
    scope: scopeName,
    asOf: today,
    generatedAt: now.toISOString(),
    generatedBy: scope.actor.name,
    rules: `${campaign.ruleSetCode}, ${campaign.ruleSetHash}`,
    ...(read.sight.opened
      ? { watermark: `Xem theo quyết định: ${scope.actor.name}, ${now.toISOString().slice(0, 16)}Z` }
      : {}),
  }
  const written = await writeRatingResults(results, statement, target)
  const fileName = `${fileWord(`Kết quả xếp loại ${campaign.year} ${scopeName}`)}.xlsx`
  return ok({ fileName, contentType: excelType, bytes: await bytes, ...written })
}

type Facts = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly decision: DecisionRow | null
  readonly cell: string
  /** Above the committee a person is a code and a cell (privacy G9). */
  readonly named: boolean
  readonly decided: DecidedRow | null
  readonly tallies: readonly TallyRow[]
}

function toResult(
  row: RatingCaseRow,
  { campaign, ruleSet, decision, cell, named, decided, tallies }: Facts,
): RatingResult {
  const { assessment } = row
  const proposal = proposeCase(row, { campaign, ruleSet })
  const votes = countOf(tallies, 1).ofCase(row.id)
  const level = decided?.outcome ?? proposal.effective
  const reason = decided ? decided.notRatedReason : row.notRatedReason
  const points = assessment ? totalPoints(assessment.generalPoints, assessment.resultPoints) : null
  return definedFields({
    cell,
    name: named ? row.fullName : codeOfMember({ cardNumber: row.cardNumber, fileNumber: null }),
    cardNumber: row.cardNumber ?? undefined,
    group: groupOfSubject(row.subject),
    position: row.postTitle ?? undefined,
    generalPoints: paperPoints(assessment?.generalPoints),
    resultPoints: paperPoints(assessment?.resultPoints),
    points: paperPoints(decided ? decided.totalPoints : points),
    selfProposed: paperOutcome(assessment?.selfLevel),
    cellProposed: paperOutcome(row.notRatedReason ? 'NOT_RATED' : proposal.effective),
    votes:
      votes?.perLevel && level && level !== 'NOT_RATED'
        ? votes.perLevel[level as keyof typeof votes.perLevel]
        : undefined,
    validBallots: row.notRatedReason ? undefined : votes?.valid,
    outcome: paperOutcome(decided?.outcome),
    notRatedReason: reason ? reasonInWords(reason, row.notRatedText) : undefined,
    decisionNumber: decided ? decision?.decisionNumber : undefined,
    decidedOn: decided ? decision?.decidedOn : undefined,
  })
}
