import { listKeys } from '@nq15/db/access/service-key.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { keyPermissions, makeKeySchema } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { makeKey, revokeKey, rotateKey } from '@nq15/use-cases/access/service-keys'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** Keys of other systems: one's own, and for who keeps accounts everybody's. */
export async function keysLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['key:make', 'account:admin'])
  const today = todayInHanoi(new Date())
  const making = findScope(person, 'key:make')
  const own = making === null || making.organizationIds === 'everything' ? [] : [...making.organizationIds]
  const { keys, names } = await appResources().db.asReader(scope, async (tx) => ({
    keys: await listKeys(tx, scope),
    names: await nameOrganizations(tx, scope, own),
  }))
  return {
    today,
    keys: keys.map(({ lastUsedAt, revokedAt, formerUntil, ...key }) => ({
      ...key,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      formerUntil: formerUntil !== null && formerUntil > new Date() ? formerUntil.toISOString() : null,
      isOver: key.expiresOn <= today,
    })),
    organizations: own.map((id) => ({ value: id, label: names.get(id) ?? '…' })),
    /** What the reader holds himself; a key is never more. */
    permissions: keyPermissions.filter((permission) => findScope(person, permission) !== null),
    usualEnd: addDays(today, 180),
    mayMake: making !== null,
    requestId: crypto.randomUUID(),
  }
}

const frame = z.object({ requestId: z.uuid(), intent: z.enum(['make', 'rotate', 'revoke']) })
const one = z.object({ keyId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Makes, changes over or ends a key; the text of a new secret stands in this one answer and nowhere else. */
export async function keysAction(args: ActionFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['key:make', 'account:admin'])
  const form = await args.request.formData()
  const framed = frame.safeParse(Object.fromEntries(form))
  const refused = (code: string, findings: readonly { readonly code: string }[] = []) =>
    data(
      { refusal: code, findings: findings.map((finding) => finding.code), shown: null },
      { status: code === 'BAD_INPUT' ? 422 : 409 },
    )
  if (!framed.success) return refused('BAD_INPUT')
  const { db } = appResources()
  const { requestId, intent } = framed.data
  const now = new Date()
  const making = findScope(person, 'key:make')
  if (intent === 'make') {
    if (!making) throw data(null, { status: 403 })
    const sent = makeKeySchema.safeParse({
      name: form.get('name'),
      organizationId: form.get('organizationId'),
      permissions: form.getAll('permissions').map(String),
      networks: String(form.get('networks') ?? '')
        .split(/[\s,;]+/)
        .filter((text) => text !== ''),
      perMinute: Number(form.get('perMinute')),
      expiresOn: parseDay(String(form.get('expiresOn') ?? '')) ?? '',
    })
    if (!sent.success) return refused('BAD_INPUT')
    const prove = (permission: (typeof keyPermissions)[number]) => findScope(person, permission)
    const made = await makeKey(db, { scope: making, prove }, { ...sent.data, requestId, now })
    if (!made.ok) return refused(made.refusal.code, 'findings' in made.refusal ? made.refusal.findings : [])
    return data({ refusal: null, findings: [], shown: made.value.text })
  }
  const of = one.safeParse(Object.fromEntries(form))
  if (!of.success) return refused('BAD_INPUT')
  if (intent === 'rotate') {
    if (!making) throw data(null, { status: 403 })
    const rotated = await rotateKey(db, making, { ...of.data, requestId, now })
    return rotated.ok ? data({ refusal: null, findings: [], shown: rotated.value.text }) : refused(rotated.refusal.code)
  }
  const revoked = await revokeKey(db, scope, { ...of.data, requestId, now })
  return revoked.ok ? data({ refusal: null, findings: [], shown: null }) : refused(revoked.refusal.code)
}
