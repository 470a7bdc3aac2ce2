import { listGranted } from '@nq15/db/organizations/branch.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listHolds } from '@nq15/db/privacy/hold.read'
import { listPrivacyTerms, listRetention } from '@nq15/db/privacy/term.read'
import { liftHoldSchema, setHoldSchema } from '@nq15/domain/privacy'
import { changeTerm, changeTermSchema } from '@nq15/use-cases/privacy/change-term'
import { liftHold, setHold } from '@nq15/use-cases/privacy/keep-holds'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { done, faulty, readTyped, refused } from './form-answer.server.ts'

/** How long records are kept, the limits of the clocks, and the legal holds. */
export async function keepingLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'calendar:write'])
  const handle = findScope(person, 'privacy:handle')
  const reading = handle ?? findScope(person, 'privacy:read')
  return appResources().db.asReader(scope, async (tx) => {
    const holds = reading ? await listHolds(tx, reading, { limit: 100 }) : []
    const names = await nameOrganizations(tx, scope, [...new Set(holds.map(({ organizationId }) => organizationId))])
    return {
      terms: await listPrivacyTerms(tx, scope),
      retention: await listRetention(tx, scope),
      holds: holds.map((hold) => ({
        ...hold,
        setAt: hold.setAt.toISOString(),
        organization: names.get(hold.organizationId) ?? '',
      })),
      seesHolds: reading !== null,
      mayHold: handle !== null,
      maySetTerms: findScope(person, 'calendar:write') !== null,
      organizations: handle ? await listGranted(tx, handle) : [],
      requestIds: Array.from({ length: 8 }, () => crypto.randomUUID()),
    }
  })
}

const framed = z.object({ requestId: z.uuid() })
const versioned = z.object({ id: z.uuid(), version: z.coerce.number().int() })

/** Sets or lifts a hold, or sets a limit. */
export async function keepingAction(args: ActionFunctionArgs) {
  const { typed, parsed, intent } = await readTyped(args.request.clone())
  const frame = framed.safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  const { db } = appResources()
  const now = new Date()
  if (intent === 'term') {
    const { scope } = await requirePermission(args, 'calendar:write')
    const form = changeTermSchema.safeParse(typed)
    if (!form.success) return faulty(intent, form.error, typed)
    const changed = await changeTerm(db, scope, { ...form.data, ...frame.data })
    return changed.ok ? done(intent) : refused(intent, changed.refusal.code, typed)
  }
  const { scope } = await requirePermission(args, 'privacy:handle')
  if (intent === 'hold') {
    const form = setHoldSchema.safeParse({ ...parsed, recordId: typed['recordId'] ? typed['recordId'] : null })
    if (!form.success) return faulty(intent, form.error, typed)
    const set = await setHold(db, scope, { ...form.data, ...frame.data, now })
    return set.ok ? done(intent) : refused(intent, set.refusal.code, typed)
  }
  if (intent === 'lift') {
    const form = liftHoldSchema.safeParse(parsed)
    const row = versioned.safeParse(typed)
    if (!row.success) throw data(null, { status: 422 })
    if (!form.success) return faulty(intent, form.error, typed)
    const lifted = await liftHold(db, scope, { ...form.data, ...row.data, ...frame.data, now })
    return lifted.ok ? done(intent) : refused(intent, lifted.refusal.code, typed)
  }
  throw data(null, { status: 404 })
}
