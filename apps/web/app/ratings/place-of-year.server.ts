import { allows, type Permission } from '@nq15/domain/access'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { findScope } from '../server/session.server.ts'

/** Where a year opens for a person, by what he does in it: overview, his committee's board, his cell, or his own review. */
export function placeOfYear(person: SignedIn, { year, state }: { year: number; state: string }): string {
  const at = (...wanted: readonly Permission[]) =>
    person.actor.grants.find(
      ({ role, organizationId }) => organizationId && wanted.some((permission) => allows(role, permission)),
    )?.organizationId
  if (state === 'draft') return `/ratings/${year}/setup`
  if (findScope(person, 'rating:overview')) return `/ratings/${year}`
  const board = at('rating:board', 'rating:decide')
  if (board) return `/ratings/${year}/committees/${board}`
  const cell = at('rating:work', 'rating:tally')
  return cell ? `/ratings/${year}/cells/${cell}` : `/ratings/${year}/self`
}
