import type { RuleSet } from '../rule-set.ts'
import { ratingRules20250830 } from './2025-08-30.ts'

/** Every rule set of this version, newest first. A past rating is always re-read under its own. */
export const ratingRuleSets: readonly RuleSet[] = [ratingRules20250830]

/** Generations the contract names that this version does not hold yet; asking for one is refused, never answered by another. */
export const laterRuleSets: readonly string[] = ['G1b', 'G2']
