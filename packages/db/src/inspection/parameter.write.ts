import type { InspectionParameter } from '@nq15/domain/inspection'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Sets a value from a day on; false when one was set from that very day. */
export async function insertInspectionParameter(
  tx: Tx,
  _scope: Scope,
  of: InspectionParameter & { readonly organizationId: string; readonly setBy: string; readonly setByName: string },
): Promise<boolean> {
  const { organizationId, name, validFrom, ...rest } = of
  const standing = await tx.inspectionParameter.count({
    where: { organizationId, name, validFrom: dateOf(validFrom) },
  })
  if (standing > 0) return false
  await tx.inspectionParameter.createMany({
    data: [{ id: newId(), organizationId, name, validFrom: dateOf(validFrom), ...rest }],
  })
  return true
}
