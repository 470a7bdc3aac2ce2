import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { settleDifferenceSchema } from '@nq15/domain/ratings'
import { settleDifference } from '@nq15/use-cases/ratings/settle-difference'
import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { answer, faultsOf, type WorkspaceAnswer } from './workspace.server.ts'

const settlers = ['rating:work', 'rating:tally'] as const

/** Settles one difference between two entries of a count, of either round, for the secretary or a teller of the cell. */
export async function settleAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, settlers)
  const year = yearFrom(args.params['year'])
  const organizationId = idFrom(args.params['cellId'])
  const form = Object.fromEntries(await args.request.formData())
  const requestId = z.uuid().safeParse(form['requestId'])
  const parsed = settleDifferenceSchema.safeParse(form)
  if (!requestId.success) return data<WorkspaceAnswer>({ refusal: { code: 'BAD_FORM' } }, { status: 422 })
  if (!parsed.success) return data<WorkspaceAnswer>({ errors: faultsOf(parsed.error) }, { status: 422 })
  const { db } = appResources()
  for (const permission of settlers) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
    const of = { requestId: requestId.data, campaignId: campaign.id, organizationId, now: new Date() }
    const settled = await settleDifference(db, scope, { ...parsed.data, ...of })
    if (!settled.ok && settled.refusal.code === 'NOT_FOUND') continue
    return answer(requestId.data, settled)
  }
  throw data(null, { status: 404 })
}
