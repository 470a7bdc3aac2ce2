import { z } from 'zod'
import {
  compare,
  type Exact,
  exact,
  exactDecimalPattern,
  inDigits,
  ok,
  over,
  plus,
  type Result,
  refuse,
  times,
} from '../shared/index.ts'
import { measureFact } from './measure-fact.ts'
import type { RuleSet } from './rule-set.ts'
import type { RatingFacts } from './schema.ts'
import { maximaOf, type ScoreSheet, type SheetGroup, type SheetItem, sumOf } from './score-sheet.ts'

const decimal = z.string().trim().max(20).regex(exactDecimalPattern)
const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('met'), met: z.boolean() }),
  z.strictObject({ kind: z.literal('band'), band: z.string().max(40), points: decimal }),
  z.strictObject({ kind: z.literal('points'), points: decimal }),
  z.strictObject({ kind: z.literal('not-applicable'), reason: z.string().trim().min(1).max(400) }),
])
/** What was entered for one item; an item without an entry is not scored yet. */
export type ItemEntry = z.infer<typeof entrySchema>

/** The scores of one person on one sheet: entries by item code and, where the sheet has axes, his own maxima of them. */
export const itemScoresSchema = z.strictObject({
  entries: z.record(z.string().max(40), entrySchema),
  axisMaxima: z.record(z.string().max(40), decimal),
})
export type ItemScores = z.infer<typeof itemScoresSchema>

export const scoreFaultCodes = [
  'UNKNOWN_ITEM',
  'WRONG_KIND_OF_ENTRY',
  'POINTS_OVER_MAX',
  'POINTS_NEGATIVE',
  'POINTS_OUTSIDE_BAND',
  'UNKNOWN_BAND',
  'AXIS_MAXIMA_NOT_EXACT',
  'AXIS_MAXIMUM_NEGATIVE',
] as const
type ScoreFault = {
  readonly code: (typeof scoreFaultCodes)[number]
  readonly item: string
  readonly required: string | null
  readonly actual: string | null
}
export type ScoreRefusal = { readonly code: 'SCORES_INVALID'; readonly faults: readonly ScoreFault[] }

/** How the points of an item came about, in words of the messages. */
export type ItemWhy =
  | 'MET'
  | 'NOT_MET'
  | 'IN_BAND'
  | 'ENTERED'
  | 'DERIVED'
  | 'DERIVED_UNKNOWN'
  | 'NOT_APPLICABLE'
  | 'NOT_SCORED'

/** One item explained: `points` null when it is not scored or not applicable; both as decimals cut after three places. */
export type ScoredItem = {
  readonly code: string
  readonly text: string
  readonly max: string
  readonly points: string | null
  readonly why: ItemWhy
  readonly shown: string | null
}
type ScoredGroup = {
  readonly code: string
  readonly text: string
  readonly max: string
  readonly points: string | null
  /** The maximum that was left when items do not apply: the points are scaled up from it, for not applicable is not zero. */
  readonly scaledFrom: string | null
  readonly items: readonly ScoredItem[]
}

/** A dossier scored by its sheet; the points are null while an item is missing. */
export type ScoredDossier = {
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly total: string | null
  readonly groups: readonly (ScoredGroup & { readonly part: 'general' | 'results' })[]
  readonly bonus: { readonly points: string; readonly cap: string; readonly counted: string } | null
  /** Codes of the items nobody scored. */
  readonly missing: readonly string[]
}

type Asked = {
  readonly sheet: ScoreSheet
  readonly scores: ItemScores
  readonly facts: RatingFacts
  readonly ruleSet: RuleSet
}

/**
 * Scores one dossier by its sheet, exactly, and explains each item. An item that does not apply leaves its group's maximum
 * and the rest is scaled up to it; a bonus counts up to its cap and never lifts the results above their maximum. Refuses
 * entries that do not fit their item and axis maxima that do not total exactly.
 */
export function scoreDossier(asked: Asked): Result<ScoredDossier, ScoreRefusal> {
  const { sheet, scores, ruleSet } = asked
  const maxima = maximaOf(ruleSet)
  if (!maxima) throw new Error(`rule set ${ruleSet.code} has no points`)
  const resultGroups =
    sheet.results.kind === 'ITEMS' ? sheet.results.groups : [axesAsGroup(sheet, scores, maxima.results)]
  const faults = [
    ...axisFaults(sheet, scores, maxima.results),
    ...entryFaults(asked, [...sheet.general, ...resultGroups]),
  ]
  if (faults.length > 0) return refuse({ code: 'SCORES_INVALID', faults } as const)

  const general = sheet.general.map((group) => scoreGroup(group, asked))
  const results = resultGroups.map((group) => scoreGroup(group, asked))
  const bonus = scoreBonus(sheet, scores)
  const generalPoints = sumPart(general, maxima.general)
  const plain = sumPart(results, maxima.results)
  const resultPoints = plain && bonus ? least(plus(plain, bonus.counted), exact(maxima.results)) : plain
  return ok({
    generalPoints: shown(generalPoints),
    resultPoints: shown(resultPoints),
    total: generalPoints && resultPoints ? cut(plus(generalPoints, resultPoints)) : null,
    groups: [
      ...general.map((group) => ({ ...toShown(group), part: 'general' as const })),
      ...results.map((group) => ({ ...toShown(group), part: 'results' as const })),
    ],
    bonus: bonus && { points: cut(bonus.points), cap: bonus.cap, counted: cut(bonus.counted) },
    missing: [
      ...(sheet.results.kind === 'AXES' && Object.keys(scores.axisMaxima).length === 0 ? ['axes'] : []),
      ...[...general, ...results].flatMap(({ items }) =>
        items.filter(({ why }) => why === 'NOT_SCORED' || why === 'DERIVED_UNKNOWN').map(({ code }) => code),
      ),
    ],
  })
}

/** Cut after three places, as points are stored: 89.9996 never shows as 90. */
const cut = (value: Exact): string => inDigits(value, 3)
const shown = (value: Exact | null): string | null => (value ? cut(value) : null)
const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b)

/** The axes as one group of free items whose maxima are the person's own; an axis of nothing does not apply. */
const axesAsGroup = (sheet: ScoreSheet, { axisMaxima }: ItemScores, max: string): SheetGroup => ({
  code: 'axes',
  text: 'axes',
  max,
  items: (sheet.results.kind === 'AXES' ? sheet.results.axes : []).map(({ code, text }) => ({
    code,
    text,
    max: axisMaxima[code] ?? '0',
    mode: 'FREE' as const,
  })),
})

function axisFaults(sheet: ScoreSheet, { axisMaxima }: ItemScores, max: string): ScoreFault[] {
  if (sheet.results.kind !== 'AXES') return []
  const known = new Set(sheet.results.axes.map(({ code }) => code))
  const named = Object.entries(axisMaxima)
  // Before anybody proposed maxima nothing is wrong yet: nothing is scored either.
  if (named.length === 0) return []
  const sum = sumOf(named.map(([, one]) => one))
  return [
    ...named.filter(([code]) => !known.has(code)).map(([item]) => faultOf('UNKNOWN_ITEM', item)),
    ...named
      .filter(([, one]) => exact(one).num < 0n)
      .map(([item, actual]) => faultOf('AXIS_MAXIMUM_NEGATIVE', item, { required: '>= 0', actual })),
    ...(compare(sum, exact(max)) === 0
      ? []
      : [faultOf('AXIS_MAXIMA_NOT_EXACT', 'axes', { required: max, actual: inDigits(sum) })]),
  ]
}

const faultOf = (
  code: ScoreFault['code'],
  item: string,
  compared: { readonly required?: string; readonly actual?: string } = {},
): ScoreFault => ({ code, item, required: compared.required ?? null, actual: compared.actual ?? null })

function entryFaults({ sheet, scores }: Asked, groups: readonly SheetGroup[]): ScoreFault[] {
  const items = new Map(groups.flatMap((group) => group.items.map((item) => [item.code, item] as const)))
  const bonus = new Map(sheet.bonus?.items.map((item) => [item.code, item] as const) ?? [])
  return Object.entries(scores.entries).flatMap(([code, entry]) => {
    const item = items.get(code)
    const extra = bonus.get(code)
    if (extra)
      return entry.kind === 'points'
        ? pointFaults(code, entry.points, extra.max)
        : [faultOf('WRONG_KIND_OF_ENTRY', code)]
    return item ? itemFaults(item, entry, sheet) : [faultOf('UNKNOWN_ITEM', code)]
  })
}

const kindOfMode = { BINARY: 'met', BAND: 'band', FREE: 'points', DERIVED: 'not-applicable' } as const

function itemFaults(item: SheetItem, entry: ItemEntry, { bands }: ScoreSheet): ScoreFault[] {
  if (entry.kind === 'not-applicable') return []
  if (entry.kind !== kindOfMode[item.mode]) return [faultOf('WRONG_KIND_OF_ENTRY', item.code)]
  if (entry.kind === 'points') return pointFaults(item.code, entry.points, item.max)
  if (entry.kind !== 'band') return []
  const band = bands.find(({ code }) => code === entry.band)
  if (!band) return [faultOf('UNKNOWN_BAND', item.code, { actual: entry.band })]
  const given = exact(entry.points)
  const max = exact(item.max)
  const [least, most] = [times(exact(band.from), max), band.below === null ? max : times(exact(band.below), max)]
  const inside =
    compare(given, least) >= 0 && (band.below === null ? compare(given, most) <= 0 : compare(given, most) < 0)
  return inside
    ? []
    : [
        faultOf('POINTS_OUTSIDE_BAND', item.code, {
          required: `${inDigits(least)}–${inDigits(most)}`,
          actual: entry.points,
        }),
      ]
}

function pointFaults(item: string, given: string, max: string): ScoreFault[] {
  if (exact(given).num < 0n) return [faultOf('POINTS_NEGATIVE', item, { required: '>= 0', actual: given })]
  return compare(exact(given), exact(max)) > 0
    ? [faultOf('POINTS_OVER_MAX', item, { required: max, actual: given })]
    : []
}

type Weighed = Omit<ScoredItem, 'points'> & { readonly points: Exact | null; readonly applies: boolean }
type WeighedGroup = Omit<ScoredGroup, 'items' | 'points'> & {
  readonly items: readonly Weighed[]
  readonly points: Exact | null
  readonly applies: boolean
}

function scoreGroup(group: SheetGroup, asked: Asked): WeighedGroup {
  const items = group.items.map((item) => scoreItem(item, asked))
  const applying = items.filter(({ applies }) => applies)
  const { code, text, max } = group
  if (applying.length === 0) return { code, text, max, items, points: null, scaledFrom: null, applies: false }
  const left = sumOf(applying.map((item) => item.max))
  const scored = applying.map(({ points }) => points)
  const sum = scored.includes(null)
    ? null
    : scored.reduce<Exact>((total, one) => plus(total, one ?? exact(0)), exact(0))
  const whole = compare(left, exact(max)) === 0
  const points = sum && !whole ? over(times(sum, exact(max)), left) : sum
  return { code, text, max, items, points, scaledFrom: whole ? null : inDigits(left), applies: true }
}

function scoreItem(item: SheetItem, { scores, facts, ruleSet }: Asked): Weighed {
  const { code, text, max } = item
  const entry = scores.entries[code]
  const told = (why: ItemWhy, points: Exact | null, shownAs: string | null = null): Weighed => ({
    code,
    text,
    max,
    why,
    points,
    shown: shownAs,
    applies: why !== 'NOT_APPLICABLE',
  })
  if (entry?.kind === 'not-applicable') return told('NOT_APPLICABLE', null, entry.reason)
  if (exact(max).num === 0n) return told('NOT_APPLICABLE', null)
  if (item.mode === 'DERIVED' && item.from) {
    const found = measureFact(item.from, facts, ruleSet.options.unstatedActs)
    if (found.kind !== 'known') return told('DERIVED_UNKNOWN', null)
    const share = { num: BigInt(found.value.num), den: BigInt(found.value.den) }
    // What goes beyond the whole of a target is capped.
    return told('DERIVED', least(times(share, exact(max)), exact(max)), `${found.value.num}/${found.value.den}`)
  }
  if (entry?.kind === 'met') return entry.met ? told('MET', exact(max)) : told('NOT_MET', exact(0))
  if (entry?.kind === 'band') return told('IN_BAND', exact(entry.points), entry.band)
  if (entry?.kind === 'points') return told('ENTERED', exact(entry.points))
  return told('NOT_SCORED', null)
}

/** The groups that apply, scaled up to the part's maximum where some do not; null while something is missing. */
function sumPart(groups: readonly WeighedGroup[], max: string): Exact | null {
  const applying = groups.filter(({ applies }) => applies)
  if (applying.length === 0 || applying.some(({ points }) => points === null)) return null
  const sum = applying.reduce<Exact>((total, { points }) => plus(total, points ?? exact(0)), exact(0))
  const left = sumOf(applying.map((group) => group.max))
  return compare(left, exact(max)) === 0 ? sum : over(times(sum, exact(max)), left)
}

function scoreBonus({ bonus }: ScoreSheet, { entries }: ItemScores) {
  if (!bonus) return null
  const points = sumOf(
    bonus.items.flatMap(({ code }) => {
      const entry = entries[code]
      return entry?.kind === 'points' ? [entry.points] : []
    }),
  )
  return { points, cap: bonus.cap, counted: least(points, exact(bonus.cap)) }
}

const toShown = ({ items, points, applies: _, ...group }: WeighedGroup): ScoredGroup => ({
  ...group,
  points: shown(points),
  items: items.map(({ points: one, applies: __, ...item }) => ({ ...item, points: shown(one) })),
})
