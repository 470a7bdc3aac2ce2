import { listBreakGlasses } from '@nq15/db/access/break-glass.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { endBreakGlass } from '@nq15/use-cases/access/end-break-glass'
import { RequestIdTakenError } from '@nq15/use-cases/access/once'
import { type OpenBreakGlassRefusal, openBreakGlass } from '@nq15/use-cases/access/open-break-glass'
import { type ReviewBreakGlassRefusal, reviewBreakGlass } from '@nq15/use-cases/access/review-break-glass'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { rightsTabs } from './rights-tabs.server.ts'

/** Emergency openings: one's own for who may open, all of them for the auditor who judges. */
export async function breakGlassLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['audit:read', 'access:break-glass'])
  const { searchParams } = new URL(args.request.url)
  const opening = findScope(person, 'access:break-glass')
  const judging = findScope(person, 'audit:read') !== null
  const what = (searchParams.get('what') ?? '').normalize('NFC').trim().slice(0, 200)
  const day = todayInHanoi(new Date())
  const { userId } = person.account
  const chosen = z.guid().safeParse(searchParams.get('organization')).data ?? null
  return appResources().db.asReader(scope, async (tx) => {
    const rows = await listBreakGlasses(tx, scope, { ...(judging ? {} : { userId }), limit: 100 })
    const names = chosen === null ? null : await nameOrganizations(tx, scope, [chosen])
    const organizations = opening && what !== '' ? await searchOrganizations(tx, scope, { text: what, day }) : []
    return {
      tabs: rightsTabs(person),
      /** Named here, since a name in the address could be another's. */
      chosen: chosen === null ? null : { organizationId: chosen, name: found(names?.get(chosen)) },
      ...{ judging, what, mayOpen: opening !== null },
      mostHours: webEnv().breakGlassHours,
      requestId: crypto.randomUUID(),
      organizations: organizations.map(({ organizationId, code, name, parentName }) => ({
        ...{ organizationId, code, name, parentName },
      })),
      rows: rows.map(({ openedAt, until, reviewedAt, ...row }) => ({
        ...row,
        isOwn: row.userId === userId,
        openedAt: openedAt.toISOString(),
        until: until.toISOString(),
        reviewedAt: reviewedAt?.toISOString() ?? null,
      })),
    }
  })
}

const openForm = z.object({
  intent: z.literal('open'),
  requestId: z.guid(),
  organization: z.guid(),
  reason: z.string().max(1000),
  caseNumber: z.string().max(100),
  hours: z.coerce.number(),
})
const endForm = z.object({ intent: z.literal('end'), id: z.guid() })
const reviewForm = z.object({
  intent: z.literal('review'),
  id: z.guid(),
  review: z.enum(['justified', 'unjustified']),
  note: z.string().max(1000),
})
const anyForm = z.discriminatedUnion('intent', [openForm, endForm, reviewForm])

/** Why nothing happened; each has its sentence. */
type Refusal =
  | OpenBreakGlassRefusal['code']
  | ReviewBreakGlassRefusal['code']
  | 'organization-missing'
  | 'malformed'
  | 'request-id-taken'

/** Opens, ends or judges; each asks for its own permission. */
export async function breakGlassAction(args: ActionFunctionArgs) {
  const person = await requireSignedIn(args)
  const fields = Object.fromEntries(await args.request.formData())
  const form = anyForm.safeParse(fields)
  const { db } = appResources()
  const refused = (code: Refusal, status: number, id: string | null = null) => data({ refusal: code, id }, { status })
  if (!form.success) {
    // Whoever may do none of it is refused as from a whole form.
    await requireAnyPermission(args, ['access:break-glass', 'audit:read'])
    return refused(fields['intent'] === 'open' && !fields['organization'] ? 'organization-missing' : 'malformed', 422)
  }
  if (form.data.intent === 'open') {
    const { scope } = await requirePermission(args, 'access:break-glass')
    const { organization, requestId, reason, caseNumber, hours } = form.data
    const command = { organizationId: organization, requestId, reason, caseNumber, hours }
    try {
      const opened = await openBreakGlass(db, scope, { ...command, mostHours: webEnv().breakGlassHours })
      if (!opened.ok) return refused(opened.refusal.code, opened.refusal.code === 'unknown-organization' ? 404 : 422)
    } catch (error) {
      if (error instanceof RequestIdTakenError) return refused(error.code, 409)
      throw error
    }
    throw redirect('/rights/break-glass?done=open')
  }
  if (form.data.intent === 'end') {
    const scope = findScope(person, 'access:break-glass') ?? (await requirePermission(args, 'audit:read')).scope
    const ended = await endBreakGlass(db, scope, form.data.id)
    if (!ended.ok) return refused(ended.refusal.code, 404, form.data.id)
    throw redirect('/rights/break-glass?done=end')
  }
  const { scope } = await requirePermission(args, 'audit:read')
  const judged = await reviewBreakGlass(db, scope, form.data)
  if (!judged.ok) return refused(judged.refusal.code, judged.refusal.code === 'note-missing' ? 422 : 404, form.data.id)
  throw redirect('/rights/break-glass?done=review')
}
