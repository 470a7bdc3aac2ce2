import type { Tx } from '@nq15/db/client'
import { countOpenPlanTasks, countOpenWatchEntries } from '@nq15/db/consolidation/open-plan-work.read'
import { countOpenFiles } from '@nq15/db/ratings/open-files.read'
import type { Scope } from '@nq15/db/scope'
import type { LegalDay } from '@nq15/domain/shared'

/** How many matters of one kind are open below an organization. */
export type OpenMatters = { readonly matter: string; readonly count: number }

/** One kind of matter that a successor takes over; its words are `organizations.matters.<matter>` of the screens. */
export type OpenMatter = {
  readonly matter: string
  readonly count: (tx: Tx, scope: Scope, about: { organizationId: string; day: LegalDay }) => Promise<number>
}

/** Every kind of matter that a hand-over lists. A room adds its own: signs, plans, tasks, cases. */
export const openMatterKinds: readonly OpenMatter[] = [
  { matter: 'rating-files', count: (tx, scope, { organizationId }) => countOpenFiles(tx, scope, organizationId) },
  {
    matter: 'watch-entries',
    count: (tx, scope, { organizationId }) => countOpenWatchEntries(tx, scope, organizationId),
  },
  { matter: 'plan-tasks', count: (tx, scope, { organizationId }) => countOpenPlanTasks(tx, scope, organizationId) },
]

/** What is open below an organization on a day, by kind; kinds with nothing open are left out. */
export async function listOpenMatters(
  tx: Tx,
  scope: Scope,
  about: { organizationId: string; day: LegalDay },
): Promise<OpenMatters[]> {
  const open: OpenMatters[] = []
  for (const { matter, count } of openMatterKinds) {
    const found = await count(tx, scope, about)
    if (found > 0) open.push({ matter, count: found })
  }
  return open
}
