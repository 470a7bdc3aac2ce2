import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { type CellFileStep, listFileSteps } from '@nq15/db/ratings/cell-file.read'
import {
  decidedStates,
  levelSchema,
  levels,
  messagesEn,
  messagesVi,
  proposeLevelSchema,
  type RatingFacts,
  type RatingMessages,
  type RuleSet,
  renderTallyNote,
  reviewLetter,
  type TallyResult,
} from '@nq15/domain/ratings'
import { type CaseProposal, factsOf, proposeCase } from '@nq15/use-cases/ratings/propose-case'
import { proposeLevel } from '@nq15/use-cases/ratings/propose-level'
import { type CaseDetail, readCaseDetail } from '@nq15/use-cases/ratings/read-case-detail'
import { readOwnReview } from '@nq15/use-cases/ratings/read-own-review'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { type Locale, readPreferences } from '../ui/preferences.ts'
import type { CaseView } from './case-view.ts'
import { answer, faultsOf, type WorkspaceAnswer } from './workspace.server.ts'
import { findingLine, findingWords, nameOfFact, notRatedText } from './workspace-view.server.ts'

const readers = ['rating:work', 'rating:tally', 'rating:board', 'rating:decide'] as const

/** Why one case stands where it stands: to the cell, its tellers, its committee, and to the member his own. */
export async function caseLoader(args: LoaderFunctionArgs): Promise<CaseView & { readonly asksHints: boolean }> {
  const { person } = await requireAnyPermission(args, [...readers, 'rating:self'])
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { locale } = readPreferences(args.request.headers.get('cookie'))
  const { db } = appResources()
  for (const permission of readers) {
    const scope = findScope(person, permission)
    const detail = scope && (await readCaseDetail(db, scope, { caseId }))
    if (!scope || !detail || detail.campaign.year !== year) continue
    const steps = await db.asReader(scope, (tx) => listFileSteps(tx, scope, detail.file))
    const canWork = permission === 'rating:work'
    // Loading it under the right to work says nothing of the board's: the office holds both over its own cells.
    const board = findScope(person, 'rating:board')
    const held =
      board && (permission === 'rating:board' || (await readCaseDetail(db, board, { caseId, isShown: false })) !== null)
    const mayChange =
      Boolean(held) &&
      detail.campaign.state === 'open' &&
      detail.row.notRatedReason === null &&
      ['appraising', 'appraised'].includes(detail.file.state)
    const view = await caseView(
      { ...detail, cellName: detail.file.name, steps },
      { locale, own: false, canWork, mayChange },
    )
    return { ...view, asksHints: Boolean(held) }
  }

  const self = findScope(person, 'rating:self')
  const campaign = self && (await db.asReader(self, (tx) => findCampaignOfYear(tx, self, year)))
  const review = self && campaign && (await readOwnReview(db, self, { campaignId: campaign.id }))
  if (!review || review.row.id !== caseId) throw data(null, { status: 404 })
  const { row, ruleSet } = review
  const view = await caseView(
    {
      ...{ campaign: review.campaign, ruleSet, row, cellName: null, steps: [], votes: null, ballot: null },
      facts: row.notRatedReason ? null : factsOf(row, review.campaign),
      proposal: proposeCase(row, review),
    },
    { locale, own: true, canWork: false, mayChange: false },
  )
  return { ...view, asksHints: false }
}

const act = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(0) })

/** The office's own level for one case while it appraises, always with a reason; one act per request id. */
export async function caseAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['rating:board'])
  const scope = found(findScope(person, 'rating:board'))
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { db } = appResources()
  const detail = found(await readCaseDetail(db, scope, { caseId, isShown: false }))
  if (detail.campaign.year !== year) throw data(null, { status: 404 })
  const form = Object.fromEntries(await args.request.formData())
  const command = act.safeParse(form)
  if (!command.success) return data<WorkspaceAnswer>({ refusal: { code: 'BAD_FORM' } }, { status: 422 })
  const parsed = proposeLevelSchema.safeParse(form)
  if (!parsed.success) return data<WorkspaceAnswer>({ errors: faultsOf(parsed.error) }, { status: 422 })
  const proposed = { ...parsed.data, ...command.data, caseId, now: new Date() }
  return answer(command.data.requestId, await proposeLevel(db, scope, proposed))
}

type Read = {
  readonly campaign: { readonly year: number }
  readonly ruleSet: RuleSet
  readonly row: RatingCaseRow
  readonly cellName: string | null
  readonly facts: RatingFacts | null
  readonly proposal: CaseProposal
  readonly ballot: TallyResult | null
  readonly votes: CaseDetail['votes']
  readonly steps: readonly CellFileStep[]
}

async function caseView(
  { campaign, ruleSet, row, cellName, facts, proposal, ballot, votes, steps }: Read,
  { locale, own, canWork, mayChange }: { locale: Locale; own: boolean; canWork: boolean; mayChange: boolean },
): Promise<CaseView> {
  const words = findingWords(locale)
  const messages: RatingMessages = locale === 'en' ? messagesEn : messagesVi
  const chosen = levelSchema.safeParse(row.proposedLevel)
  const standing = row.led ?? row.collective
  const collective = standing?.level ? levelSchema.parse(standing.level) : null
  return {
    campaign: { year: campaign.year, ruleSetTitle: ruleSet.title[locale], ruleSetCode: ruleSet.code },
    caseId: row.id,
    memberId: own ? null : row.memberId,
    cell: { id: row.organizationId, name: cellName },
    name: row.fullName,
    post: row.postTitle,
    form: reviewLetter({ ...row, year: campaign.year, edition: row.reviewEdition }),
    own,
    canWork,
    notRated: notRatedText(row, messages),
    outcome: proposal.outcome,
    grade: gradeOrNull(proposal.outcome),
    effective: proposal.effective && proposal.effective,
    chosen: chosen.success ? { level: chosen.data, grade: chosen.data, reason: row.proposedReason ?? '' } : null,
    mayChange,
    decided: decidedStates.some((state) => state === row.state),
    version: row.version,
    findings: proposal.findings.map((finding) => ({
      ...findingLine(finding, words),
      required: finding.required,
      actual: finding.actual === null ? null : String(finding.actual),
    })),
    presumed: proposal.presumed.map((fact) => nameOfFact(fact, messages)),
    facts: Object.entries(facts ?? {}).map(([name, value]) => ({
      name,
      label: nameOfFact(name, messages),
      value: value === undefined ? null : showFact(value, messages),
    })),
    collective: standing &&
      collective && {
        level: collective,
        grade: collective,
        decisionNumber: standing.decisionNumber ?? '',
        decidedOn: standing.decidedOn ?? '',
      },
    ballot: ballot &&
      votes && {
        votes: levels.map((level) => ({ grade: level, count: String(votes[level]) })),
        isSound: ballot.ok,
        grade: gradeOrNull(ballot.level),
        notes: [...ballot.errors, ...ballot.warnings].map((note) => ({
          code: note.screenCode,
          sentence: renderTallyNote(messages, note),
        })),
      },
    history: historyOf(row, steps),
  }
}

function historyOf({ assessment }: RatingCaseRow, steps: readonly CellFileStep[]): CaseView['history'] {
  const typed = assessment
    ? [
        { what: 'assessed' as const, event: '', by: assessment.enteredByName, reason: null, at: assessment.updatedAt },
        ...(assessment.submittedAt
          ? [
              {
                what: 'handed-in' as const,
                event: '',
                by: assessment.enteredByName,
                reason: null,
                at: assessment.submittedAt,
              },
            ]
          : []),
      ]
    : []
  const moved = steps.map(({ event, byName, reason, at }) => ({
    what: 'cell-step' as const,
    event,
    by: byName,
    reason,
    at,
  }))
  return [...typed, ...moved]
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .map((line) => ({ ...line, at: line.at.toISOString() }))
}

function showFact(value: unknown, messages: RatingMessages): string {
  if (value === null) return messages.yesNo.false
  if (typeof value === 'boolean') return messages.yesNo[value ? 'true' : 'false']
  const text = String(value)
  const level = levelSchema.safeParse(text)
  if (level.success) return messages.levels[level.data]
  const discipline = Object.entries(messages.disciplines).find(([code]) => code === text)?.[1]
  return discipline ?? text.replace('.', messages.decimalSeparator)
}

const gradeOrNull = (level: unknown) => {
  const parsed = levelSchema.safeParse(level)
  return parsed.success ? parsed.data : null
}
