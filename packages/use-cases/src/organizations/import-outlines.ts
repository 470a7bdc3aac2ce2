import type { Database } from '@nq15/db/client'
import { listCommunesOn } from '@nq15/db/organizations/area.read'
import { keepOutlines } from '@nq15/db/organizations/area.write'
import type { Scope } from '@nq15/db/scope'
import { type OutlineFinding, type OutlinesRefused, readOutlines } from '@nq15/domain/organizations'
import { type LegalDay, ok, type Result } from '@nq15/domain/shared'

/** How many outlines are new or changed and how many stood there; what was kept although it is not flawless. */
export type OutlinesImported = {
  readonly outlines: { readonly new: number; readonly same: number }
  readonly warnings: readonly OutlineFinding[]
}

/**
 * Keeps the outlines of a parsed GeoJSON file for the communes of a day; `source` says where they are from. A second run keeps
 * nothing new. Refuses OUTLINES_REFUSED with every bad feature by its number; then nothing is kept.
 */
export function importOutlines(
  db: Database,
  scope: Scope,
  { file, day, source }: { file: unknown; day: LegalDay; source: string },
): Promise<Result<OutlinesImported, OutlinesRefused>> {
  return db.asActor(scope, async (tx) => {
    const names = new Map((await listCommunesOn(tx, scope, day)).map(({ code, name }) => [code, name]))
    const read = readOutlines(file, names)
    if (!read.ok) return read
    const { outlines, warnings } = read.value
    const kept = await keepOutlines(tx, scope, { outlines, day, source })
    return ok({ outlines: { new: kept, same: outlines.length - kept }, warnings })
  })
}
