import { todayInHanoi } from '@nq15/domain/calendar'
import { monitoringMessages, type OverlayFinding } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { ownOrganization } from './own-organization.server.ts'

/** The catalogue in force, the city's own thresholds, and how the indicators did in past years. */
export async function indicatorsLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const organizationId = ownOrganization(person, args.request)
  const answer = organizationId
    ? await askMonitor(args, (monitor) => monitor.indicators.list.query({ organizationId }))
    : ({ up: true, value: null } as const)
  if (!answer.up) return { up: false as const }
  return {
    up: true as const,
    page: answer.value,
    locale: localeOf(args.request),
    requestIds: Array.from({ length: 3 }, () => crypto.randomUUID()),
    mayDraft: findScope(person, 'monitoring:setup') !== null,
    mayPublish: findScope(person, 'monitoring:publish') !== null,
  }
}

export type IndicatorsAnswer = {
  readonly done: 'draft' | 'publish' | 'drop' | 'backtest' | null
  readonly refusal: string | null
  readonly detail: string
}

const settled = z.object({
  requestId: z.uuid(),
  organizationId: z.uuid(),
  id: z.uuid(),
  version: z.coerce.number().int(),
})
const drafted = z.object({
  requestId: z.uuid(),
  organizationId: z.uuid(),
  indicator: z.string().max(4),
  yellow: z.string().trim().max(300),
  red: z.string().trim().max(300),
  basis: z.string().trim().max(300),
  effectiveFrom: z.string(),
  draftId: z.string(),
  draftVersion: z.string(),
})

/** Drafts, publishes or drops own thresholds, or tries the indicators on past months. */
export async function indicatorsAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'monitoring:read')
  const form = Object.fromEntries(await args.request.formData())
  const intent = String(form['intent'] ?? '')
  const refused = (refusal: string, detail = '') =>
    data<IndicatorsAnswer>({ done: null, refusal, detail }, { status: 409 })
  const done = (what: IndicatorsAnswer['done']) => data<IndicatorsAnswer>({ done: what, refusal: null, detail: '' })
  if (intent === 'draft') {
    await requirePermission(args, 'monitoring:setup')
    const parsed = drafted.safeParse(form)
    if (!parsed.success) throw data(null, { status: 422 })
    const { indicator, yellow, red, basis, draftId, draftVersion, ...sent } = parsed.data
    const effectiveFrom = parseDay(sent.effectiveFrom) ?? ''
    const change = {
      id: indicator,
      ...(yellow === '' ? {} : { yellow }),
      ...(red === '' ? {} : { red }),
      reason: basis === '' ? '-' : basis,
    }
    if (basis === '' || effectiveFrom === '') return refused('BAD_INPUT')
    // A draft keeps the thresholds it had; this one is added or written anew.
    const before = await tellMonitor(args, (monitor) =>
      monitor.indicators.list.query({ organizationId: sent.organizationId }),
    )
    if (!before.ok) return refused(before.refusal.code)
    const content =
      before.value.overlays.find(({ id }) => id === draftId)?.content ??
      before.value.overlays.find(({ state }) => state === 'published')?.content
    const thresholds = [...(content?.thresholds ?? []).filter(({ id }) => id !== indicator), change]
    const told = await tellMonitor(args, (monitor) =>
      monitor.indicators.draft.mutate({
        requestId: sent.requestId,
        organizationId: sent.organizationId,
        effectiveFrom,
        basis,
        content: { ...content, thresholds },
        draft: draftId === '' ? null : { id: draftId, version: Number(draftVersion) },
      }),
    )
    if (!told.ok) return refused(told.refusal.code)
    if (told.value.ok) return done('draft')
    const { refusal } = told.value
    const findings = Array.isArray(refusal['findings']) ? (refusal['findings'] as OverlayFinding[]) : []
    return refused(refusal.code, findings.map((finding) => sayFinding(finding, localeOf(args.request))).join(' '))
  }
  if (intent === 'backtest') {
    await requirePermission(args, 'monitoring:setup')
    const parsed = z.object({ requestId: z.uuid(), organizationId: z.uuid() }).safeParse(form)
    if (!parsed.success) throw data(null, { status: 422 })
    const today = todayInHanoi(new Date())
    const until = `${today.slice(0, 7)}-01`
    const from = `${Number(today.slice(0, 4)) - 2}${today.slice(4, 7)}-01`
    const told = await tellMonitor(args, (monitor) =>
      monitor.indicators.backtest.mutate({ ...parsed.data, from, until }),
    )
    if (!told.ok) return refused(told.refusal.code)
    return told.value.ok ? done('backtest') : refused(told.value.refusal.code)
  }
  const parsed = settled.safeParse(form)
  if (!parsed.success || (intent !== 'publish' && intent !== 'drop')) throw data(null, { status: 422 })
  await requirePermission(args, intent === 'publish' ? 'monitoring:publish' : 'monitoring:setup')
  const told = await tellMonitor(args, async (monitor) =>
    intent === 'publish' ? monitor.indicators.publish.mutate(parsed.data) : monitor.indicators.drop.mutate(parsed.data),
  )
  if (!told.ok) return refused(told.refusal.code)
  return told.value.ok ? done(intent) : refused(told.value.refusal.code)
}

function sayFinding({ code, id, place, detail }: OverlayFinding, locale: 'vi' | 'en'): string {
  const words = monitoringMessages(locale)
  return `${id} ${words.overlayPlaces[place]}: ${fillSentence(words.overlay[code], detail)}`.trim()
}

/** Runs over one's organization, and whether one may ask for one. */
export async function runsLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const organizationId = ownOrganization(person, args.request)
  const answer = organizationId
    ? await askMonitor(args, (monitor) => monitor.screening.runs.query({ organizationId }))
    : ({ up: true, value: null } as const)
  if (!answer.up) return { up: false as const }
  return {
    up: true as const,
    page: answer.value,
    requestId: crypto.randomUUID(),
    mayAsk: findScope(person, 'monitoring:screen') !== null,
  }
}

/** Asks for a screening now. */
export async function runsAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'monitoring:screen')
  const parsed = z
    .object({ requestId: z.uuid(), organizationId: z.uuid() })
    .safeParse(Object.fromEntries(await args.request.formData()))
  if (!parsed.success) throw data(null, { status: 422 })
  const told = await tellMonitor(args, (monitor) => monitor.screening.ask.mutate(parsed.data))
  return data({ asked: told.ok && told.value.ok }, { status: told.ok ? 200 : 409 })
}
