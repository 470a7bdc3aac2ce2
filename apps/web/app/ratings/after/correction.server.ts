import { listCaseCorrections, listWaitingCorrections } from '@nq15/db/ratings/correction.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type Consequence,
  decideCorrectionSchema,
  levelSchema,
  prepareCorrectionSchema,
  renderConsequence,
} from '@nq15/domain/ratings'
import {
  decideCorrection,
  dropCorrection,
  followUpCorrection,
  prepareCorrection,
  previewCorrection,
} from '@nq15/use-cases/ratings/correct-rating'
import { readOutcome } from '@nq15/use-cases/ratings/read-outcome'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { requireAnyPermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { reachCase } from './reach.server.ts'
import { framed, gradeOfOutcome, sayFindings, wordsOf } from './words.server.ts'

const preview = { decisionNumber: '…', signerName: '…', signerTitle: '…', exceptionDecisionNumber: null }
const consequence = z.array(
  z.object({
    code: z.string(),
    forPeople: z.boolean(),
    ids: z.array(z.string()),
    years: z.array(z.number()),
    numbers: z.record(z.string(), z.number()),
  }),
)

const correctors = ['rating:decide', 'rating:board', 'unit:decide', 'unit:appraise'] as const
/** A prepared correction that goes into the same decision, with the version that was seen. */
const together = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/)
  .transform((typed) => ({ correctionId: typed.slice(0, 36), version: Number(typed.slice(37)) }))

/** The correction of one decided level: to be prepared, prepared with what it would meet and do, or decided. */
export async function correctionLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, correctors)
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { db } = appResources()
  const reached = await reachCase(person, correctors, caseId)
  const scope = found(reached[0])
  const may = (...permissions: string[]) => reached.some(({ permission }) => permissions.includes(permission))
  const outcome = found(await readOutcome(db, scope, caseId))
  if (outcome.campaign.year !== year) throw data(null, { status: 404 })
  const words = wordsOf(args.request)
  const now = new Date()
  const today = todayInHanoi(now)
  const { rated } = outcome
  const { rows, others } = await db.asReader(scope, async (tx) => ({
    rows: await listCaseCorrections(tx, scope, caseId),
    others: (await listWaitingCorrections(tx, scope)).filter(
      (one) =>
        one.state === 'prepared' && one.caseId !== caseId && one.committeeId === rated.committeeId && one.year === year,
    ),
  }))
  const waiting = rows.find(({ state }) => state === 'prepared') ?? null
  const standing = outcome.versions.find(({ supersededAt }) => supersededAt === null) ?? null
  const say = (list: readonly Consequence[]) =>
    list.map((one) => ({ code: one.code, forPeople: one.forPeople, sentence: renderConsequence(words, one) }))
  const seen =
    waiting &&
    (await previewCorrection(db, scope, { correctionId: waiting.id, document: { ...preview, decidedOn: today }, now }))
  const mayDecide = may('rating:decide', 'unit:decide')
  return {
    ...{ year, caseId, name: rated.name, today, requestId: crypto.randomUUID(), mayDecide },
    levels: levelSchema.options,
    mayPrepare:
      may('rating:board', 'unit:appraise') && (rated.memberId === null || rated.memberId !== person.actor.memberId),
    // What waits beside it and may go into the same decision; who prepared one does not decide it.
    others: others
      .filter((one) => one.preparedBy !== person.actor.userId)
      .map(({ id, version, fullName, level, reason }) => ({
        ...{ key: `${id}:${version}`, name: fullName, grade: gradeOfOutcome(level), reason },
      })),
    standing: standing &&
      standing.outcome !== 'NOT_RATED' &&
      standing.committeeId === rated.committeeId && {
        ...{ grade: gradeOfOutcome(standing.outcome), number: standing.decisionNumber, day: standing.decidedOn },
      },
    waiting: waiting &&
      seen && {
        ...{ id: waiting.id, version: waiting.version, ground: waiting.ground, reason: waiting.reason },
        measure: waiting.measure,
        ...{ document: waiting.groundDocument, issuer: waiting.groundIssuer, groundDay: waiting.groundDay },
        ...{ legalBasis: waiting.legalBasis, by: waiting.preparedByName, at: waiting.preparedAt.toISOString() },
        ...{ from: gradeOfOutcome(seen.standing.version.outcome), to: gradeOfOutcome(waiting.level) },
        weighed: levelSchema.safeParse(seen.standing.weighed.outcome).success
          ? gradeOfOutcome(seen.standing.weighed.outcome)
          : null,
        consequences: say(seen.consequences),
        // What its own document will have to meet is judged when it is typed.
        findings: sayFindings(words, seen.findings).filter(({ code }) => code !== 'SD-01' && code !== 'SD-09'),
        isOwn: waiting.preparedBy === person.actor.userId,
      },
    decided: rows
      .filter(({ state }) => state === 'decided')
      .map((row) => ({
        ...{ id: row.id, version: row.version, ground: row.ground, reason: row.reason, document: row.groundDocument },
        number: outcome.versions.find(({ decisionId }) => decisionId === row.decisionId)?.decisionNumber ?? '',
        to: gradeOfOutcome(row.level),
        consequences: say((consequence.safeParse(row.consequences).data ?? []) as readonly Consequence[]),
        followed: row.followedUpAt && { by: row.followedUpByName ?? '', note: row.followUpNote ?? '' },
      })),
  }
}

/** Prepares, drops, decides a correction, or notes what was done about its findings. */
export async function correctionAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, correctors)
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { db } = appResources()
  const now = new Date()
  const chosen = (await args.request.clone().formData()).getAll('also')
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) return saidNothing()
  const reached = await reachCase(person, correctors, caseId)
  const by = (...permissions: string[]) => reached.find(({ permission }) => permissions.includes(permission))
  const [board, decide] = [by('rating:board', 'unit:appraise'), by('rating:decide', 'unit:decide')]
  const here = redirect(`/ratings/${year}/cases/${caseId}/correction`)
  if (intent === 'prepare') {
    const form = prepareCorrectionSchema.safeParse({ ...parsed, groundDay: parsed['groundDayOn'] ?? '' })
    if (!form.success) return saidFaulty(intent, form.error, typed)
    const prepared = await prepareCorrection(db, found(board), { ...form.data, ...frame.data, caseId, now })
    if (!prepared.ok) return saidRefused(intent, prepared.refusal.code, typed)
    throw here
  }
  const which = z.object({ correctionId: z.uuid() }).safeParse(typed)
  if (!which.success) return saidNothing()
  const of = { ...frame.data, ...which.data, now }
  if (intent === 'drop') {
    const dropped = await dropCorrection(db, found(board ?? decide), of)
    if (!dropped.ok) return saidRefused(intent, dropped.refusal.code, typed)
    throw here
  }
  if (intent === 'follow-up') {
    const noted = await followUpCorrection(db, found(decide), { ...of, note: parsed['note'] ?? '' })
    if (!noted.ok) return saidRefused(intent, noted.refusal.code, typed)
    throw here
  }
  if (intent !== 'decide') return saidNothing()
  const form = decideCorrectionSchema.safeParse(parsed)
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const also = z.array(together).safeParse(chosen)
  if (!also.success) return saidNothing()
  const decided = await decideCorrection(db, found(decide), { ...form.data, ...of, also: also.data })
  if (decided.ok) throw here
  const { refusal } = decided
  const rules = refusal.code === 'RULES_STAND' ? sayFindings(wordsOf(args.request), refusal.findings) : []
  return saidRefused(intent, refusal.code, typed, rules)
}
