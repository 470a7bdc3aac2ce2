import type { Database } from '@nq15/db/client'
import { type SheetId, sheetOf } from '@nq15/domain/monitoring'
import { followSheets } from '@nq15/use-cases/incidents/import-project-sheets'
import { serviceScope } from '../events/prove-runs.ts'

/** Judges a commune's forecast again right after a sheet of it changed; one of a cell changes none. The monthly run makes up for a failure. */
export async function forecastAtOnce(
  db: Database,
  { organizationId, sheet }: { readonly organizationId: string; readonly sheet: SheetId },
): Promise<void> {
  if (sheetOf(sheet).of === 'cell') return
  try {
    const hand = serviceScope('incidents', 'case:decide')
    await followSheets(db, hand, { organizationIds: [organizationId], now: new Date() })
  } catch {
    return
  }
}
