import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'

/**
 * The proof of the service that counts and freezes a campaign's population, on the word of who asked: the trail names both.
 * Only called behind a gate that has proved `campaign:setup`.
 */
export function campaignService({ actor }: SignedIn): Scope {
  const service = serviceActor('campaign', { requestId: actor.requestId, onBehalfOf: actor.userId })
  const scope = proveScope(service, 'rating:work')
  if (!scope) throw new Error('the campaign service lacks rating:work')
  return scope
}

/**
 * The proof of the service that counts open last days again, on the word of who changed the calendar. Only called behind a
 * gate that has proved `calendar:write`; its keeper himself sees no record of an organization.
 */
export function deadlineService({ actor }: SignedIn): Scope {
  const service = serviceActor('campaign', { requestId: actor.requestId, onBehalfOf: actor.userId })
  const scope = proveScope(service, 'campaign:setup')
  if (!scope) throw new Error('the campaign service lacks campaign:setup')
  return scope
}

/**
 * The hand that writes questions, publications and opinion notes on the word of who asked. The use cases ask for the person's own
 * proof beside it.
 */
export function informationHand({ actor }: SignedIn): Scope {
  const service = serviceActor('information', { requestId: actor.requestId, onBehalfOf: actor.userId })
  const scope = proveScope(service, 'information:decide')
  if (!scope) throw new Error('the hand of information lacks information:decide')
  return scope
}

/**
 * The hand that plans changes of organizations and writes decided ones, on the word of who asked: rights and members are not
 * his to list. Only called behind a gate that has proved `organization:write` or `organization:decide`.
 */
export function successionHand({ actor }: SignedIn): Scope {
  const service = serviceActor('succession', { requestId: actor.requestId, onBehalfOf: actor.userId })
  const scope = proveScope(service, 'organization:decide')
  if (!scope) throw new Error('the hand of successions lacks organization:decide')
  return scope
}
