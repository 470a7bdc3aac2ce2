import { inForceOn, type LegalDay, ok, type Result, refuse } from '../../shared/index.ts'
import type { IndicatorCatalogue } from '../indicator.ts'
import { catalogue20240101 } from './2024-01-01.ts'

/** Every catalogue the product ships, oldest first; a published one is never edited. */
export const indicatorCatalogues: readonly IndicatorCatalogue[] = [catalogue20240101]

/** The catalogue in force on a day; refuses a day before the first, since no rule is judged backwards unasked. */
export function catalogueOn(day: LegalDay): Result<IndicatorCatalogue, { readonly code: 'NO_CATALOGUE' }> {
  const found = inForceOn(indicatorCatalogues, day)
  return found ? ok(found) : refuse({ code: 'NO_CATALOGUE' })
}
