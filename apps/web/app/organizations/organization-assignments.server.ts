import { findOrganization } from '@nq15/db/organizations/organization.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { areaWords } from './area-words.server.ts'
import { changeAssignment, type FormRefused, readAssignmentPanel } from './assignments.server.ts'

/** Who is in charge of one Party organization, who was, and the forms of whoever may change it. */
export async function organizationAssignmentsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:read')
  const organizationId = idFrom(args.params['organizationId'])
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(new URL(args.request.url).searchParams, today)
  const writing = findScope(person, 'organization:write')
  const words = areaWords(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    const organization = found(await findOrganization(tx, scope, { organizationId, day }))
    const isOwn = organization.side === 'party' && (await isWithin(tx, scope, organizationId))
    const about = { request: args.request, scope, writing, target: { organizationId }, day, today }
    const assignments = found(isOwn ? await readAssignmentPanel(tx, about) : null)
    return {
      organization: {
        organizationId,
        name: organization.name,
        areaCode: organization.areaCode,
        kind: organization.kind,
      },
      assignmentKinds: (['main', 'supporting', 'ubkt-follow'] as const).map((kind) => ({
        value: kind,
        label: words.assignment(kind),
      })),
      assignments,
    }
  })
}

/** Assigns, hands over, ends or takes back on the page of an organization. */
export async function organizationAssignmentsAction(args: ActionFunctionArgs) {
  const gate = await requirePermission(args, 'organization:write')
  const organizationId = idFrom(args.params['organizationId'])
  const { scope } = gate
  // Where the organization is not one's own, it is the place that is not there, whatever the form says.
  found((await appResources().db.asReader(scope, (tx) => isWithin(tx, scope, organizationId))) || null)
  const form = await args.request.formData()
  const back = `/organizations/${organizationId}/assignments`
  const changed = await changeAssignment(args, { gate, form, target: { organizationId }, back })
  return changed ?? data<FormRefused>({ intent: '', sentence: null, fields: [], typed: {} }, { status: 422 })
}
