import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { assessmentPatchSchema, gradeOf, isCellFileEditable, levelSchema, type RuleSet } from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { proposeCase } from '@nq15/use-cases/ratings/propose-case'
import { readCaseDetail } from '@nq15/use-cases/ratings/read-case-detail'
import { type OwnReview, readOwnReview } from '@nq15/use-cases/ratings/read-own-review'
import { saveAssessment } from '@nq15/use-cases/ratings/save-assessment'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { type Locale, readPreferences } from '../ui/preferences.ts'
import type { ReviewValues, SelfReviewView } from './self-review-view.ts'
import type { SaveAnswer } from './use-tally-queue.ts'
import { signedInForScript } from './workspace.server.ts'
import { findingLine, findingWords, nameOfFact, notRatedText } from './workspace-view.server.ts'
import { formOf } from './workspace-view.ts'

/** A member's own review of the year; nobody else's can be asked for here. */
export async function ownReviewLoader(args: LoaderFunctionArgs): Promise<SelfReviewView> {
  const { person } = await requirePermission(args, 'rating:self')
  return found(await ownView(person, { year: yearFrom(args.params['year']), locale: localeOf(args) }))
}

/** The review of one case: his own to the member, any of the cell to the secretary, reading to the committee's office. */
export async function caseReviewLoader(args: LoaderFunctionArgs): Promise<SelfReviewView> {
  const { person } = await requireAnyPermission(args, ['rating:self', 'rating:work', 'rating:board'])
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const own = findScope(person, 'rating:self') && (await ownView(person, { year, locale: localeOf(args) }))
  if (own && own.caseId === caseId) return own

  const { db } = appResources()
  for (const permission of ['rating:work', 'rating:board'] as const) {
    const scope = findScope(person, permission)
    const detail = scope && (await readCaseDetail(db, scope, { caseId, withText: true }))
    if (!detail || detail.campaign.year !== year) continue
    const { campaign, row, file } = detail
    const open = campaign.state === 'open' && (file.state === 'not-started' || isCellFileEditable(file.state))
    return viewOf(
      { ...detail, text: detail.text ?? '' },
      {
        person,
        locale: localeOf(args),
        own: false,
        mayEdit: permission === 'rating:work' && open && row.notRatedReason === null,
        earlier: null,
        ratings: [],
      },
    )
  }
  throw data(null, { status: 404 })
}

const localeOf = ({ request }: LoaderFunctionArgs) => readPreferences(request.headers.get('cookie')).locale

async function ownView(
  person: SignedIn,
  { year, locale }: { year: number; locale: Locale },
): Promise<SelfReviewView | null> {
  const scope = findScope(person, 'rating:self')
  if (!scope) return null
  const { db } = appResources()
  const campaign = await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year))
  const review = campaign && (await readOwnReview(db, scope, { campaignId: campaign.id }))
  if (!review) return null
  const { isOpen, earlier, ratings } = review
  return viewOf(review, { person, locale, own: true, mayEdit: isOpen, earlier, ratings })
}

type Read = Pick<OwnReview, 'campaign' | 'row' | 'text'> & { readonly ruleSet: RuleSet }
type Around = Pick<OwnReview, 'earlier' | 'ratings'> & {
  readonly person: SignedIn
  readonly locale: Locale
  readonly own: boolean
  readonly mayEdit: boolean
}

async function viewOf({ campaign, ruleSet, row, text }: Read, around: Around): Promise<SelfReviewView> {
  const words = findingWords(around.locale)
  const proposal = proposeCase(row, { campaign, ruleSet })
  return {
    campaign: {
      id: campaign.id,
      year: campaign.year,
      cellDueOn: campaign.cellDueOn,
      ruleSetTitle: ruleSet.title[around.locale],
    },
    userId: around.person.actor.userId,
    caseId: row.id,
    cellId: row.organizationId,
    name: row.fullName,
    post: row.postTitle,
    form: formOf(row.subject),
    own: around.own,
    notRated: notRatedText(row, words.full),
    mayEdit: around.mayEdit,
    submittedAt: row.assessment?.submittedAt?.toISOString() ?? null,
    enteredForMember: row.assessment?.enteredForMember ?? false,
    enteredByName: row.assessment?.enteredByName ?? null,
    updatedAt: row.assessment?.updatedAt.toISOString() ?? null,
    version: row.assessment?.version ?? 0,
    values: valuesOf(row, text),
    proposal: {
      outcome: proposal.outcome,
      grade: grade(proposal.outcome),
      findings: proposal.findings.map((finding) => findingLine(finding, words)),
      presumed: proposal.presumed.map((fact) => nameOfFact(fact, words.full)),
    },
    earlier: around.earlier && {
      year: around.earlier.year,
      text: around.earlier.reviewText,
      selfGrade: grade(around.earlier.selfLevel),
    },
    ratings: around.ratings.map(({ year, outcome, notRatedReason, decisionNumber, decidedOn }) => ({
      ...{ year, decisionNumber, decidedOn },
      grade: grade(outcome),
      reason: notRatedText({ notRatedReason, notRatedText: null }, words.full),
    })),
  }
}

const grade = (level: unknown) => {
  const parsed = levelSchema.safeParse(level)
  return parsed.success ? gradeOf(parsed.data) : null
}

function valuesOf({ assessment }: Pick<RatingCaseRow, 'assessment'>, text: string): ReviewValues {
  const shown = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '' : String(value).replace('.', ',')
  return {
    generalPoints: shown(assessment?.generalPoints),
    resultPoints: shown(assessment?.resultPoints),
    tasksAssigned: shown(assessment?.tasksAssigned),
    tasksOnTime: shown(assessment?.tasksOnTime),
    tasksLate: shown(assessment?.tasksLate),
    tasksFailed: shown(assessment?.tasksFailed),
    tasksExceeded: shown(assessment?.tasksExceeded),
    limitationsPointedOut: shown(assessment?.limitationsPointedOut),
    limitationsRemedied: shown(assessment?.limitationsRemedied),
    selfLevel: assessment?.selfLevel ?? '',
    reviewText: text,
  }
}

const command = z.object({
  requestId: z.uuid(),
  row: z.literal('review'),
  version: z.int().min(0),
  patch: z.record(z.string().max(40), z.union([z.string().max(20_000), z.null()])),
})

const status = { saved: 200, 'signed-out': 401, conflict: 409, refused: 422 } as const
const say = (answer: SaveAnswer): Response => Response.json(answer, { status: status[answer.state] })

/** Saves typed fields of a self-review, hands it in or takes it back, as the browser's queue sends them; answers JSON. */
export async function reviewSaveAction(args: ActionFunctionArgs): Promise<Response> {
  const person = await signedInForScript(args)
  if (!person) return say({ state: 'signed-out' })
  yearFrom(args.params['year'])
  const caseId = idFrom(args.params['caseId'])
  const parsed = command.safeParse(await args.request.json().catch(() => null))
  if (!parsed.success) return say({ state: 'refused', code: 'BAD_FORM' })
  const { requestId, version, patch: typed } = parsed.data
  const { submit, ...fields } = typed
  const patch = assessmentPatchSchema.safeParse(fields)
  if (!patch.success) return say({ state: 'refused', code: 'NOT_A_COUNT' })

  const { db } = appResources()
  const now = new Date()
  const save = {
    ...{ requestId, caseId, version, now, patch: patch.data },
    ...(submit === undefined ? {} : { submit: submit === 'true' }),
  }
  // His own first, so that what a secretary writes of himself is not marked as written for another.
  for (const permission of ['rating:self', 'rating:work'] as const) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const saved = await saveAssessment(db, scope, save)
    if (saved.ok) return say({ state: 'saved', version: saved.value.version, at: now.toISOString() })
    const { refusal } = saved
    if (refusal.code === 'NOT_FOUND') continue
    if (refusal.code !== 'CHANGED_MEANWHILE' || !('theirs' in refusal) || !refusal.theirs) {
      return say({ state: 'refused', code: refusal.code })
    }
    return say({ state: 'conflict', theirs: theirsOf(refusal.theirs) })
  }
  return new Response(null, { status: 404 })
}

type Theirs = NonNullable<RatingCaseRow['assessment']>

/** Their numbers; their text comes with the page's next reading, which is written into the trail. */
function theirsOf(theirs: Theirs) {
  const { reviewText: _, ...values } = valuesOf({ assessment: theirs }, '')
  return { version: theirs.version, values, who: theirs.enteredByName, at: theirs.updatedAt.toISOString() }
}
