import type { OrgType } from '../organizations/index.ts'

const aboveCommittees: readonly OrgType[] = ['city-org', 'direct-org']

/** A grant that opens person lists: the role by which, and the type of the organization it is over (null: over everything). */
export type ReadingGrant = {
  readonly role: string
  readonly organizationId: string | null
  readonly orgType: OrgType | null
}

/**
 * The organizations whose members a reader sees by name without asking: those of grants at or below a grassroots committee,
 * and of emergency openings, which carry their reason. Everybody above sees code and cell until names are opened to him
 * with a reason (privacy G1, G9).
 */
export const organizationsWithNames = (grants: readonly ReadingGrant[]): readonly string[] =>
  grants.flatMap(({ role, organizationId, orgType }) =>
    organizationId !== null && (role === 'break-glass' || (orgType !== null && !aboveCommittees.includes(orgType)))
      ? [organizationId]
      : [],
  )

/** A member as he is shown above the grassroots committee: by card, else by the number of his file. */
export const codeOfMember = ({
  cardNumber,
  fileNumber,
}: {
  cardNumber: string | null
  fileNumber: string | null
}): string => cardNumber ?? (fileNumber === null ? '–' : `HS ${fileNumber}`)
