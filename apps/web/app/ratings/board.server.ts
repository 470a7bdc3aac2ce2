import { createHash } from 'node:crypto'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi, type WorkingCalendar } from '@nq15/domain/calendar'
import { levelSchema, messagesEn, messagesVi } from '@nq15/domain/ratings'
import { readingToTell } from '@nq15/use-cases/ratings/campaign-rules'
import { previewDecision } from '@nq15/use-cases/ratings/decide-committee'
import { type MoveCellFileRefusal, moveCellFile } from '@nq15/use-cases/ratings/move-cell-file'
import { type Board, type BoardRow, readBoard } from '@nq15/use-cases/ratings/read-board'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import type { Locale } from '../ui/preferences.ts'
import { deadlineOf, howCounted } from './board-deadline.ts'
import { boardGroups } from './board-quota.ts'
import { sayBlocking } from './board-rules.server.ts'
import { keptCheck } from './kept-checks.server.ts'

/** What is asked of the decision's paper is asked on its own page, so the board leaves it out. */
const noDocument = { decisionNumber: '', decidedOn: '', signerName: '', exceptionDecisionNumber: null }

/** The board of a committee's cells: files by what needs the office, quota by group, and what stands in a decision's way. */
export async function boardLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'rating:board')
  const { request, params } = args
  const [year, committeeId] = [yearFrom(params['year']), idFrom(params['orgId'])]
  const board = found(await readBoard(appResources().db, scope, { year, committeeId }))
  const { campaign, heads, calendar } = board
  const of = { campaignId: campaign.id, committeeId }
  const locale = localeOf(request)
  const today = todayInHanoi(new Date())
  const { search } = new URL(request.url)

  return {
    year,
    committeeId,
    committee: board.committeeName,
    isOpen: campaign.state === 'open' && readAsOf(new URLSearchParams(search), today).isToday,
    at: new Date().toISOString(),
    cutOffOn: campaign.cutOffOn,
    newerReading: readingToTell(campaign)?.[locale] ?? null,
    due: {
      day: campaign.cellDueOn,
      deadline: deadlineOf(campaign.cellDueOn, { today, calendar }),
      how: howCounted(campaign.cellTermOn ?? campaign.cellDueOn),
    },
    committeeDue: deadlineOf(campaign.committeeDueOn, { today, calendar }),
    states: board.states,
    rows: board.rows.map((row) => shownRow(row, heads, { today, calendar })),
    quota: shownQuota(board, locale),
    // Every person's facts are judged for it, so the table is not kept waiting: it follows on the same answer.
    blocking: board.decision
      ? Promise.resolve({ rules: [], at: new Date().toISOString() })
      : args.context.shown.then(() =>
          keptCheck([scope.actor.userId, scope.permission, campaign.id, committeeId, locale, ...standOf(board)], () =>
            blockingRules(scope, { ...of, locale }),
          ),
        ),
    decision: board.decision && {
      number: board.decision.decisionNumber,
      day: board.decision.decidedOn,
      signer: board.decision.signerName,
    },
    mayDecide: findScope(person, 'rating:decide') !== null,
    reasons: board.reasons,
    requestId: crypto.randomUUID(),
  }
}

/** What changes with every step on the board, every level proposed below it, every answer to a check and every count record. */
const standOf = ({ rows, besides }: Board): string[] => [
  besides,
  ...rows.map(
    ({ file: { id, version, membersRated }, outcomes }) =>
      `${id} ${version} ${membersRated} ${JSON.stringify(outcomes)}`,
  ),
]

/** Every rule that would refuse the decision as things stand, in words. */
async function blockingRules(
  scope: Scope,
  { locale, ...of }: { campaignId: string; committeeId: string; locale: Locale },
) {
  const { db } = appResources()
  const check = await previewDecision(db, scope, { ...of, document: noDocument })
  const blocking = (check?.blocking ?? []).filter(({ code }) => code !== 'QD-05')
  return sayBlocking(db, scope, blocking, { ...of, locale })
}

// Asked once: the list is made anew each time it is asked for.
const everyLevel = levelSchema.options

function shownRow(
  { file, lastStep, outcomes }: BoardRow,
  heads: ReadonlyMap<string, string>,
  on: { readonly today: string; readonly calendar: WorkingCalendar },
) {
  const { organizationId, name, state, version, dueOn, returnReason, membersRated, membersTotal } = file
  const open = ['not-started', 'in-work', 'returned'].includes(state)
  const levels = everyLevel.map((level) => outcomes[level] ?? 0)
  return {
    ...{ organizationId, name, state, version, returnReason, membersRated, membersTotal },
    secretary: heads.get(organizationId) ?? null,
    deadline: open ? deadlineOf(dueOn, on) : null,
    step: lastStep && { by: lastStep.byName, at: lastStep.at.toISOString() },
    levels: levels.some((count) => count > 0) ? levels : null,
    unsettled: (outcomes['MANUAL'] ?? 0) + (outcomes['INVALID'] ?? 0),
  }
}
export type ShownBoardRow = ReturnType<typeof shownRow>

function shownQuota({ quota, ruleSet, rows, decision }: Board, locale: 'vi' | 'en') {
  const { denominator, rounding, percent, exceptionPercent } = ruleSet.options.quota
  const words = locale === 'en' ? messagesEn : messagesVi
  const subjects: Readonly<Record<string, string>> = words.subjects
  const applied = quota.exceptionApplied ? exceptionPercent : percent
  const cells = rows.map(({ file, excellent, good }) => ({
    organizationId: file.organizationId,
    name: file.name,
    excellent,
    good,
  }))
  return {
    ...{ denominator, rounding, percent: applied, exceptionPercent },
    exceptionNumber: decision?.exceptionDecisionNumber ?? null,
    source: quota.exceptionApplied ? ruleSet.quota.exceptionSource : ruleSet.quota.source,
    rules: ruleSet.title[locale],
    groups: boardGroups(quota, cells, { denominator, percent: applied }).map((group) => ({
      ...group,
      subject: subjects[group.key] ?? group.key,
    })),
  }
}

const moves = ['take-up', 'return', 'accept'] as const
const boardForm = z.object({
  requestId: z.uuid(),
  intent: z.enum(moves),
  reason: z.string().max(2_000).default(''),
  /** Each "id:version" of a file as it was seen. */
  files: z
    .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/u))
    .min(1)
    .max(500),
})

/** Takes one step with each chosen file; every file stands for itself, and what was refused is named with its reason. */
export async function boardAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:board')
  const { request, params } = args
  const year = yearFrom(params['year'])
  idFrom(params['orgId'])
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const typed = await request.formData()
  const form = boardForm.safeParse({ ...Object.fromEntries(typed), files: typed.getAll('file') })
  const answer = (moved: number, refused: Refused[], intent: (typeof moves)[number] | null, reason: string) => ({
    ...{ moved, refused, intent, reason },
  })
  if (!form.success) {
    const nothing = typed.getAll('file').length === 0 ? 'NOTHING_CHOSEN' : 'MALFORMED'
    return data(answer(0, [{ organizationId: null, code: nothing }], null, ''), { status: 422 })
  }
  const { requestId, intent, reason, files } = form.data
  if (intent === 'return' && reason.trim() === '') {
    return data(answer(0, [{ organizationId: null, code: 'REASON_NEEDED' }], intent, ''), { status: 422 })
  }
  const refused: Refused[] = []
  for (const file of files) {
    const [organizationId = '', version = '0'] = file.split(':')
    const moved = await moveCellFile(db, scope, {
      ...{ organizationId, reason, now: new Date() },
      requestId: uuidOf(`${requestId} ${organizationId} ${intent}`),
      campaignId: campaign.id,
      version: Number(version),
      move: intent,
    })
    if (!moved.ok) refused.push({ organizationId, code: moved.refusal.code })
  }
  if (refused.some(({ code }) => code === 'NOT_FOUND')) throw data(null, { status: 404 })
  const done = files.length - refused.length
  return data(answer(done, refused, intent, refused.length > 0 ? reason : ''), { status: done > 0 ? 200 : 409 })
}

type Refused = {
  readonly organizationId: string | null
  readonly code: MoveCellFileRefusal['code'] | 'NOTHING_CHOSEN' | 'MALFORMED'
}

/** One request acts on several files: each gets an id of its own that a repeated request finds again. */
function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
