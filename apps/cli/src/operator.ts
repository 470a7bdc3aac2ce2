import { randomBytes } from 'node:crypto'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'

/** The command's gate: whoever holds the server acts as the operator, and stands in the trail as that. */
export function operatorScope(permission: Permission): Scope {
  const requestId = `nq15-${randomBytes(6).toString('hex')}`
  const scope = proveScope(serviceActor('operator', { requestId }), permission)
  if (!scope) throw new Error(`the operator lacks ${permission}`)
  return scope
}

/** The hand that freezes a campaign's population, on the operator's word. */
export function campaignServiceScope(): Scope {
  const scope = proveScope(serviceActor('campaign'), 'campaign:setup')
  if (!scope) throw new Error('the campaign service lacks its permission')
  return scope
}

/** The hand that tells people, on the operator's word. */
export function eventsScope(): Scope {
  const scope = proveScope(serviceActor('events'), 'event:serve')
  if (!scope) throw new Error('the service of events lacks its permission')
  return scope
}

/** The proof of what an account of the sample may do, while the operator loads it. */
export const sampleProof = proveScope

/** The hand that judges organizations and keeps what it finds, on the operator's word. */
export function screeningScope(): Scope {
  const scope = proveScope(serviceActor('screening'), 'monitoring:screen')
  if (!scope) throw new Error('the service of screening lacks its permission')
  return scope
}
