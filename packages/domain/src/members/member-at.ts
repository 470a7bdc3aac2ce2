import { monthsBetween } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { disciplineStateOn } from './discipline.ts'
import { partyAge } from './party-age.ts'
import {
  compareForms,
  type Discipline,
  endingStatuses,
  type Member,
  type MemberKind,
  type MemberStatus,
  type MembershipKind,
  type PartyPost,
  type ReviewForm,
  reviewFormOf,
} from './schema.ts'

/** A member as he stood on a day; ids of organizations, null where there is none. */
export type MemberAt = {
  readonly memberId: string
  readonly day: LegalDay
  readonly kind: MemberKind
  readonly status: MemberStatus
  readonly isMember: boolean
  readonly monthsSinceAdmission: number
  readonly partyAge: number
  readonly cellId: string | null
  readonly temporaryCellId: string | null
  readonly residenceCellId: string | null
  readonly posts: readonly { readonly organizationId: string; readonly post: PartyPost }[]
  readonly isLeader: boolean
  readonly reviewForm: ReviewForm
  readonly disciplineInEffect: Discipline | null
}

const stands = ({ from, to }: { readonly from: LegalDay; readonly to: LegalDay }, day: LegalDay) =>
  from <= day && day < to

/**
 * The facts about a member on a day; null before his admission. Of two statuses on one day the later begun stands;
 * one that ends membership ends it for good, until a new span says otherwise. No posts are told once it has ended.
 */
export function memberAt(member: Member, day: LegalDay): MemberAt | null {
  if (day < member.admittedOn) return null
  const status =
    member.statuses
      .filter((span) => stands(span, day))
      .toSorted((left, right) => (left.from < right.from ? -1 : 1))
      .at(-1)?.status ?? 'active'
  const isMember = !endingStatuses.includes(status)
  const cellOf = (kind: MembershipKind) =>
    member.memberships.find((span) => span.kind === kind && stands(span, day))?.organizationId ?? null
  const isLeader = member.positions.some((span) => span.leads && stands(span, day))
  const inEffect = member.disciplines.filter(
    (discipline) => disciplineStateOn(discipline, member.disciplines, day) === 'effective',
  )
  const posts = member.posts.filter((span) => isMember && stands(span, day))
  return {
    memberId: member.memberId,
    day,
    kind: member.fullOn !== null && member.fullOn <= day ? 'full' : 'probationary',
    status,
    isMember,
    monthsSinceAdmission: monthsBetween(member.admittedOn, day),
    partyAge: partyAge(member.admittedOn, day),
    cellId: cellOf('official'),
    temporaryCellId: cellOf('temporary'),
    residenceCellId: cellOf('residence-link'),
    posts: posts.map(({ organizationId, post }) => ({ organizationId, post })),
    isLeader,
    reviewForm: reviewFormOf(member.workGroup, isLeader),
    disciplineInEffect: inEffect.toSorted((left, right) => compareForms(left.form, right.form)).at(-1) ?? null,
  }
}
