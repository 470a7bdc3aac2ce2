import { listWebhookHosts, listWebhookTargets } from '@nq15/db/events/webhook.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { eventCatalogue, webhookHostSchema, webhookTargetSchema } from '@nq15/domain/events'
import { allowWebhookHost, forbidWebhookHost, makeWebhook, switchWebhook } from '@nq15/use-cases/events/webhooks'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'

/** Events that may be told to other systems. */
const eventTypes = Object.keys(eventCatalogue).filter((type) => type.startsWith('monitoring.'))

/** Our own hosts, which no webhook may reach. */
const ownHosts = () =>
  [webEnv().publicUrl, webEnv().monitorUrl].map((url) => new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase())

/** Where events are told: one's own targets, and the administrator's list of hosts. */
export async function webhooksLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['key:make', 'account:admin'])
  const making = findScope(person, 'key:make')
  const own = making === null || making.organizationIds === 'everything' ? [] : [...making.organizationIds]
  const { hosts, targets, names } = await appResources().db.asReader(scope, async (tx) => ({
    hosts: await listWebhookHosts(tx, scope),
    targets: await listWebhookTargets(tx, scope),
    names: await nameOrganizations(tx, scope, own),
  }))
  return {
    ...{ hosts, targets, eventTypes },
    organizations: own.map((id) => ({ value: id, label: names.get(id) ?? '…' })),
    mayMake: making !== null,
    mayAllow: findScope(person, 'account:admin') !== null,
    requestId: crypto.randomUUID(),
  }
}

const frame = z.object({ requestId: z.uuid(), intent: z.enum(['make', 'pause', 'resume', 'allow', 'forbid']) })

/** Makes or pauses a target, allows or forbids a host; a new secret stands in this one answer. */
export async function webhooksAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['key:make', 'account:admin'])
  const form = await args.request.formData()
  const framed = frame.safeParse(Object.fromEntries(form))
  if (!framed.success) return answered('BAD_INPUT')
  const { requestId, intent } = framed.data
  const { auth, db } = appResources()
  if (intent === 'allow' || intent === 'forbid') {
    const scope = findScope(person, 'account:admin')
    if (!scope) throw data(null, { status: 403 })
    if (intent === 'allow') {
      const sent = webhookHostSchema.safeParse({
        host: form.get('host'),
        port: Number(form.get('port')),
        note: form.get('note'),
      })
      if (!sent.success) return answered('BAD_INPUT')
      const allowed = await allowWebhookHost(db, scope, { ...sent.data, requestId, ownHosts: ownHosts() })
      return answered(allowed.ok ? null : allowed.refusal.code)
    }
    const gone = await forbidWebhookHost(db, scope, { requestId, hostId: String(form.get('hostId')), now: new Date() })
    return answered(gone.ok ? null : gone.refusal.code)
  }
  const scope = findScope(person, 'key:make')
  if (!scope) throw data(null, { status: 403 })
  if (intent === 'make') {
    const sent = webhookTargetSchema.safeParse({
      organizationId: form.get('organizationId'),
      url: form.get('url'),
      eventTypes: form.getAll('eventTypes').map(String),
    })
    if (!sent.success || sent.data.eventTypes.some((type) => !eventTypes.includes(type))) return answered('BAD_INPUT')
    const made = await makeWebhook(auth, scope, { ...sent.data, requestId, ownHosts: ownHosts() })
    return made.ok ? answered(null, made.value.secret) : answered(made.refusal.code)
  }
  const of = z
    .object({ targetId: z.uuid(), version: z.coerce.number().int().min(1) })
    .safeParse(Object.fromEntries(form))
  if (!of.success) return answered('BAD_INPUT')
  const state = intent === 'pause' ? 'paused' : 'active'
  const switched = await switchWebhook(db, scope, { ...of.data, requestId, state })
  return answered(switched.ok ? null : switched.refusal.code)
}

const answered = (refusal: string | null, shown: string | null = null) =>
  data({ refusal, shown }, { status: refusal === null ? 200 : refusal === 'BAD_INPUT' ? 422 : 409 })
