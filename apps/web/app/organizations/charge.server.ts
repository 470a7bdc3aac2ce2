import type { Tx } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type ReadCharge, readCharge } from '@nq15/use-cases/organizations/read-charge'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'

/** Months of duties a page shows, the running one included. */
export const dutyMonthsShown = 3

/** What stands about being in charge of an organization, for the page of whoever may read its plans; null for anybody else. */
export async function chargeOf(
  person: SignedIn,
  { organizationId, since }: { organizationId: string; since: string | null },
): Promise<
  (ReadCharge & { readonly mayNote: boolean; readonly mayReceive: boolean; readonly organizationId: string }) | null
> {
  const scope = findScope(person, 'plan:read')
  if (scope === null) return null
  const today = todayInHanoi(new Date())
  const read = async (tx: Tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return null
    const from = since ?? `${addMonths(today, 1 - dutyMonthsShown).slice(0, 7)}-01`
    return readCharge(tx, scope, { organizationIds: [organizationId], today, since: from, months: dutyMonthsShown })
  }
  const charge = await appResources().db.asReader(scope, read)
  if (charge === null) return null
  return {
    ...charge,
    organizationId,
    mayNote: findScope(person, 'area:note') !== null,
    mayReceive: findScope(person, 'area:receive') !== null,
  }
}
