import { listDutyNorms, listReceptionDays } from '@nq15/db/organizations/duty.read'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { isInCharge } from '@nq15/db/organizations/visit.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import {
  type DutyBearer,
  dutyBearers,
  dutyKinds,
  dutyNormSchema,
  receptionDaySchema,
  receptionRefusalCodes,
  usualDutyNorms,
} from '@nq15/domain/organizations'
import { confidences } from '@nq15/domain/shared'
import { enterReceptionDay, setDutyNorm, takeBackReceptionDay } from '@nq15/use-cases/organizations/keep-duties'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { areaWords } from './area-words.server.ts'
import type { VisitRefused } from './visit-note.server.ts'

const organizationOf = (request: Request) => idFrom(new URL(request.url).searchParams.get('organization') ?? undefined)

/** The days of reception of one organization's head and of who is in charge of it, the norms that hold, and the forms. */
export async function receptionsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'plan:read')
  const organizationId = organizationOf(args.request)
  const today = todayInHanoi(new Date())
  const reader = person.actor.userId
  const receiving = findScope(person, 'area:receive')
  const writing = findScope(person, 'organization:write')
  return appResources().db.asReader(scope, async (tx) => {
    const isHere = await isWithin(tx, scope, organizationId)
    const organization = found(isHere ? await findOrganization(tx, scope, { organizationId, day: today }) : null)
    const days = await listReceptionDays(tx, scope, {
      ...{ organizationIds: [organizationId], from: addMonths(today, -12), limit: 200 },
    })
    const norms = await listDutyNorms(tx, scope, { organizationId, day: today })
    const isCity = organization.kind === 'city-org'
    const isHis = await isInCharge(tx, scope, { userId: reader, organizationId, on: today })
    const isOffice = person.actor.grants.some(({ role }) => role === 'org-secretary' || role === 'grassroots-office')
    const bearers: DutyBearer[] = [
      ...(isOffice ? [isCity ? ('city-head' as const) : ('commune-head' as const)] : []),
      ...(isHis ? ['area-member' as const] : []),
    ]
    return {
      today,
      organization: { organizationId, name: organization.name },
      readerName: person.actor.name,
      days: days.map(({ userId, ...day }) => ({
        ...day,
        isOwn: userId === reader && receiving !== null,
        isOfDesk: userId === null,
      })),
      bearers: receiving === null ? [] : bearers,
      norms: [
        ...norms.map(({ perMonth, document, provision, confidence, ...norm }) => ({
          ...{ perMonth, duty: norm.duty, bearer: norm.bearer, source: { document, provision, confidence } },
          ...{ by: norm.organizationName, validFrom: norm.validFrom, key: `${norm.organizationId} ${norm.validFrom}` },
        })),
        ...usualDutyNorms.map((norm) => ({ ...norm, by: null, validFrom: null, key: 'usual' })),
      ],
      mayNorm: writing !== null && (await isWithin(tx, writing, organizationId)),
      choices: { bearers: [...dutyBearers], duties: [...dutyKinds], confidences: [...confidences] },
      requestIds: { day: crypto.randomUUID(), back: crypto.randomUUID(), norm: crypto.randomUUID() },
    }
  })
}

/** Enters a day, takes one back, or sets a norm. */
export async function receptionsAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['area:receive', 'organization:write'])
  const organizationId = organizationOf(args.request)
  const form = await args.request.formData()
  const typed: Record<string, string> = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const intent = typed['intent'] ?? ''
  const bad = (wrong: readonly string[]) =>
    data<VisitRefused>({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  const head = z.object({ requestId: z.uuid() }).safeParse(typed)
  const scope = findScope(person, intent === 'norm' ? 'organization:write' : 'area:receive')
  if (!head.success || scope === null) return bad([])
  const { requestId } = head.data
  const { db } = appResources()
  const now = new Date()
  const send = () => {
    if (intent === 'norm') {
      const norm = dutyNormSchema.safeParse({
        ...{ duty: typed['duty'], bearer: typed['bearer'], perMonth: typed['perMonth'], document: typed['document'] },
        ...{ provision: typed['provision'] ?? '', confidence: typed['confidence'] },
        validFrom: parseDay(typed['validFrom'] ?? ''),
      })
      return norm.success ? setDutyNorm(db, scope, { requestId, organizationId, norm: norm.data }) : norm.error
    }
    if (intent === 'take-back') {
      const one = z.object({ receptionId: z.uuid(), version: z.coerce.number().int().min(1) }).safeParse(typed)
      return one.success ? takeBackReceptionDay(db, scope, { requestId, ...one.data, now }) : one.error
    }
    const day = receptionDaySchema.safeParse({
      ...{ bearer: typed['bearer'], bearerName: typed['bearerName'], note: typed['note'] ?? '' },
      heldOn: parseDay(typed['heldOn'] ?? ''),
    })
    return day.success ? enterReceptionDay(db, scope, { requestId, organizationId, day: day.data, now }) : day.error
  }
  const sent = send()
  if (sent instanceof z.ZodError) return bad(sent.issues.map(({ path }) => String(path[0])))
  const done = await sent
  if (done.ok) throw redirect(`/areas/receptions?organization=${organizationId}&done=${intent}`, 303)
  if (done.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const { code } = done.refusal
  const known = receptionRefusalCodes.find((one) => one === code)
  const findings = known ? [{ code: known, said: areaWords(args.request).reception(known) }] : []
  return data<VisitRefused>({ code, wrong: [], findings, typed }, { status: 409 })
}
