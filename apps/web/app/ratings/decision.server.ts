import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listDecided } from '@nq15/db/ratings/decision.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  computeQuota,
  type DecidedOutcome,
  decideCommitteeSchema,
  levelSchema,
  messagesEn,
  messagesVi,
} from '@nq15/domain/ratings'
import { compareNames } from '@nq15/domain/shared'
import { type DecideCommitteeRefusal, decideCommittee, previewDecision } from '@nq15/use-cases/ratings/decide-committee'
import { type Board, readBoard } from '@nq15/use-cases/ratings/read-board'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { attachmentsOf } from '../files/attachments.server.ts'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'
import { aroundAction, readAround } from './after/around.server.ts'
import { sayBlocking } from './board-rules.server.ts'

/** A committee's decision: its numbers before it is made; the decision with its list once it stands. */
export async function decisionLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['rating:board', 'rating:decide'])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const of = { campaignId: campaign.id, committeeId }
  const board = found(await readBoard(db, scope, of))
  const { decision } = board
  const { names, list } = await db.asReader(scope, async (tx) => ({
    names: await nameOrganizations(tx, scope, [committeeId]),
    list: decision ? await listDecided(tx, scope, decision) : [],
  }))
  const locale = localeOf(args.request)
  const reasons: Readonly<Record<string, string>> = (locale === 'en' ? messagesEn : messagesVi).notRatedReasons
  const files =
    decision && (await attachmentsOf(args.request, person, { recordTable: 'rating_decision', recordId: decision.id }))
  const mayDecide = findScope(person, 'rating:decide') !== null
  const around = await readAround(args.request, scope, { ...of, year })
  return {
    files,
    around,
    year,
    committeeId,
    committee: names.get(committeeId) ?? '',
    cutOffOn: campaign.cutOffOn,
    isOpen: campaign.state === 'open',
    today: todayInHanoi(new Date()),
    mayDecide,
    summary: decision === null ? summaryOf(board) : summaryOfList(board, list),
    exceptionPercent: board.ruleSet.options.quota.exceptionPercent,
    decision: decision && {
      ...{ number: decision.decisionNumber, day: decision.decidedOn, signerName: decision.signerName },
      ...{ signerTitle: decision.signerTitle, exceptionNumber: decision.exceptionDecisionNumber },
      ...{ hash: decision.contentHash, by: decision.decidedByName, at: decision.decidedAt.toISOString() },
    },
    cells: byCell(
      list.map((row) => ({ ...row, notRatedReason: reasons[row.notRatedReason ?? ''] ?? row.notRatedReason })),
    ),
    requestId: crypto.randomUUID(),
  }
}

/** What would be decided, by kind of person and level; the sums reconcile with the number of people. */
function summaryOf({ rows, quota, states }: Board) {
  const all = rows.map(({ outcomes }) => outcomes)
  const sum = (outcome: string) => all.reduce((total, outcomes) => total + (outcomes[outcome] ?? 0), 0)
  return {
    cells: rows.length,
    people: rows.reduce((total, { file }) => total + file.membersTotal, 0),
    rated: rows.reduce((total, { file }) => total + file.membersRated, 0),
    levels: levelSchema.options.map((level) => ({ level, count: sum(level) })),
    notRated: sum('NOT_RATED'),
    unsettled: sum('MANUAL') + sum('INVALID'),
    appraised: states.appraised,
    groups: quota.perGroup.map(({ key, xs, limit, excess }) => ({ key, xs, limit, excess })),
  }
}

/** The same as it was decided: what stood on the list when it was signed. */
function summaryOfList(board: Board, list: readonly ListRow[]): ReturnType<typeof summaryOf> {
  const sum = (outcome: string) => list.filter((row) => row.outcome === outcome).length
  const { groups } = board.ruleSet.quota
  const counted = groups.map((key) => {
    const of = (level: string) => list.filter((row) => row.subject === key && row.outcome === level).length
    return { key, counts: { XS: of('XS'), T: of('T'), HT: of('HT'), KHT: of('KHT') } }
  })
  const exception = { granted: true, decisionNo: board.decision?.exceptionDecisionNumber ?? null }
  const { perGroup } = computeQuota({ ...board.ruleSet.options.quota, exception }, counted)
  return {
    ...{ cells: board.rows.length, people: list.length, rated: list.length - sum('NOT_RATED') },
    levels: levelSchema.options.map((level) => ({ level, count: sum(level) })),
    ...{ notRated: sum('NOT_RATED'), unsettled: 0, appraised: board.states.appraised },
    groups: perGroup.map(({ key, xs, limit, excess }) => ({ key, xs, limit, excess })),
  }
}

type ListRow = {
  readonly organizationId: string
  readonly cellName: string
  readonly caseId: string
  readonly subject: string
  readonly fullName: string
  readonly cardNumber: string | null
  readonly outcome: DecidedOutcome
  readonly notRatedReason: string | null
  readonly totalPoints: string | null
}

function byCell(list: readonly ListRow[]) {
  const cells = new Map<string, { organizationId: string; name: string; people: ListRow[] }>()
  for (const row of list) {
    const cell = cells.get(row.organizationId) ?? { organizationId: row.organizationId, name: row.cellName, people: [] }
    cell.people.push(row)
    cells.set(row.organizationId, cell)
  }
  return [...cells.values()].sort((left, right) => compareNames(left.name, right.name))
}

const frame = z.object({ requestId: z.uuid(), intent: z.enum(['review', 'decide']) })
const required = ['decisionNumber', 'decidedOn', 'signerName', 'signerTitle'] as const

/**
 * First "review": checks every rule and shows what would be decided; then "decide", which is refused with all rules at once
 * or decides everything. Only `rating:decide` may.
 */
export async function decisionAction(args: ActionFunctionArgs) {
  const { intent } = Object.fromEntries(await args.request.clone().formData())
  if (intent === 'acknowledge' || intent === 'notify') return aroundAction(args, intent, 'person')
  const { scope } = await requirePermission(args, 'rating:decide')
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const of = { campaignId: campaign.id, committeeId }

  const sent = Object.fromEntries(await args.request.formData())
  const typed = {
    decisionNumber: textOf(sent['decisionNumber']),
    decidedOn: textOf(sent['decidedOn']),
    signerName: textOf(sent['signerName']),
    signerTitle: textOf(sent['signerTitle']),
    exceptionDecisionNumber: textOf(sent['exceptionDecisionNumber']),
  }
  const step = frame.safeParse(sent)
  const day = typed.decidedOn.trim() === '' ? '' : (parseDay(typed.decidedOn) ?? 'malformed')
  const form = decideCommitteeSchema.safeParse({ ...typed, decidedOn: day })
  const missing = required.filter((field) => typed[field].trim() === '')
  const faults: Partial<Record<keyof typeof typed, 'missing' | 'malformed'>> = {
    ...Object.fromEntries((form.error?.issues ?? []).map(({ path }) => [String(path[0]), 'malformed'])),
    ...Object.fromEntries(missing.map((field) => [field, 'missing'])),
  }
  const none = { typed, faults, blocking: [], refusal: null, ready: false }
  if (!step.success || !form.success || missing.length > 0) return data(none, { status: 422 })

  const locale = localeOf(args.request)
  const document = form.data
  if (step.data.intent === 'review') {
    const check = found(await previewDecision(db, scope, { ...of, document }))
    if (document.decidedOn > todayInHanoi(new Date())) {
      return data({ ...none, refusal: 'DECIDED_IN_FUTURE' as const }, { status: 422 })
    }
    const blocking = await sayBlocking(db, scope, check.blocking, { ...of, locale })
    const shown = { ...typed, decidedOn: formatDay(document.decidedOn) }
    return data({ ...none, typed: shown, blocking, ready: check.ok }, { status: check.ok ? 200 : 409 })
  }
  const decided = await decideCommittee(db, scope, {
    ...document,
    ...of,
    requestId: step.data.requestId,
    now: new Date(),
  })
  if (decided.ok) throw redirect(`/ratings/${year}/committees/${committeeId}/decision?decided=1`)
  const { refusal } = decided
  if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const blocking =
    refusal.code === 'RULES_STAND' ? await sayBlocking(db, scope, refusal.blocking, { ...of, locale }) : []
  return data({ ...none, blocking, refusal: shownCode(refusal) }, { status: 409 })
}

const shownCode = ({ code }: DecideCommitteeRefusal) => (code === 'RULES_STAND' || code === 'NOT_FOUND' ? null : code)
const textOf = (value: FormDataEntryValue | undefined) => (typeof value === 'string' ? value : '')
