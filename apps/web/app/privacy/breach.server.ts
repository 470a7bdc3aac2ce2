import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findBreach } from '@nq15/db/privacy/breach.read'
import { assessBreachSchema, closeBreachSchema, notifyBreachSchema } from '@nq15/domain/privacy'
import { type BreachStepCommand, handleBreach } from '@nq15/use-cases/privacy/handle-breach'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { faulty, readTyped, refused } from './form-answer.server.ts'
import { instantOf } from './privacy.server.ts'

/** A breach with its clock and its next step. */
export async function breachLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read'])
  const id = idFrom(args.params['breachId'])
  return appResources().db.asReader(scope, async (tx) => {
    const row = found(await findBreach(tx, scope, id))
    const names = await nameOrganizations(tx, scope, [row.organizationId])
    const { noticedBy, ...facts } = row
    const iso = (at: Date | null) => at?.toISOString() ?? null
    return {
      breach: {
        ...facts,
        noticedAt: row.noticedAt.toISOString(),
        dueAt: row.dueAt.toISOString(),
        assessedAt: iso(row.assessedAt),
        notifiedAt: iso(row.notifiedAt),
        closedAt: iso(row.closedAt),
      },
      organization: names.get(row.organizationId) ?? '',
      hoursLeft: Math.floor((row.dueAt.getTime() - Date.now()) / 3_600_000),
      mayHandle: findScope(person, 'privacy:handle') !== null,
      reportedIt: noticedBy === person.actor.userId,
      requestId: crypto.randomUUID(),
    }
  })
}

const framed = z.object({ requestId: z.uuid(), version: z.coerce.number().int() })

/** Takes the next step of a breach. */
export async function breachAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'privacy:handle')
  const id = idFrom(args.params['breachId'])
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  const read = commandOf(intent, typed, parsed)
  if (read instanceof z.ZodError) return faulty(intent, read, typed)
  const handled = await handleBreach(appResources().db, scope, { id, ...frame.data, now: new Date(), command: read })
  if (!handled.ok) return refused(intent, handled.refusal.code, typed)
  throw redirect(`/privacy/breaches/${id}`)
}

function commandOf(
  intent: string,
  typed: Record<string, string>,
  parsed: Record<string, string>,
): BreachStepCommand | z.ZodError {
  if (intent === 'assess') {
    const form = assessBreachSchema.safeParse(parsed)
    return form.success ? { step: 'assess', ...form.data } : form.error
  }
  if (intent === 'notify') {
    const notifiedAt = instantOf(typed['notifiedDay'] ?? '', typed['notifiedTime'] ?? '')
    const peopleInformedOn = typed['peopleInformedOn'] ? parsed['peopleInformedOn'] : null
    const form = notifyBreachSchema.safeParse({ ...parsed, notifiedAt, peopleInformedOn })
    return form.success ? { step: 'notify', ...form.data } : form.error
  }
  if (intent === 'close') {
    const form = closeBreachSchema.safeParse(parsed)
    return form.success ? { step: 'close', ...form.data } : form.error
  }
  throw data(null, { status: 404 })
}
