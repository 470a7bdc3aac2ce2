import type { Tx } from '@nq15/db/client'
import { listOverlays } from '@nq15/db/monitoring/overlay.read'
import { listAbove } from '@nq15/db/monitoring/screened.read'
import type { Scope } from '@nq15/db/scope'
import {
  applyOverlay,
  catalogueOn,
  type IndicatorCatalogue,
  type ReadCatalogue,
  readCatalogue,
} from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'

/** The rules an organization is judged by on a day, read once, with the hash that names them for ever. */
export type RulesInForce = {
  readonly read: ReadCatalogue
  readonly catalogue: IndicatorCatalogue
  readonly code: string
  readonly hash: string
}

/**
 * The catalogue in force on a day, with the thresholds that the organization or one above it has published by then. Throws for
 * a day before the first catalogue, and for a published overlay that no longer fits: both are faults, not refusals.
 */
export async function readRules(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: { readonly organizationId: string; readonly day: LegalDay },
): Promise<RulesInForce> {
  const shipped = catalogueOn(day)
  if (!shipped.ok) throw new Error(`no catalogue on ${day}`)
  const overlays = await listOverlays(tx, scope, await listAbove(tx, scope, { organizationId, day }))
  const own = overlays.find(({ state, effectiveFrom }) => state === 'published' && effectiveFrom <= day)
  return rulesOf(shipped.value, own ?? null)
}

/** A shipped catalogue with an overlay in it. */
export function rulesOf(
  shipped: IndicatorCatalogue,
  own: { readonly number: number; readonly content: Parameters<typeof applyOverlay>[1] } | null,
): RulesInForce {
  const applied = own ? applyOverlay(shipped, own.content, own.number) : { ok: true as const, value: shipped }
  if (!applied.ok) throw new Error(`overlay ${own?.number} does not fit ${shipped.code}`)
  const catalogue = applied.value
  return { read: readCatalogue(catalogue), catalogue, code: catalogue.code, hash: hashText(JSON.stringify(catalogue)) }
}
