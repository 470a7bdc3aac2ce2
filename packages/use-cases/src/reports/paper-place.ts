import type { ListedForm, PaperSubject } from '@nq15/domain/reports'

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

/** Whether a proof of a permission opens a form: all of `paper:read`, those without persons of `paper:list`, one's own two of `rating:self`. */
export function mayReadForm(permission: string, { code }: ListedForm): boolean {
  if (permission === 'paper:list') return impersonal.includes(code)
  return permission === 'paper:read' || (permission === 'rating:self' && isOwnForm(code))
}

/** The forms a member fills in and prints himself. */
const isOwnForm = (code: string): boolean => code === 'self-review' || code === 'quarterly'

/** Whether a form stands on the page of this kind of subject. */
export const isFormOf = (form: ListedForm, subject: PaperSubject): boolean => form.of.includes(subject)
