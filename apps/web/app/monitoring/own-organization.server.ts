import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { z } from 'zod'

/** The organization a page is about: the one asked for in the address, else the person's own; monitor judges whether he may. */
export function ownOrganization({ actor }: SignedIn, request: Request): string | null {
  const asked = z.uuid().safeParse(new URL(request.url).searchParams.get('org'))
  if (asked.success) return asked.data
  return (
    actor.grants.find(({ organizationId, role }) => organizationId !== null && role !== 'member')?.organizationId ??
    null
  )
}
