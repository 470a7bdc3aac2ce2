import { createHash } from 'node:crypto'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import {
  applyOverlays,
  canonicalJson,
  earlierReadings,
  type RuleSet,
  ratingRuleSets,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'

/** SHA-256 of a rule set's canonical text: what a campaign is pinned to. */
export const hashOfRules = (ruleSet: RuleSet): string =>
  createHash('sha256').update(canonicalJson(ruleSet)).digest('hex')

/**
 * The rules a campaign is pinned to, by code and hash, with its overlay: the reading it was opened with, also where a later one
 * stands beside it. Throws when this version of the program would read another law than
 * the campaign was opened with: a past year is judged by its own rules or not at all.
 */
export function rulesOf(campaign: Pinned): RuleSet {
  const key = keyOf(campaign)
  const ruleSet = known.get(key) ?? readRules(campaign)
  known.set(key, ruleSet)
  return ruleSet
}

/**
 * The newest reading of a campaign's rules with the campaign's own choices laid over it: null while the campaign stands on it,
 * refused where its choices no longer fit. Nothing moves by its being there.
 */
export function newerReadingOf(campaign: Pinned): Newer {
  const key = keyOf(campaign)
  const newer = newest.get(key) ?? readNewest(campaign)
  newest.set(key, newer)
  return newer
}

type Newer = Result<RuleSet | null, { readonly code: 'OVERLAY_INVALID' }>
const newest = new Map<string, Newer>()

function readNewest(campaign: Pinned): Newer {
  const found = ruleSetByCode(ratingRuleSets, campaign.ruleSetCode)
  if (!found.ok) return ok(null)
  const laid = applyOverlays(found.value, overlaysOf(campaign.options))
  if (!laid.ok) return refuse({ code: 'OVERLAY_INVALID' })
  return ok(hashOfRules(laid.value) === campaign.ruleSetHash ? null : laid.value)
}

/** What a year that is not closed has to be told: that its rules have a newer reading than the one it was opened with. */
export function readingToTell(campaign: Pinned & Pick<Campaign, 'state'>): { vi: string; en: string } | null {
  if (campaign.state === 'closed' || campaign.state === 'archived') return null
  const newer = newerReadingOf(campaign)
  if (!newer.ok || !newer.value) return null
  const { vi, en } = newer.value.reading ?? newer.value.title
  return { vi, en }
}

type Pinned = Pick<Campaign, 'ruleSetCode' | 'ruleSetHash' | 'options'>

const keyOf = ({ ruleSetCode, ruleSetHash, options }: Pinned) => JSON.stringify([ruleSetCode, ruleSetHash, options])

/** Laying the overlay and hashing take longer than reading a page; the same pin always gives the same rules. */
const known = new Map<string, RuleSet>()

function readRules(campaign: Pinned): RuleSet {
  const readings = [...ratingRuleSets, ...earlierReadings].filter(({ code }) => code === campaign.ruleSetCode)
  if (readings.length === 0) throw new Error(`rule set ${campaign.ruleSetCode} is not in this version`)
  const laid = readings.map((reading) => applyOverlays(reading, overlaysOf(campaign.options)))
  const pinned = laid.find((ruleSet) => ruleSet.ok && hashOfRules(ruleSet.value) === campaign.ruleSetHash)
  if (pinned?.ok) return pinned.value
  throw new Error(
    laid.some(({ ok }) => ok)
      ? `rule set ${campaign.ruleSetCode} is not the one the campaign was pinned to`
      : `the overlay of a campaign no longer fits rule set ${campaign.ruleSetCode}`,
  )
}

/** One overlay, several in their order, or none: a campaign keeps what was laid when it was prepared. */
function overlaysOf(options: unknown): readonly unknown[] {
  if (Array.isArray(options)) return options
  return typeof options === 'object' && options !== null && Object.keys(options).length === 0 ? [] : [options]
}
