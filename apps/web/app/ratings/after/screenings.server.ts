import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listScreenings } from '@nq15/db/ratings/screening.read'
import { afterSources, stepScreeningSchema } from '@nq15/domain/ratings'
import { stepScreening } from '@nq15/use-cases/ratings/step-screening'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { requireAnyPermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed } from './words.server.ts'

const keepers = ['rating:board', 'rating:work'] as const

/** Screening tasks of the cells in reach, open ones first. */
export async function screeningsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, keepers)
  return appResources().db.asReader(scope, async (tx) => {
    const rows = await listScreenings(tx, scope)
    const names = await nameOrganizations(tx, scope, [...new Set(rows.map(({ organizationId }) => organizationId))])
    return {
      requestId: crypto.randomUUID(),
      source: afterSources.screening,
      tasks: rows.map(({ memberId, organizationId, committeeId: _, fullName, ...task }) => ({
        ...task,
        ...{ name: fullName, cellName: names.get(organizationId) ?? '', isOwn: memberId === person.actor.memberId },
      })),
    }
  })
}

/** Takes the next step of a task. */
export async function screeningsAction(args: ActionFunctionArgs) {
  const { scope } = await requireAnyPermission(args, keepers)
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.extend({ screeningId: z.uuid() }).safeParse(typed)
  if (!frame.success) return saidNothing()
  const form = stepScreeningSchema.safeParse(parsed)
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const stepped = await stepScreening(appResources().db, scope, { ...form.data, ...frame.data, now: new Date() })
  if (!stepped.ok) return saidRefused(intent, stepped.refusal.code, typed)
  throw redirect('/ratings/screenings')
}
