import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { allows } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  campaignRulesOfYear,
  generalWeights,
  methodOf,
  type OptionReading,
  optionReadings,
  ratingRuleSets,
  templateSheets,
} from '@nq15/domain/ratings'
import { requestRun } from '@nq15/use-cases/events/start-run'
import {
  createOverlayDraft,
  type DraftOverlayRefusal,
  dropOverlayDraft,
  saveOverlayDraft,
} from '@nq15/use-cases/ratings/draft-overlay'
import { publishOverlay } from '@nq15/use-cases/ratings/publish-overlay'
import { readOverlay, readOverlays } from '@nq15/use-cases/ratings/read-overlay'
import { simulateYearJob } from '@nq15/use-cases/ratings/simulate-year'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** Who reads rules; drafts are for those who arrange the year. */
const readers = ['campaign:setup', 'rating:board', 'rating:work', 'rating:decide', 'rating:overview'] as const

/** Every generation of the rules and what committees chose over them. */
export async function ownRulesLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, readers)
  const locale = localeOf(args.request)
  const overlays = await readOverlays(appResources().db, scope)
  return {
    mayDraft: scope.permission === 'campaign:setup',
    ruleSets: ratingRuleSets.map(({ code, title, ratingYears, confidence, legalBasis, method, knownFacts = [] }) => ({
      code,
      title: title[locale],
      from: ratingYears.from,
      to: ratingYears.to,
      confidence,
      method: methodOf({ method }),
      basis: legalBasis.map(({ number }) => number).join(', '),
      knownFacts: knownFacts.map((fact) => ({ text: fact[locale], source: fact.source })),
    })),
    overlays: overlays.map(
      ({ id, title, year, state, organizationName, decisionNumber, supersededAt, draftedByName }) => ({
        ...{ id, title, year, state, organizationName, decisionNumber, draftedByName },
        superseded: supersededAt !== null,
      }),
    ),
  }
}

/** What a new draft starts from. */
export async function newRulesLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'campaign:setup')
  const ids = [
    ...new Set(
      person.actor.grants.flatMap(({ role, organizationId }) =>
        organizationId && allows(role, 'campaign:setup') ? [organizationId] : [],
      ),
    ),
  ]
  const names = await appResources().db.asReader(scope, (tx) => nameOrganizations(tx, scope, ids))
  return {
    requestId: crypto.randomUUID(),
    year: Number(todayInHanoi(new Date()).slice(0, 4)) + 1,
    organizations: ids.map((id) => ({ id, name: names.get(id) ?? id })),
    templates: generalWeights.map(({ code }) => code),
  }
}

const newForm = z.object({
  requestId: z.uuid(),
  organizationId: z.uuid(),
  year: z.coerce.number().int().min(2014).max(2100),
  title: z.string().trim().min(1).max(300),
  template: z.string().max(20),
})

/** Begins a draft, empty, from a template of sheets or from a file; a bad form comes back with what is wrong. */
export async function newRulesAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const form = await args.request.formData()
  const typed = newForm.safeParse(Object.fromEntries(form))
  if (!typed.success) return data(refused('FORM_INCOMPLETE'), { status: 422 })
  const file = form.get('file')
  const choices =
    file instanceof File && file.size > 0
      ? await choicesOf(file)
      : { options: {}, ...templateOf(typed.data.template, typed.data.year) }
  if (choices === null) return data(refused('FILE_NOT_READABLE'), { status: 422 })
  const now = new Date()
  const created = await createOverlayDraft(appResources().db, scope, { ...typed.data, choices, now })
  if (!created.ok) return answerRefusal(created.refusal)
  throw redirect(`/ratings/rules/${created.value.id}`)
}

function templateOf(template: string, year: number) {
  const weights = generalWeights.find(({ code }) => code === template)
  const rules = campaignRulesOfYear(ratingRuleSets, year)
  return weights && rules.ok ? { scoreSheets: templateSheets(weights.code, rules.value) } : {}
}

const mostBytes = 500_000
async function choicesOf(file: File): Promise<unknown> {
  if (file.size > mostBytes) return null
  try {
    const read: unknown = JSON.parse(await file.text())
    const { options, scoreSheets, calendar, ballotRounds } = z.looseObject({}).parse(read)
    return Object.fromEntries(
      Object.entries({ options: options ?? {}, scoreSheets, calendar, ballotRounds }).filter(
        ([, value]) => value !== undefined,
      ),
    )
  } catch {
    return null
  }
}

/** One overlay: what it changes against what it replaces, the editor while it is a draft, and how it was tried. */
export async function overlayLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, readers)
  const today = todayInHanoi(new Date())
  const view = await readOverlay(appResources().db, scope, { overlayId: idFrom(args.params['overlayId']), today })
  if (!view.ok) throw data(null, { status: 404 })
  const { overlay, choices, before, after, changes, simulations, ...rest } = view.value
  const { options, scoreSheets = [], calendar = [], ballotRounds = null } = choices
  return {
    ...rest,
    requestId: crypto.randomUUID(),
    overlay: {
      id: overlay.id,
      title: overlay.title,
      year: overlay.year,
      state: overlay.state,
      version: overlay.version,
      draftedByName: overlay.draftedByName,
      publishedByName: overlay.publishedByName,
      publishedAt: overlay.publishedAt?.toISOString() ?? null,
      decisionNumber: overlay.decisionNumber,
      decidedOn: overlay.decidedOn,
      superseded: overlay.supersededAt !== null,
      contentHash: overlay.contentHash,
    },
    choices: { options, scoreSheets, calendar, ballotRounds },
    standingOptions: before.options,
    calendarRows: before.calendar.rows,
    maxima: { general: before.scoreModel.groups[0]?.max ?? '0', results: before.scoreModel.groups[1]?.max ?? '0' },
    readings: optionReadings(after) satisfies readonly OptionReading[],
    changes,
    simulations: simulations.map(({ campaign, simulatedAt, ...one }) => ({
      ...one,
      year: campaign.year,
      simulatedAt: simulatedAt.toISOString(),
    })),
  }
}

/** The choices of an overlay as a file that can be corrected and read in again. */
export async function overlayFileLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, readers)
  const today = todayInHanoi(new Date())
  const view = await readOverlay(appResources().db, scope, { overlayId: idFrom(args.params['overlayId']), today })
  if (!view.ok) throw data(null, { status: 404 })
  const { options, scoreSheets, calendar, ballotRounds } = view.value.choices
  const name = `quy-tac-rieng-${view.value.overlay.year}.json`
  return new Response(JSON.stringify({ options, scoreSheets, calendar, ballotRounds }, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

const act = z.object({
  intent: z.enum(['save', 'publish', 'drop', 'simulate']),
  requestId: z.uuid(),
  version: z.coerce.number().int().min(1),
})
const saveForm = z.object({ title: z.string().trim().min(1).max(300), choices: z.string().max(mostBytes) })
const publishForm = z.object({ decisionNumber: z.string().trim().min(1).max(60), decidedOn: z.string() })
const simulateForm = z.object({ campaignId: z.uuid(), organizationId: z.uuid() })

/** Saves, publishes, puts away or tries an overlay; what is refused comes back with everything that was typed. */
export async function overlayAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const { db } = appResources()
  const overlayId = idFrom(args.params['overlayId'])
  const typed = Object.fromEntries(await args.request.formData())
  const asked = act.safeParse(typed)
  if (!asked.success) return data(refused('FORM_INCOMPLETE'), { status: 422 })
  const { intent, requestId, version } = asked.data
  const now = new Date()
  const common = { requestId, overlayId, version }
  if (intent === 'save') {
    const form = saveForm.safeParse(typed)
    const choices = form.success ? jsonOf(form.data.choices) : null
    if (!form.success || choices === null) return data(refused('FORM_INCOMPLETE'), { status: 422 })
    const saved = await saveOverlayDraft(db, scope, { ...common, title: form.data.title, choices, now })
    return saved.ok ? data({ ...refused(null), done: 'saved' as const }) : answerRefusal(saved.refusal)
  }
  if (intent === 'publish') {
    const form = publishForm.safeParse(typed)
    const decidedOn = form.success ? parseDay(form.data.decidedOn) : null
    if (!form.success || !decidedOn) return data(refused('DECISION_INCOMPLETE'), { status: 422 })
    const { decisionNumber } = form.data
    const decided = { decisionNumber, decidedOn, today: todayInHanoi(now), now }
    const published = await publishOverlay(db, scope, { ...common, ...decided })
    if (published.ok) return data({ ...refused(null), done: 'published' as const })
    if (published.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    return data(refused(published.refusal.code), { status: 409 })
  }
  if (intent === 'drop') {
    const dropped = await dropOverlayDraft(db, scope, common)
    if (!dropped.ok) return answerRefusal(dropped.refusal)
    throw redirect('/ratings/rules')
  }
  const form = simulateForm.safeParse(typed)
  if (!form.success) return data(refused('FORM_INCOMPLETE'), { status: 422 })
  const input = { overlayId, ...form.data }
  await requestRun(db, scope, { requestId, job: simulateYearJob, input, organizationId: form.data.organizationId })
  throw redirect('/jobs')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type RuleRefusal =
  | DraftOverlayRefusal['code']
  | 'SAME_PERSON'
  | 'CAMPAIGN_EXISTS'
  | 'DECIDED_IN_FUTURE'
  | 'FORM_INCOMPLETE'
  | 'FILE_NOT_READABLE'
  | 'DECISION_INCOMPLETE'

type RuleAnswer = {
  readonly refusal: RuleRefusal | null
  readonly issues: readonly { readonly field: string; readonly message: string }[]
  readonly sheetFaults: readonly {
    readonly code: string
    readonly where: string
    readonly required: string | null
    readonly actual: string | null
  }[]
  readonly done: 'saved' | 'published' | null
}

const refused = (refusal: RuleRefusal | null): RuleAnswer => ({ refusal, issues: [], sheetFaults: [], done: null })

function answerRefusal(refusal: DraftOverlayRefusal) {
  if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const found = 'issues' in refusal ? { issues: refusal.issues, sheetFaults: refusal.sheetFaults } : {}
  return data({ ...refused(refusal.code), ...found }, { status: refusal.code === 'OVERLAY_INVALID' ? 422 : 409 })
}
