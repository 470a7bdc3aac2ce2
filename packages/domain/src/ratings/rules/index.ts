import type { RuleSet } from '../rule-set.ts'
import { ratingRules20191018 } from './2019-10-18.ts'
import { ratingRules20231004 } from './2023-10-04.ts'
import { ratingRules20250830 } from './2025-08-30.ts'
import { ratingRules20250830Read202612 } from './2025-08-30-read-2026-12.ts'
import { ratingRules20140925, ratingRules20180308, ratingRules20260522 } from './labels-only.ts'

/** Every rule set of this version: the yearly ones newest first, then the quarterly. A past rating is always re-read under its own. */
export const ratingRuleSets: readonly RuleSet[] = [
  ratingRules20250830Read202612,
  ratingRules20231004,
  ratingRules20191018,
  ratingRules20180308,
  ratingRules20140925,
  ratingRules20260522,
]

/** Readings of a generation that a later one replaced: what was opened with them is judged by them to its end. */
export const earlierReadings: readonly RuleSet[] = [ratingRules20250830]
