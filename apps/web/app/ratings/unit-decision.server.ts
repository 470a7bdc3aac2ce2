import { todayInHanoi } from '@nq15/domain/calendar'
import { orgSectorLabelsEn, orgSectorLabelsVi } from '@nq15/domain/organizations'
import { type DecisionCheck, decideUnitsSchema, renderDecisionFinding } from '@nq15/domain/ratings'
import { decideUnits, previewUnitDecision } from '@nq15/use-cases/ratings/decide-units'
import { readUnitBoard, type UnitBoard } from '@nq15/use-cases/ratings/read-unit-board'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'
import type { Locale } from '../ui/preferences.ts'
import { aroundAction, readAround } from './after/around.server.ts'
import type { BlockingRule } from './board-rules.server.ts'
import { groupsOf } from './unit-board.server.ts'
import { unitScopes } from './unit-page.server.ts'
import { gradeOrNone, groupNameOf, shownUnit, wordsOf } from './unit-view.server.ts'

/** A committee's decisions on organizations and collectives: what is ready, what stands in the way, what was decided. */
export async function unitDecisionLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['unit:appraise', 'unit:decide'])
  const [year, deciderId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const board = found(await readUnitBoard(appResources().db, unitScopes(person), { year, deciderId }))
  const locale = localeOf(args.request)
  const words = wordsOf(locale)
  const today = todayInHanoi(new Date())
  const shown = { locale, today, calendar: board.calendar }
  // By the right that acts, where he has both: the committee answers the checks, its advisers give notice.
  const scope = findScope(person, board.mayDecide ? 'unit:decide' : 'unit:appraise')
  const of = { campaignId: board.campaign.id, committeeId: deciderId, year }
  const around = scope && (await readAround(args.request, scope, of))
  const subjects: Readonly<Record<string, string>> = words.subjects
  return {
    year,
    deciderId,
    name: board.name,
    isOpen: board.campaign.state === 'open',
    cutOffOn: board.campaign.cutOffOn,
    today,
    mayDecide: board.mayDecide,
    mayTell: board.mayAppraise,
    // A standing committee answers the checks; its advisers type the figures.
    mayEnter: board.mayAppraise || findScope(person, 'rating:board') !== null,
    around,
    exceptionPercent: board.ruleSet.options.quota.exceptionPercent,
    ready: board.rows
      .filter(({ row }) => row.state === 'appraised')
      .map(({ below: _, sides, ...unit }) => ({ ...shownUnit(unit, shown), sides })),
    waiting: board.rows.filter(({ row }) => row.state !== 'appraised' && row.state !== 'decided').length,
    groups: groupsOf(board, locale),
    decisions: board.decisions.map((decision) => ({
      ...{ id: decision.id, number: decision.decisionNumber, day: decision.decidedOn, hash: decision.contentHash },
      ...{ signer: `${decision.signerTitle} ${decision.signerName}`, exception: decision.exceptionDecisionNumber },
      ...{ by: decision.decidedByName, at: decision.decidedAt.toISOString() },
      units: board.decided
        .filter(({ decisionId }) => decisionId === decision.id)
        .map((unit) => ({
          ...{ caseId: unit.caseId, organizationId: unit.organizationId, points: unit.totalPoints },
          name: unit.subject === 'LEADER' ? `${unit.postTitle} · ${unit.personCode}` : unit.name,
          subject: subjects[unit.subject] ?? unit.subject,
          grade: gradeOrNone(unit.outcome),
          reason: unit.notRatedReason && (words.notRatedReasons[unit.notRatedReason as 'OTHER'] ?? unit.notRatedReason),
        })),
    })),
    requestId: crypto.randomUUID(),
  }
}

const frame = z.object({
  requestId: z.uuid(),
  intent: z.enum(['review', 'decide']),
  caseIds: z.array(z.uuid()).max(2_000),
})
const required = ['decisionNumber', 'decidedOn', 'signerName', 'signerTitle'] as const

/**
 * First "review": checks every rule over the chosen units and shows what would be decided; then "decide", which is refused
 * with all rules at once or decides them all. Only `unit:decide` at this very committee may.
 */
export async function unitDecisionAction(args: ActionFunctionArgs) {
  const { intent } = Object.fromEntries(await args.request.clone().formData())
  if (intent === 'acknowledge' || intent === 'notify') return aroundAction(args, intent, 'unit')
  return decideAction(args)
}

async function decideAction(args: ActionFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'unit:decide')
  const [year, deciderId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const board = found(await readUnitBoard(db, unitScopes(person), { year, deciderId }))
  if (!board.mayDecide) throw data(null, { status: 404 })
  const sent = await args.request.formData()
  const text = (name: string) => String(sent.get(name) ?? '')
  const typed = {
    decisionNumber: text('decisionNumber'),
    decidedOn: text('decidedOn'),
    signerName: text('signerName'),
    signerTitle: text('signerTitle'),
    exceptionDecisionNumber: text('exceptionDecisionNumber'),
  }
  const caseIds = sent.getAll('unit').map(String)
  const step = frame.safeParse({ requestId: text('requestId'), intent: text('intent'), caseIds })
  const day = typed.decidedOn.trim() === '' ? '' : (parseDay(typed.decidedOn) ?? 'malformed')
  const form = decideUnitsSchema.safeParse({ ...typed, decidedOn: day })
  const missing = required.filter((field) => typed[field].trim() === '')
  const faults: Partial<Record<keyof typeof typed, 'missing' | 'malformed'>> = {
    ...Object.fromEntries((form.error?.issues ?? []).map(({ path }) => [String(path[0]), 'malformed'])),
    ...Object.fromEntries(missing.map((field) => [field, 'missing'])),
  }
  const none = { typed, caseIds, faults, blocking: [] as BlockingRule[], refusal: null as string | null, ready: false }
  if (!step.success || !form.success || missing.length > 0) return data(none, { status: 422 })
  if (caseIds.length === 0) return data({ ...none, refusal: 'NOTHING_CHOSEN' }, { status: 422 })

  const locale = localeOf(args.request)
  const of = { campaignId: board.campaign.id, deciderId, caseIds }
  const shown = { ...typed, decidedOn: formatDay(form.data.decidedOn) }
  if (step.data.intent === 'review') {
    if (form.data.decidedOn > todayInHanoi(new Date())) {
      return data({ ...none, refusal: 'DECIDED_IN_FUTURE' }, { status: 422 })
    }
    const check = found(await previewUnitDecision(db, scope, { ...of, document: form.data }))
    const blocking = sayUnitBlocking(check.blocking, { board, locale })
    return data({ ...none, typed: shown, blocking, ready: check.ok }, { status: check.ok ? 200 : 409 })
  }
  const decided = await decideUnits(db, scope, { ...form.data, ...of, requestId: step.data.requestId, now: new Date() })
  if (decided.ok) throw redirect(`/ratings/${year}/units/${deciderId}/decision?decided=1`)
  const { refusal } = decided
  if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const blocking = refusal.code === 'RULES_STAND' ? sayUnitBlocking(refusal.blocking, { board, locale }) : []
  return data({ ...none, blocking, refusal: refusal.code === 'RULES_STAND' ? null : refusal.code }, { status: 409 })
}

/** The blocking rules as the page lists them: grouped by code, with the units they concern; leaders by post and code. */
function sayUnitBlocking(
  blocking: DecisionCheck['blocking'],
  { board, locale }: { board: UnitBoard; locale: Locale },
): BlockingRule[] {
  const words = wordsOf(locale)
  const sectors = locale === 'en' ? orgSectorLabelsEn : orgSectorLabelsVi
  const named = new Map(
    board.rows.map(({ row }) => [
      row.id,
      {
        caseId: row.id,
        organizationId: row.organizationId,
        name:
          row.subject === 'LEADER'
            ? `${row.postTitle} · ${row.personCode}`
            : `${row.name} (${words.subjects[row.subject as 'CHI_BO']})`,
      },
    ]),
  )
  return [...new Set(blocking.map(({ code }) => code))].sort().map((code) => {
    const found = blocking.filter((one) => one.code === code)
    const ids = [
      ...new Set(found.flatMap(({ about }) => (about.kind === 'case' || about.kind === 'file' ? about.ids : []))),
    ]
    const group = (about: (typeof found)[number]['about']) =>
      about.kind === 'group' ? groupNameOf(about.ids[0] ?? '', words, sectors) : undefined
    const [first] = found
    if (!first) throw new Error('a code without a finding')
    return {
      code,
      sentences: [...new Set(found.map((one) => renderDecisionFinding(words, one, group(one.about))))].slice(0, 6),
      count: ids.length > 0 ? ids.length : first.about.ids.length,
      people: ids.slice(0, 8).flatMap((id) => named.get(id) ?? []),
      basis: first.basis,
    }
  })
}
