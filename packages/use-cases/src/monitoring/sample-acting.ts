import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission, Role } from '@nq15/domain/access'
import type { WatchActing } from './watch-hand.ts'

/** A demo account as it acts in the sample. */
export type SampleActor = {
  readonly userId: string
  readonly name: string
  readonly role: Role
  readonly organizationId: string
}

const actorOf = ({ userId, name, role, organizationId }: SampleActor): Actor => ({
  ...{ kind: 'service', key: userId, userId, name, memberId: null, requestId: 'sample', onBehalfOf: '' },
  grants: [{ role, organizationId }],
})

/** Who acts in the sample with the hand that writes for him; nobody is signed in yet, so the gate's proof comes in. */
export function sampleActing(
  prove: (actor: Actor, permission: Permission) => Scope | null,
  by: SampleActor,
): WatchActing {
  const hand = prove(serviceActor('watch', { requestId: 'sample', onBehalfOf: by.userId }), 'watch:decide')
  if (!hand) throw new Error('the hand of the watch list lacks its permission')
  return { prove: (permission) => prove(actorOf(by), permission), hand }
}
