import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listBundles, listSubjectPapers, type PaperRow } from '@nq15/db/reports/paper.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { formsOf, type ListedForm } from '@nq15/domain/reports'
import { namedIn } from '../ratings/unit-work.ts'
import { isCommitteeOnly, mayReadForm } from './paper-place.ts'
import { readSubject, type SubjectGround } from './read-paper-ground.ts'

/** The papers' page of a cell, a committee or a member: each form with its line in the register, newest first. */
export type SubjectPapers = SubjectGround & {
  readonly forms: readonly { readonly form: ListedForm; readonly papers: readonly PaperRow[] }[]
  readonly bundles: Awaited<ReturnType<typeof listBundles>>
}

/** Lists the forms about an organization, or one case of it, for `paper:read`; a member sees his own two, who issues or reads the register those without persons. Null out of scope. */
export async function listSubjectForms(
  db: Database,
  scope: Scope,
  { now, ...of }: { campaignId: string; organizationId: string; caseId: string | null; now: Date },
): Promise<SubjectPapers | null> {
  const { permission } = scope
  const isOwn = permission === 'rating:self'
  if (!['paper:read', 'paper:issue', 'paper:list'].includes(permission) && !isOwn) return null
  return db.asReader(scope, async (tx) => {
    const found = await readSubject(tx, scope, { ...of, day: todayInHanoi(now) })
    if (!found || (isOwn && found.subject !== 'member')) return null
    // A superior's office issues in its own name only; of what others issue it reads what the register opens to everybody.
    if (permission === 'paper:issue' && !namedIn(scope).includes(of.organizationId)) return null
    const papers = isOwn ? [] : await listSubjectPapers(tx, scope, { ...of, subjectId: of.organizationId })
    const committeeReads = found.subject !== 'member' || (await isWithin(tx, scope, found.committeeId))
    const forms = formsOf(found.subject, found.campaign.year).filter(
      (form) => mayReadForm(permission, form) && (committeeReads || !isCommitteeOnly(form)),
    )
    return {
      ...found,
      forms: forms.map((form) => ({ form, papers: papers.filter((paper) => paper.form === form.code) })),
      bundles: permission === 'paper:read' ? await listBundles(tx, scope, of) : [],
    }
  })
}
