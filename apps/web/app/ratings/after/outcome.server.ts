import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { findOwnCase } from '@nq15/db/ratings/case.read'
import type { Permission } from '@nq15/domain/access'
import { todayInHanoi, type WorkingCalendar } from '@nq15/domain/calendar'
import { afterSources, fileAppealSchema, type Level, levelSchema, reconsiderSchema } from '@nq15/domain/ratings'
import { fileAppeal } from '@nq15/use-cases/ratings/file-appeal'
import { type CaseOutcome, readOutcome, seeOwnNotices } from '@nq15/use-cases/ratings/read-outcome'
import { reconsiderRating } from '@nq15/use-cases/ratings/reconsider-rating'
import { withdrawAppeal } from '@nq15/use-cases/ratings/withdraw-appeal'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../../server/session.server.ts'
import { deadlineOf } from '../board-deadline.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { reachCase } from './reach.server.ts'
import { framed, gradeOfOutcome, sayFindings, wordsOf } from './words.server.ts'

const readers = [
  ...(['rating:decide', 'rating:board', 'rating:work', 'rating:self'] as const),
  ...(['unit:decide', 'unit:appraise', 'unit:report'] as const),
]
/** By which right somebody files: his own case as the member he is, another's as his secretary, a unit's as its secretary. */
const filers = ['rating:self', 'rating:work', 'unit:report'] as const

/** Opens a member's own result of a year: what his notice leads to. */
export async function ownOutcomeLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:self')
  const year = yearFrom(args.params['year'])
  const { db } = appResources()
  const own = await db.asReader(scope, async (tx) => {
    const campaign = await findCampaignOfYear(tx, scope, year)
    return campaign && (await findOwnCase(tx, scope, campaign.id))
  })
  throw redirect(`/ratings/${year}/cases/${found(own).id}/outcome`)
}

/** What was decided about one person or unit and what followed: to each who reaches it, with what he may do. */
export async function outcomeLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, readers)
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { db } = appResources()
  const now = new Date()
  const reached = await reachCase(person, readers, caseId)
  const scope = found(reached[0])
  const outcome = found(await readOutcome(db, scope, caseId))
  if (outcome.campaign.year !== year) throw data(null, { status: 404 })
  const { rated, versions } = outcome
  const self = findScope(person, 'rating:self')
  const own = rated.memberId !== null && rated.memberId === person.actor.memberId
  const secretary = reached.find(({ permission }) => permission === 'unit:report')
  const reader = own ? self : secretary
  if (reader) await seeOwnNotices(db, reader, { caseId, now })
  const calendar = await db.asReader(scope, (tx) => readCalendar(tx, scope))
  const open = outcome.appeals.find(({ state }) => state === 'filed') ?? null
  const may = (permission: Permission) => reached.some((one) => one.permission === permission)
  const standing = versions.find(({ supersededAt }) => supersededAt === null)
  const isDecidedAbove = standing !== undefined && standing.committeeId !== rated.committeeId
  const [files, answers] = [filers.some(may), may('rating:decide') || may('unit:decide')]
  return {
    ...viewOf(outcome, { request: args.request, calendar, today: todayInHanoi(now) }),
    ...{ year, caseId, own, requestId: crypto.randomUUID(), today: todayInHanoi(now) },
    home: `/ratings/${year}/${rated.memberId === null ? `organizations/${rated.organizationId}` : `cases/${caseId}`}`,
    isUnit: rated.memberId === null,
    isDecidedAbove,
    mayFile: rated.state === 'notified' && files && !isDecidedAbove,
    filesForMember: rated.memberId !== null && !may('rating:self'),
    mayWithdraw: open !== null && files,
    mayAnswer: open !== null && answers && !own,
    mayCorrect: (may('rating:board') || may('unit:appraise') || answers) && !own && !isDecidedAbove,
    readsCase: !own,
  }
}

type Seen = { readonly request: Request; readonly calendar: WorkingCalendar; readonly today: string }

const stepsOf = z.object({ steps: z.array(z.object({ day: z.string(), why: z.string() })) })
const reasoned = z.object({
  humanReason: z.string().nullish(),
  checks: z.array(z.object({ code: z.string(), reason: z.string().nullish() })).default([]),
})

function viewOf(outcome: CaseOutcome, { request, calendar, today }: Seen) {
  const { rated, versions, notices, appeals, corrections, awards, screenings, history, options } = outcome
  const { after } = wordsOf(request)
  const numberOf = new Map(versions.map(({ id, decisionNumber }) => [id, decisionNumber]))
  const standing = versions.find(({ supersededAt }) => supersededAt === null) ?? null
  const last = versions.at(-1) ?? null
  const notice = notices.find(({ ratingId }) => ratingId === (standing ?? last)?.id) ?? null
  const namesOfChecks: Readonly<Record<string, string>> = after.checkNames
  return {
    name: rated.name,
    state: rated.state,
    /** Another decision was made and is not told yet: to the person himself that is all there is to say. */
    isReplaced: standing === null && last !== null,
    standing: standing && { grade: gradeOfOutcome(standing.outcome), level: standing.outcome },
    versions: versions.map((version) => {
      const told = notices.find(({ ratingId }) => ratingId === version.id)
      const why = reasoned.safeParse(version.reasoning).data
      return {
        ...{ id: version.id, kind: version.kind, grade: gradeOfOutcome(version.outcome), points: version.totalPoints },
        ...{ number: version.decisionNumber, day: version.decidedOn, notRated: version.notRatedReason },
        signer: [version.signerTitle, version.signerName].join(' ').trim(),
        inForce: version.supersededAt === null,
        replaces: numberOf.get(version.replacesId ?? '') ?? null,
        replacedBy: numberOf.get(version.replacedById ?? '') ?? null,
        reason: why?.humanReason ?? null,
        checks: (why?.checks ?? []).map(({ code, reason }) => ({
          name: namesOfChecks[code] ?? code,
          reason: reason ?? '',
        })),
        told: told ? { day: told.noticeOn, seenAt: told.seenAt?.toISOString() ?? null } : null,
      }
    }),
    window: notice && {
      until:
        notice.fileUntil === null
          ? null
          : { day: notice.fileUntil, deadline: deadlineOf(notice.fileUntil, { today, calendar }) },
      how: `/calendar/due?from=${notice.noticeOn}&quantity=${options.appeal.file.quantity}&unit=${options.appeal.file.unit}&roll=next_wd`,
      late: options.appeal.late,
      source: afterSources.appealWindows,
    },
    appeals: appeals.map((appeal) => ({
      ...{
        id: appeal.id,
        state: appeal.state,
        version: appeal.version,
        filedOn: appeal.filedOn,
        isLate: appeal.isLate,
      },
      ...{
        grounds: appeal.grounds,
        by: appeal.filedByName,
        forMember: appeal.filedForMember,
        number: appeal.decisionNumber,
      },
      wanted: appeal.wantedLevel === null ? null : gradeOfOutcome(appeal.wantedLevel),
      due:
        appeal.dueOn === null
          ? null
          : {
              day: appeal.dueOn,
              deadline: appeal.state === 'filed' ? deadlineOf(appeal.dueOn, { today, calendar }) : null,
            },
      steps: stepsOf.safeParse(appeal.dueCount).data?.steps ?? [],
      ...{ answer: appeal.answer, answeredOn: appeal.answeredOn, answeredBy: appeal.answeredByName },
    })),
    corrections: corrections.map(({ id, state, groundDocument, groundIssuer, groundDay, legalBasis, reason }) => ({
      ...{ id, state, document: groundDocument, issuer: groundIssuer, day: groundDay, basis: legalBasis, reason },
    })),
    awards: awards.map(({ id, kind, decisionNumber, decidedOn, annulledByNumber, annulReason }) => ({
      ...{ id, kind, number: decisionNumber, day: decidedOn },
      annulled: annulledByNumber === null ? null : { number: annulledByNumber, reason: annulReason ?? '' },
    })),
    screenings: screenings.map(({ id, firstYear, secondYear }) => ({ id, firstYear, secondYear })),
    history: history.map((one) => ({ year: one.year, grade: gradeOfOutcome(one.outcome) })),
    levels: levelSchema.options as readonly Level[],
  }
}

/** Files, withdraws or answers a complaint. */
export async function outcomeAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['rating:decide', 'unit:decide', ...filers])
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { db } = appResources()
  const now = new Date()
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) return saidNothing()
  const here = redirect(`/ratings/${year}/cases/${caseId}/outcome`)
  const [filing] = await reachCase(person, filers, caseId)

  if (intent === 'file') {
    const scope = found(filing)
    const isPaper = scope.permission === 'rating:work'
    const form = fileAppealSchema.safeParse({ ...parsed, ...(isPaper ? {} : { filedOn: todayInHanoi(now) }) })
    if (!form.success) return saidFaulty(intent, form.error, typed)
    const filed = await fileAppeal(db, scope, { ...form.data, ...frame.data, caseId, now })
    if (!filed.ok) return saidRefused(intent, filed.refusal.code, typed)
    throw here
  }
  if (intent === 'withdraw') {
    const appeal = z.object({ appealId: z.uuid() }).safeParse(typed)
    if (!appeal.success) return saidNothing()
    const withdrawn = await withdrawAppeal(db, found(filing), { ...frame.data, ...appeal.data })
    if (!withdrawn.ok) return saidRefused(intent, withdrawn.refusal.code, typed)
    throw here
  }
  if (intent === 'answer') {
    const [answering] = await reachCase(person, ['rating:decide', 'unit:decide'], caseId)
    const scope = found(answering)
    const form = reconsiderSchema.safeParse(parsed)
    const appeal = z.object({ appealId: z.uuid() }).safeParse(typed)
    if (!form.success) return saidFaulty(intent, form.error, typed)
    if (!appeal.success) return saidNothing()
    const answered = await reconsiderRating(db, scope, { ...form.data, ...frame.data, ...appeal.data, now })
    if (answered.ok) throw here
    const { refusal } = answered
    const rules = refusal.code === 'RULES_STAND' ? sayFindings(wordsOf(args.request), refusal.findings) : []
    return saidRefused(intent, refusal.code, typed, rules)
  }
  return saidNothing()
}
