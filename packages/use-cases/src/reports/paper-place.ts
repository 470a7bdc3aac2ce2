import type { ListedForm, PaperSubject } from '@nq15/domain/reports'

/** Which paper: a form, in the year of a campaign, about an organization or about one case of it. */
export type PaperPlace = {
  readonly campaignId: string
  readonly organizationId: string
  readonly form: ListedForm
  readonly caseId: string | null
}

/** Whether a form stands on the page of this kind of subject. */
export const isFormOf = (form: ListedForm, subject: PaperSubject): boolean => form.of.includes(subject)
