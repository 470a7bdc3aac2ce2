import type { OnlineReception, Prepared } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps a plan in the name of who made it; answers its id. */
export async function insertOnline(
  tx: Tx,
  { actor }: Scope,
  { organizationId, plan }: { readonly organizationId: string; readonly plan: OnlineReception },
): Promise<string> {
  const { plannedOn, ...rest } = plan
  const id = newId()
  await tx.onlineReception.createMany({
    data: [{ ...rest, id, organizationId, plannedOn: dateOf(plannedOn), plannedByName: actor.name }],
  })
  return id
}

/** Takes a planned reception on; false when somebody else has changed it since. */
export async function updateOnline(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly onlineId: string
    readonly version: number
    readonly change: {
      readonly prepared?: Prepared
      readonly state?: 'held' | 'cancelled'
      readonly sessionId?: string
      readonly cancelReason?: string
    }
  },
): Promise<boolean> {
  const { count } = await tx.onlineReception.updateMany({
    where: { id: of.onlineId, version: of.version, state: 'planned' },
    data: { ...of.change, version: { increment: 1 } },
  })
  return count === 1
}
