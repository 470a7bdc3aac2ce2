import { listGranted } from '@nq15/db/organizations/branch.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listNameGrants, listOwnNameGrants } from '@nq15/db/privacy/names.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { giveNamesSchema, openNamesSchema } from '@nq15/domain/privacy'
import { endNames, giveNames, openNames } from '@nq15/use-cases/privacy/see-names'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { done, faulty, readTyped, refused } from './form-answer.server.ts'

/** Who above the committee may see names: given by who answers for the data, opened with a reason by who holds it. */
export async function namesLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'member:read'])
  const handle = findScope(person, 'privacy:handle')
  const reading = handle ?? findScope(person, 'privacy:read')
  const reader = findScope(person, 'member:read')
  return appResources().db.asReader(scope, async (tx) => {
    const grants = reading ? await listNameGrants(tx, reading, { limit: 100 }) : []
    const own = reader ? await listOwnNameGrants(tx, reader) : []
    const ids = [...new Set([...grants, ...own].map(({ organizationId }) => organizationId))]
    const names = await nameOrganizations(tx, scope, ids)
    const named = <Row extends { organizationId: string }>(row: Row) => ({
      ...row,
      organization: names.get(row.organizationId) ?? '',
    })
    return {
      grants: grants.map(named),
      own: own.map(named),
      seesGrants: reading !== null,
      mayGive: handle !== null,
      mayOpen: reader !== null,
      organizations: handle ? await listGranted(tx, handle) : [],
      today: todayInHanoi(new Date()),
      requestIds: Array.from({ length: 3 }, () => crypto.randomUUID()),
    }
  })
}

const framed = z.object({ requestId: z.uuid() })

/** Gives, ends or opens. After opening the list of members is shown. */
export async function namesAction(args: ActionFunctionArgs) {
  const { typed, parsed, intent } = await readTyped(args.request.clone())
  const frame = framed.safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  const { db } = appResources()
  const now = new Date()
  if (intent === 'open') {
    const { scope } = await requirePermission(args, 'member:read')
    const form = openNamesSchema.safeParse(parsed)
    if (!form.success) return faulty(intent, form.error, typed)
    const opened = await openNames(db, scope, { ...form.data, ...frame.data, now })
    if (!opened.ok) return refused(intent, opened.refusal.code, typed)
    throw redirect(`/members?in=${form.data.organizationId}`)
  }
  const { scope } = await requirePermission(args, 'privacy:handle')
  if (intent === 'give') {
    const form = giveNamesSchema.safeParse(parsed)
    if (!form.success) return faulty(intent, form.error, typed)
    const given = await giveNames(db, scope, { ...form.data, ...frame.data, now })
    return given.ok ? done(intent) : refused(intent, given.refusal.code, typed)
  }
  if (intent === 'end') {
    const row = z.object({ id: z.uuid() }).safeParse(typed)
    if (!row.success) throw data(null, { status: 422 })
    const ended = await endNames(db, scope, { ...row.data, ...frame.data, now })
    return ended.ok ? done(intent) : refused(intent, ended.refusal.code, typed)
  }
  throw data(null, { status: 404 })
}
