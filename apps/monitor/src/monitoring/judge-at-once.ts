import type { Database } from '@nq15/db/client'
import { rescreen } from '@nq15/use-cases/monitoring/rescreen'
import { serviceScope } from '../events/prove-runs.ts'

/** Judges an organization again right after its facts changed; false when it could not, and the clock does it later. */
export async function judgeAtOnce(
  db: Database,
  { organizationId, from }: { readonly organizationId: string; readonly from: string },
): Promise<boolean> {
  try {
    await rescreen(db, serviceScope('screening', 'monitoring:screen'), { organizationId, from, now: new Date() })
    return true
  } catch {
    return false
  }
}
