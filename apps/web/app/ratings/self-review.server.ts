import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import {
  answerPatchSchema,
  assessmentPatchSchema,
  isCellFileEditable,
  levelSchema,
  numeralOfOwnLevel,
  type RuleSet,
  reviewLetter,
  reviewSectionSchema,
  sectionPatchSchema,
  sectionsOfForm,
  subjectSchema,
  taskPatchSchema,
} from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { proposeCase } from '@nq15/use-cases/ratings/propose-case'
import { readCaseDetail } from '@nq15/use-cases/ratings/read-case-detail'
import { type OwnReview, readOwnReview } from '@nq15/use-cases/ratings/read-own-review'
import { saveAssessment } from '@nq15/use-cases/ratings/save-assessment'
import { type ReviewPart, saveReviewPart } from '@nq15/use-cases/ratings/save-review-part'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { type Locale, readPreferences } from '../ui/preferences.ts'
import { type GivenSave, oneByOne, shownValues, takeSaves } from './save-batch.server.ts'
import type { InputView, ReviewValues, SelfReviewView } from './self-review-view.ts'
import type { SaveAnswer } from './tally-post.ts'
import { findingLine, findingWords, nameOfFact, notRatedText } from './workspace-view.server.ts'

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
      { ...detail, text: detail.text ?? '', parts: detail.parts ?? { sections: [], tasks: [], hints: [] } },
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

type Read = Pick<OwnReview, 'campaign' | 'row' | 'text' | 'parts' | 'inputs'> & { readonly ruleSet: RuleSet }
type Around = Pick<OwnReview, 'earlier' | 'ratings'> & {
  readonly person: SignedIn
  readonly locale: Locale
  readonly own: boolean
  readonly mayEdit: boolean
}

async function viewOf({ campaign, ruleSet, row, text, parts, inputs }: Read, around: Around): Promise<SelfReviewView> {
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
    form: reviewLetter({ ...row, year: campaign.year, edition: row.reviewEdition }),
    leads: row.subject === 'LEADER',
    earlierForm: campaign.year >= 2025 && row.reviewEdition === 1,
    own: around.own,
    notRated: notRatedText(row, words.full),
    mayEdit: around.mayEdit,
    submittedAt: row.assessment?.submittedAt?.toISOString() ?? null,
    enteredForMember: row.assessment?.enteredForMember ?? false,
    enteredByName: row.assessment?.enteredByName ?? null,
    updatedAt: row.assessment?.updatedAt.toISOString() ?? null,
    version: row.assessment?.version ?? 0,
    values: valuesOf(row, text),
    ...partsOf(row, { year: campaign.year, parts }),
    inputs: inputs.map(inputView),
    proposal: {
      outcome: proposal.outcome,
      grade: grade(proposal.outcome),
      findings: proposal.findings.map((finding) => findingLine(finding, words)),
      presumed: proposal.presumed.map((fact) => nameOfFact(fact, words.full)),
    },
    earlier: around.earlier && {
      year: around.earlier.year,
      text: around.earlier.reviewText,
      sections: Object.fromEntries(around.earlier.sections.map(({ section, body }) => [section, body])),
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
  return parsed.success ? parsed.data : null
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

/** The written parts in the order of the form, empty ones too. */
type Parts = { readonly year: number; readonly parts: OwnReview['parts'] }

function partsOf(
  { subject, reviewEdition }: Pick<RatingCaseRow, 'subject' | 'reviewEdition'>,
  { year, parts: { sections, tasks, hints } }: Parts,
) {
  const of = { subject: subjectSchema.catch('MEMBER').parse(subject), year, edition: reviewEdition }
  return {
    levelNumeral: numeralOfOwnLevel(of),
    sections: sectionsOfForm(of).map(({ section, numeral, part }) => {
      const written = sections.find((one) => one.section === section)
      return { section, numeral, part, body: written?.body ?? '', version: written?.version ?? 0 }
    }),
    tasks: tasks.map(({ id, title, axis, weight, status, resultNote, product, quality, version, evidence }) => ({
      ...{ id, title, resultNote, product, quality, version, evidence },
      axis: axis === null ? '' : String(axis),
      weight: (weight ?? '').replace('.', ','),
      status: status ?? ('' as const),
    })),
    hints: hints.map(({ id, question, askedByName, askedAt, answer, version }) => ({
      ...{ id, question, answer, version, askedBy: askedByName, askedAt: askedAt.toISOString() },
    })),
  }
}

/** A word of another body, as pages show it. */
export const inputView = (input: OwnReview['inputs'][number]): InputView => ({
  id: input.id,
  kind: input.kind,
  sourceName: input.sourceName,
  grade: grade(input.level),
  participation: input.participation,
  comment: input.comment,
  answeredAt: input.answeredAt?.toISOString() ?? null,
  dueOn: input.dueOn,
})

/** Saves what is typed into a self-review, hands it in or takes it back, as the browser's queue sends it; answers JSON. */
export function reviewSaveAction(args: ActionFunctionArgs): Promise<Response> {
  yearFrom(args.params['year'])
  const caseId = idFrom(args.params['caseId'])
  return takeSaves(args, (person, { saves }) =>
    oneByOne(saves, (save) =>
      save.row === 'review' ? saveNumbers(person, caseId, save) : savePart(person, caseId, save),
    ),
  )
}

// His own first, so that what a secretary writes of himself is not marked as written for another.
const writers = ['rating:self', 'rating:work'] as const

async function saveNumbers(person: SignedIn, caseId: string, save: GivenSave): Promise<SaveAnswer | null> {
  const { requestId, version } = save
  const { submit, ...fields } = save.patch
  const patch = assessmentPatchSchema.safeParse(fields)
  if (!patch.success) return { state: 'refused', code: 'NOT_A_COUNT' }
  const command = {
    ...{ requestId, caseId, version, now: new Date(), patch: patch.data },
    ...(submit === undefined ? {} : { submit: submit === 'true' }),
  }
  for (const permission of writers) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const saved = await saveAssessment(appResources().db, scope, command)
    if (saved.ok) return { state: 'saved', version: saved.value.version }
    const { refusal } = saved
    if (refusal.code === 'NOT_FOUND') continue
    if (refusal.code !== 'CHANGED_MEANWHILE' || !('theirs' in refusal) || !refusal.theirs) {
      return { state: 'refused', code: refusal.code }
    }
    return { state: 'conflict', theirs: theirsOf(refusal.theirs) }
  }
  return null
}

async function savePart(person: SignedIn, caseId: string, save: GivenSave): Promise<SaveAnswer | null> {
  const typed = partFrom(save)
  if (!typed) return { state: 'refused', code: 'BAD_FORM' }
  const { requestId, version } = save
  for (const permission of writers) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const command = { requestId, caseId, version, typed, now: new Date() }
    const saved = await saveReviewPart(appResources().db, scope, command)
    if (saved.ok) return { state: 'saved', version: saved.value.version }
    const { refusal } = saved
    if (refusal.code === 'NOT_FOUND') continue
    if (refusal.code !== 'CHANGED_MEANWHILE' || !('theirs' in refusal)) return { state: 'refused', code: refusal.code }
    const row = refusal.theirs && standing(typed, refusal.theirs)
    if (!row) return { state: 'refused', code: refusal.code }
    const who = 'enteredByName' in row ? row.enteredByName : person.account.displayName
    const theirs = { version: row.version, values: shownValues(row), who, at: row.updatedAt.toISOString() }
    return { state: 'conflict', theirs }
  }
  return null
}

/** What a row of the queue is: `section/<code>`, `task/<id>`, `answer/<id>`. */
function partFrom({ row, patch }: GivenSave): ReviewPart | null {
  const [kind, name] = row.split('/')
  if (kind === 'section') {
    const [section, body] = [reviewSectionSchema.safeParse(name), sectionPatchSchema.safeParse(patch)]
    return section.success && body.success ? { part: 'section', section: section.data, ...body.data } : null
  }
  const id = z.uuid().safeParse(name)
  if (!id.success) return null
  if (kind === 'task') {
    const task = taskPatchSchema.safeParse(patch)
    return task.success ? { part: 'task', id: id.data, patch: task.data } : null
  }
  const answer = answerPatchSchema.safeParse(patch)
  return kind === 'answer' && answer.success ? { part: 'answer', id: id.data, ...answer.data } : null
}

function standing(typed: ReviewPart, { sections, tasks, hints }: OwnReview['parts']) {
  if (typed.part === 'section') return sections.find(({ section }) => section === typed.section)
  return typed.part === 'task' ? tasks.find(({ id }) => id === typed.id) : hints.find(({ id }) => id === typed.id)
}

type Theirs = NonNullable<RatingCaseRow['assessment']>

/** Their numbers; their text comes with the page's next reading, which is written into the trail. */
function theirsOf(theirs: Theirs) {
  const { reviewText: _, ...values } = valuesOf({ assessment: theirs }, '')
  return { version: theirs.version, values, who: theirs.enteredByName, at: theirs.updatedAt.toISOString() }
}
