import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listCommitteeAppeals } from '@nq15/db/ratings/appeal.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { listWaitingCorrections } from '@nq15/db/ratings/correction.read'
import { countNotices } from '@nq15/db/ratings/notice.read'
import { listTypedFacts } from '@nq15/db/ratings/typed-fact.read'
import { listAmendments } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  acknowledgeCheckSchema,
  notifyDecisionSchema,
  renderCheck,
  renderCheckSource,
  typeUnitFactSchema,
  unitFactNames,
  unitFacts,
} from '@nq15/domain/ratings'
import { acknowledgeCheck } from '@nq15/use-cases/ratings/acknowledge-check'
import { notifyDecision } from '@nq15/use-cases/ratings/notify-decision'
import { readSubstance } from '@nq15/use-cases/ratings/read-substance'
import { typeUnitFact } from '@nq15/use-cases/ratings/type-unit-fact'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { findScope, requireAnyPermission } from '../../server/session.server.ts'
import { deadlineOf } from '../board-deadline.ts'
import { saidDone, saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed, gradeOfOutcome, wordsOf } from './words.server.ts'

type Of = { readonly campaignId: string; readonly committeeId: string; readonly year: number }

/** The checks before a committee's decision, and after it its notices and the decisions about single people. */
export async function readAround(request: Request, scope: Scope, { year, ...of }: Of) {
  const { db } = appResources()
  const words = wordsOf(request)
  const substance = await readSubstance(db, scope, of)
  const after = await db.asReader(scope, async (tx) => ({
    notices: await countNotices(tx, scope, { committeeId: of.committeeId, year }),
    amendments: await listAmendments(tx, scope, of),
  }))
  return {
    notices: after.notices,
    amendments: after.amendments.map(({ id, kind, caseId, fullName, decisionNumber, decidedOn, ...levels }) => ({
      ...{ id, caseId, name: fullName, number: decisionNumber, day: decidedOn },
      kind: kind === 'reconsideration' ? ('reconsideration' as const) : ('correction' as const),
      from: gradeOfOutcome(levels.fromOutcome),
      to: gradeOfOutcome(levels.toOutcome),
    })),
    substance: substance && {
      checks: substance.checks.map(({ check, caseId, name, cellName, answer }) => ({
        ...{ code: check.code, aboutId: check.about.id, seen: check.seen, caseId, name, cellName },
        title: words.after.checkNames[check.code],
        sentence: renderCheck(words, check),
        source: renderCheckSource(words, check),
        basis: check.basis,
        answer: answer && { reason: answer.reason, by: answer.byName },
      })),
      missing: substance.missing.map(({ organizationId, name, facts }) => ({
        ...{ organizationId, name },
        facts: facts.map((fact) => words.after.unitFacts[fact]).join(', '),
      })),
    },
  }
}

/** The acts around a decision that its page carries: an answer to a check, notice to everybody. */
export async function aroundAction(args: ActionFunctionArgs, intent: string) {
  const { person } = await requireAnyPermission(args, ['rating:decide', 'rating:board'])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { typed, parsed } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) return saidNothing()
  const decide = findScope(person, 'rating:decide')
  const scope = found(decide ?? findScope(person, 'rating:board'))
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const of = { campaignId: campaign.id, committeeId, requestId: frame.data.requestId, now: new Date() }
  if (intent === 'acknowledge') {
    const form = acknowledgeCheckSchema.safeParse(parsed)
    if (!form.success) return saidFaulty(`acknowledge ${typed['code']} ${typed['aboutId']}`, form.error, typed)
    const answered = await acknowledgeCheck(db, found(decide), { ...form.data, ...of })
    if (answered.ok) return saidDone('acknowledge')
    return saidRefused(`acknowledge ${typed['code']} ${typed['aboutId']}`, answered.refusal.code, typed)
  }
  const form = notifyDecisionSchema.safeParse(parsed)
  if (!form.success) return saidFaulty('notify', form.error, typed)
  const told = await notifyDecision(db, scope, { ...form.data, ...of })
  return told.ok ? saidDone('notify') : saidRefused('notify', told.refusal.code, typed)
}

/** The complaints about a committee's year, open ones first. */
export async function appealsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, ['rating:decide', 'rating:board'])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  return appResources().db.asReader(scope, async (tx) => {
    found((await isWithin(tx, scope, committeeId)) || null)
    const campaign = found(await findCampaignOfYear(tx, scope, year))
    const rows = await listCommitteeAppeals(tx, scope, { committeeId, year: campaign.year })
    const [names, calendar] = [await nameOrganizations(tx, scope, [committeeId]), await readCalendar(tx, scope)]
    const on = { today: todayInHanoi(new Date()), calendar }
    const waiting = (await listWaitingCorrections(tx, scope)).filter((one) => one.committeeId === committeeId)
    return {
      waiting: waiting.map(({ id, caseId, fullName, year: of, state, level }) => ({
        ...{ id, caseId, name: fullName, year: of, isPrepared: state === 'prepared', grade: gradeOfOutcome(level) },
      })),
      ...{ year, committeeId, committee: names.get(committeeId) ?? '' },
      appeals: rows.map(({ id, caseId, fullName, cellName, outcome, filedOn, isLate, state, dueOn }) => ({
        ...{ id, caseId, name: fullName, cellName, grade: gradeOfOutcome(outcome), filedOn, isLate, state, dueOn },
        deadline: dueOn !== null && state === 'filed' ? deadlineOf(dueOn, on) : null,
      })),
    }
  })
}

const factKeepers = ['rating:board', 'campaign:setup'] as const

/** The typed figures of a committee's cells: what is there, with its source, and what is missing. */
export async function factsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, factKeepers)
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { after } = wordsOf(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    found((await isWithin(tx, scope, committeeId)) || null)
    const campaign = found(await findCampaignOfYear(tx, scope, year))
    const files = await listCommitteeFiles(tx, scope, { campaignId: campaign.id, committeeId })
    const organizationIds = files.map(({ organizationId }) => organizationId)
    const typed = await listTypedFacts(tx, scope, { campaignId: campaign.id, organizationIds })
    const names = await nameOrganizations(tx, scope, [committeeId])
    return {
      ...{ year, committeeId, committee: names.get(committeeId) ?? '', isOpen: campaign.state === 'open' },
      requestId: crypto.randomUUID(),
      cells: files.map(({ organizationId, name }) => ({
        ...{ organizationId, name },
        facts: unitFactNames.map((fact) => {
          const row = typed.find((one) => one.organizationId === organizationId && one.name === fact)
          return {
            ...{ fact, label: after.unitFacts[fact], room: unitFacts[fact].room, version: row?.version ?? 0 },
            ...{ value: row?.fact?.value ?? null, source: row?.fact?.source ?? '', asOf: row?.fact?.asOf ?? null },
            by: row?.fact ? row.enteredByName : null,
          }
        }),
      })),
    }
  })
}

/** Types one figure, or takes it back. */
export async function factsAction(args: ActionFunctionArgs) {
  const { scope } = await requireAnyPermission(args, factKeepers)
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.extend({ organizationId: z.uuid() }).safeParse(typed)
  if (!frame.success) return saidNothing()
  const asOf = parsed['asOfOn'] ?? ''
  const form = typeUnitFactSchema.safeParse({ ...parsed, asOf })
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const command = { ...form.data, ...frame.data, campaignId: campaign.id, now: new Date() }
  const saved = await typeUnitFact(db, scope, command)
  if (!saved.ok) return saidRefused(intent, saved.refusal.code, typed)
  throw redirect(`/ratings/${year}/committees/${committeeId}/facts?cell=${frame.data.organizationId}`)
}
