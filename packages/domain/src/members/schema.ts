import { z } from 'zod'
import { legalDayField } from '../shared/index.ts'

/** Full and probationary members. */
export const memberKinds = ['full', 'probationary'] as const
export type MemberKind = (typeof memberKinds)[number]

/** Where a member stands; `active` when no status span says otherwise. */
export const memberStatuses = [
  'active',
  'exempt',
  'suspended',
  'temporary-transfer',
  'long-absence',
  'transferred-out',
  'struck-off',
  'expelled',
  'deceased',
] as const
export type MemberStatus = (typeof memberStatuses)[number]

/** Statuses with which a person is no longer a member here. */
export const endingStatuses: readonly MemberStatus[] = ['transferred-out', 'struck-off', 'expelled', 'deceased']

/** Party posts held in an organization. */
export const partyPosts = ['secretary', 'deputy-secretary', 'committee-member'] as const
export type PartyPost = (typeof partyPosts)[number]

/** How a member belongs to a cell: his own cell, a cell for a time, or the cell of residence (213-QĐ/TW). */
export const membershipKinds = ['official', 'temporary', 'residence-link'] as const
export type MembershipKind = (typeof membershipKinds)[number]

/** Discipline of persons from the lightest to the heaviest, then `dissolution`, which only organizations receive. */
export const disciplineForms = ['reprimand', 'warning', 'removal-from-post', 'expulsion', 'dissolution'] as const
export type DisciplineForm = (typeof disciplineForms)[number]

/** Whether a violation is linked to duty, as who decided on it says; where nobody said it there is no answer at all. */
export const dutyLinks = ['yes', 'no', 'not-established'] as const
export type DutyLink = (typeof dutyLinks)[number]

/** States of a discipline decision on a day. */
export const disciplineStates = ['effective', 'lapsed', 'revoked-wrongful'] as const
export type DisciplineState = (typeof disciplineStates)[number]

/** Inside or outside the political system: which self-review form a member without a leading position fills. */
export const workGroups = ['in-political-system', 'outside-political-system'] as const
export type WorkGroup = (typeof workGroups)[number]

/** The self-review forms of persons: 2A leaders, 2B others in the political system, 2C outside it. */
export const reviewForms = ['2A', '2B', '2C'] as const
export type ReviewForm = (typeof reviewForms)[number]

const span = { from: legalDayField, to: legalDayField }

/** A status on the days `[from, to)`. */
export const statusSpanSchema = z.strictObject({ status: z.enum(memberStatuses), ...span })
/** Belonging to a cell on the days `[from, to)`. */
export const membershipSpanSchema = z.strictObject({
  organizationId: z.string().min(1),
  kind: z.enum(membershipKinds),
  ...span,
})
/** A Party post in an organization on the days `[from, to)`. */
export const postSpanSchema = z.strictObject({ organizationId: z.string().min(1), post: z.enum(partyPosts), ...span })
/** A position outside the Party's posts; `leads` = it is one of leadership or management (form 2A). */
export const positionSpanSchema = z.strictObject({ title: z.string().min(1), leads: z.boolean(), ...span })

/** One discipline decision; decisions on the same violation share `violationId`. */
export const disciplineSchema = z.strictObject({
  disciplineId: z.string().min(1),
  violationId: z.string().min(1),
  form: z.enum(disciplineForms),
  decisionNumber: z.string().min(1),
  decidedOn: legalDayField,
  announcedOn: legalDayField.nullable(),
  revokedOn: legalDayField.nullable(),
  selfDetectedAndRemedied: z.boolean(),
})
export type Discipline = Readonly<z.infer<typeof disciplineSchema>>

/** The facts kept about a Party member; who is rated is decided in the ratings room. */
export const memberSchema = z.strictObject({
  memberId: z.string().min(1),
  fullName: z.string().min(1),
  cardNumber: z.string().nullable(),
  fileNumber: z.string().nullable(),
  bornOn: legalDayField.nullable(),
  admittedOn: legalDayField,
  fullOn: legalDayField.nullable(),
  workGroup: z.enum(workGroups),
  statuses: z.array(statusSpanSchema).readonly(),
  memberships: z.array(membershipSpanSchema).readonly(),
  posts: z.array(postSpanSchema).readonly(),
  positions: z.array(positionSpanSchema).readonly(),
  disciplines: z.array(disciplineSchema).readonly(),
})
export type Member = Readonly<z.infer<typeof memberSchema>>

/** The self-review form of a person: leaders 2A, others by their work group (43-HD/BTCTW, titles of the forms, T). */
export function reviewFormOf(workGroup: WorkGroup, isLeader: boolean): ReviewForm {
  if (isLeader) return '2A'
  return workGroup === 'in-political-system' ? '2B' : '2C'
}

/** Order of two forms of discipline: positive when `left` is heavier. */
export function compareForms(left: DisciplineForm, right: DisciplineForm): number {
  return disciplineForms.indexOf(left) - disciplineForms.indexOf(right)
}
