import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { findScope } from '../server/session.server.ts'

/** Which pages about rights a person is offered. */
export const rightsTabs = (person: SignedIn) => ({
  review: findScope(person, 'access:review') !== null,
  breakGlass: findScope(person, 'access:break-glass') !== null || findScope(person, 'audit:read') !== null,
})
