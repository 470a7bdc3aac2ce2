import type { Database } from '@nq15/db/client'
import { listBundles, listSubjectPapers, type PaperRow } from '@nq15/db/reports/paper.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { formsOf, type ListedForm } from '@nq15/domain/reports'
import { isOwnForm } from './make-paper.ts'
import { readSubject, type SubjectGround } from './read-paper-ground.ts'

/** The papers' page of a cell, a committee or a member: each form with its line in the register, newest first. */
export type SubjectPapers = SubjectGround & {
  readonly forms: readonly { readonly form: ListedForm; readonly papers: readonly PaperRow[] }[]
  readonly bundles: Awaited<ReturnType<typeof listBundles>>
}

/** Lists the forms about an organization, or one case of it, for `paper:read`; a member sees his own two. Null out of scope. */
export async function listSubjectForms(
  db: Database,
  scope: Scope,
  { now, ...of }: { campaignId: string; organizationId: string; caseId: string | null; now: Date },
): Promise<SubjectPapers | null> {
  const isOwn = scope.permission === 'rating:self'
  if (scope.permission !== 'paper:read' && !isOwn) return null
  return db.asReader(scope, async (tx) => {
    const found = await readSubject(tx, scope, { ...of, day: todayInHanoi(now) })
    if (!found || (isOwn && found.subject !== 'member')) return null
    const papers = isOwn ? [] : await listSubjectPapers(tx, scope, { ...of, subjectId: of.organizationId })
    const forms = formsOf(found.subject, found.campaign.year).filter(({ code }) => !isOwn || isOwnForm(code))
    return {
      ...found,
      forms: forms.map((form) => ({ form, papers: papers.filter((paper) => paper.form === form.code) })),
      bundles: isOwn ? [] : await listBundles(tx, scope, of),
    }
  })
}
