import type { LegalDay } from '../shared/index.ts'
import type { OrganizationVersion } from './schema.ts'

/**
 * What an act does with a record that hangs on an organization: `home` goes where its member goes (memberships); `ends`
 * stops with its organization (posts); `choice` goes on with the successor that was chosen for it and ends otherwise
 * (rights, duties); `stays` remains where it is and is read by the heirs (ratings, listings, files).
 */
export const recordRules = ['home', 'ends', 'choice', 'stays'] as const
export type RecordRule = (typeof recordRules)[number]

/** One record, or `count` of them told as one, on an organization of the act; days are those it is in force. */
export type GroundRecord = {
  /** A kind of the registry: `members`, `posts`, `grants`, `ratings`, and what later rooms add. */
  readonly kind: string
  readonly rule: RecordRule
  readonly recordId: string
  readonly organizationId: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly count: number
  /** Whose it is, where it is somebody's: the member of a membership or post. */
  readonly memberId: string | null
  /** The account of a right or duty. */
  readonly userId: string | null
  /** What two records on one organization must not share on a day: the role of a right, the duty of an assignment. */
  readonly role: string | null
  readonly isOpen: boolean
}

/** A right as far as sight goes: an account, a role, an organization with everything below it, days. */
export type GroundGrant = {
  readonly grantId: string
  readonly userId: string
  readonly role: string
  readonly organizationId: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** Everything the plan of an act is made of, read in one transaction. */
export type SuccessionGround = {
  /** The day on which it is read. */
  readonly today: LegalDay
  /** Whole histories of the act's organizations, of all that stand below them on the eve, and of all above any of these. */
  readonly versions: readonly OrganizationVersion[]
  readonly links: readonly {
    readonly predecessorId: string
    readonly successorId: string
    readonly inheritsRecords: boolean
  }[]
  /** Organizations whose sight may change: the act's and all below them on the eve, living or ended. */
  readonly region: readonly string[]
  /** Members by cell on the day, for cells of the region that keep theirs. */
  readonly membersByCell: ReadonlyMap<string, number>
  /** Records on organizations that end or are divided. */
  readonly records: readonly GroundRecord[]
  /** Rights in force on or after the day on an organization of the region or above it. */
  readonly grants: readonly GroundGrant[]
  /** Whom the codes and names of the proposal meet on or after the day, outside the act. */
  readonly codesTaken: readonly { readonly code: string; readonly organizationId: string }[]
  readonly namesTaken: readonly { readonly name: string; readonly organizationId: string }[]
  /** Card-less members of the act's cells by file number, where two would meet in one cell. */
  readonly fileNumbers: ReadonlyMap<string, string>
}
