import type { Scope } from '@nq15/db/scope'
import { impersonalForms, type ListedForm, type PaperSubject } from '@nq15/domain/reports'
import { namedIn } from '../ratings/unit-work.ts'

/** Which paper: a form, in the year of a campaign, about an organization or about one case of it. */
export type PaperPlace = {
  readonly campaignId: string
  readonly organizationId: string
  readonly form: ListedForm
  readonly caseId: string | null
  /** Of a form that is the paper of a decision: which one, where there are several; the newest else. */
  readonly decisionId?: string | null
}

/** Forms about a member that only his committee issues and reads: they say what he complained of and what was changed. */
const committeeOnly: readonly string[] = ['correction-decision', 'appeal-conclusion', 'appeal-reply']
export const isCommitteeOnly = ({ code }: ListedForm): boolean => committeeOnly.includes(code)

/** Forms that say nothing of a person below the committee's own leaders: who only reads the register may read them. */
const impersonal: readonly string[] = ['cell-decision', 'organization-decision', 'year-report']

/** Forms a superior's office issues itself, none of them about persons. */
export const isIssued = (code: string): boolean => impersonalForms.some((known) => known === code)

/**
 * Whether a proof opens a form: all of `paper:read`, those without persons of `paper:list`, what it may register of `paper:issue`,
 * one's own two of `rating:self`.
 */
export function mayReadForm(permission: string, { code }: Pick<ListedForm, 'code'>): boolean {
  if (permission === 'paper:list') return impersonal.includes(code)
  if (permission === 'paper:issue') return isIssued(code)
  return permission === 'paper:read' || (permission === 'rating:self' && isOwnForm(code))
}

/** The forms a member fills in and prints himself. */
const isOwnForm = (code: string): boolean => code === 'self-review' || code === 'quarterly'

/** Whether a form stands on the page of this kind of subject. */
export const isFormOf = (form: ListedForm, subject: PaperSubject): boolean => form.of.includes(subject)

/** Whether a proof lets write and register a paper: `paper:write` in its reach, `paper:issue` only in the name of the organization it names. */
export const mayIssue = (scope: Scope, { form, caseId, issuerId }: Issued): boolean =>
  scope.permission === 'paper:write' ||
  (scope.permission === 'paper:issue' && caseId === null && isIssued(form.code) && namedIn(scope).includes(issuerId))

/** Whether a proof of `paper:issue` speaks of a paper of the organization it names; every other proof has its own bounds. */
export const isHis = (scope: Scope, issued: Issued): boolean =>
  scope.permission !== 'paper:issue' || mayIssue(scope, issued)

type Issued = {
  readonly form: { readonly code: string }
  readonly caseId: string | null
  readonly issuerId: string
}
