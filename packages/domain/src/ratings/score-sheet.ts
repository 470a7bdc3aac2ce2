import { z } from 'zod'
import {
  compare,
  confidences,
  type Exact,
  exact,
  exactDecimalPattern,
  inDigits,
  ok,
  plus,
  type Result,
  refuse,
} from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'
import { type Subject, subjectSchema } from './schema.ts'

/**
 * How an item is scored: `BINARY` met or not (all or nothing), `BAND` within the band that was chosen, `FREE` any points up
 * to the maximum, `DERIVED` from the facts of the dossier.
 */
export const itemModes = ['BINARY', 'BAND', 'FREE', 'DERIVED'] as const

/** The shares of the dossier that an item may be derived from. */
export const derivedMetrics = ['onTimeRate', 'doneRate', 'exceededRate', 'limitationsRemediedRate'] as const

const points = z.string().trim().max(20).regex(exactDecimalPattern)
const code = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9.-]+$/)
const text = z.string().trim().min(1).max(400)

const itemShape = {
  code,
  text,
  max: points,
  mode: z.enum(itemModes),
  /** Only for `DERIVED`. */
  from: z.enum(derivedMetrics).optional(),
}
const itemSchema = z.strictObject(itemShape).refine(({ mode, from }) => (mode === 'DERIVED') === (from !== undefined), {
  path: ['from'],
  message: 'only DERIVED',
})
/** A leaf of the tree: what is scored. */
export type SheetItem = Readonly<z.infer<typeof itemSchema>>

const groupSchema = z.strictObject({ code, text, max: points, items: z.array(itemSchema).min(1).max(40) })
/** A heading of the tree; its maximum is exactly the sum of its items'. */
export type SheetGroup = Readonly<z.infer<typeof groupSchema>>

const bandSchema = z.strictObject({ code, text, from: points, below: points.nullable() })
const axisSchema = z.strictObject({ code, text })

/** One sheet: 30 points of general criteria and 70 of results, for some subjects. */
export const scoreSheetSchema = z.strictObject({
  code,
  title: text,
  subjects: z.array(subjectSchema).min(1),
  general: z.array(groupSchema).min(1).max(12),
  results: z.union([
    z.strictObject({ kind: z.literal('ITEMS'), groups: z.array(groupSchema).min(1).max(12) }),
    // The maxima of the axes are the person's own, approved by the collective.
    z.strictObject({ kind: z.literal('AXES'), axes: z.array(axisSchema).min(1).max(12) }),
  ]),
  /** Shares of an item's maximum: the first band reaches up to 100 %. */
  bands: z.array(bandSchema).max(8),
  bonus: z
    .strictObject({
      cap: points,
      items: z
        .array(z.strictObject({ code, text, max: points }))
        .min(1)
        .max(12),
    })
    .nullable(),
  source: z.strictObject({ document: text, provision: text, confidence: z.enum(confidences) }),
})
export type ScoreSheet = Readonly<z.infer<typeof scoreSheetSchema>>

export const sheetFaultCodes = [
  'WEIGHTS_NOT_EXACT',
  'CODE_TWICE',
  'SUBJECT_TWICE',
  'SUBJECT_NOT_IN_RULE_SET',
  'BANDS_WITH_HOLE',
  'BANDS_MISSING',
  'BONUS_OVER_CAP',
  'POINTS_NOT_POSITIVE',
  'NO_POINTS_IN_RULE_SET',
] as const
export type SheetFaultCode = (typeof sheetFaultCodes)[number]
/** Why a sheet cannot be used: `where` is the code of the place, `required` and `actual` in points where they are. */
export type SheetFault = {
  readonly code: SheetFaultCode
  readonly where: string
  readonly required: string | null
  readonly actual: string | null
}

/** Every fault of a set of sheets under a rule set: sums that are not exact, codes and subjects that stand twice, bands with holes. */
export function checkScoreSheets(
  sheets: readonly ScoreSheet[],
  ruleSet: RuleSet,
): Result<null, { readonly code: 'SHEET_INVALID'; readonly faults: readonly SheetFault[] }> {
  const maxima = maximaOf(ruleSet)
  const faults = maxima
    ? [...sheets.flatMap((sheet) => sheetFaults(sheet, { ruleSet, maxima })), ...twice(sheets)]
    : sheets.map(({ code: where }) => fault('NO_POINTS_IN_RULE_SET', where))
  return faults.length > 0 ? refuse({ code: 'SHEET_INVALID', faults } as const) : ok(null)
}

type Maxima = { readonly general: string; readonly results: string }
/** What the law lets each group of criteria reach; null in a generation without points. */
export function maximaOf({ scoreModel: { groups } }: RuleSet): Maxima | null {
  const of = (fact: string) => groups.find((group) => group.fact === fact)?.max
  const [general, results] = [of('generalPoints'), of('resultPoints')]
  return general !== undefined && results !== undefined ? { general, results } : null
}

const fault = (
  code: SheetFaultCode,
  where: string,
  compared: { readonly required?: string; readonly actual?: string } = {},
): SheetFault => ({ code, where, required: compared.required ?? null, actual: compared.actual ?? null })

type Ground = { readonly ruleSet: RuleSet; readonly maxima: Maxima }

function sheetFaults(sheet: ScoreSheet, { ruleSet, maxima }: Ground): SheetFault[] {
  const resultGroups = sheet.results.kind === 'ITEMS' ? sheet.results.groups : []
  const groups = [...sheet.general, ...resultGroups]
  const at = (where: string) => `${sheet.code}/${where}`
  return [
    ...sumFaults(at('general'), maxima.general, sheet.general),
    ...(sheet.results.kind === 'ITEMS' ? sumFaults(at('results'), maxima.results, resultGroups) : []),
    ...groups.flatMap((group) => sumFaults(at(group.code), group.max, group.items)),
    ...groups
      .flatMap(({ items }) => items)
      .filter(({ max }) => exact(max).num <= 0n)
      .map(({ code: item, max }) => fault('POINTS_NOT_POSITIVE', at(item), { required: '> 0', actual: max })),
    ...repeated([
      ...groups.map((group) => group.code),
      ...groups.flatMap(({ items }) => items.map((item) => item.code)),
      ...(sheet.results.kind === 'AXES' ? sheet.results.axes.map((axis) => axis.code) : []),
      ...(sheet.bonus?.items.map((item) => item.code) ?? []),
    ]).map((where) => fault('CODE_TWICE', at(where))),
    ...sheet.subjects
      .filter((subject) => !ruleSet.kinds[subject])
      .map((subject) => fault('SUBJECT_NOT_IN_RULE_SET', at(subject))),
    ...bandFaults(sheet, at),
    ...bonusFaults(sheet, { at, maxima }),
  ]
}

/** The parts must make the whole exactly: 29.999 is not 30. */
function sumFaults(where: string, max: string, parts: readonly { readonly max: string }[]): SheetFault[] {
  const sum = sumOf(parts.map((part) => part.max))
  return compare(sum, exact(max)) === 0
    ? []
    : [fault('WEIGHTS_NOT_EXACT', where, { required: max, actual: inDigits(sum) })]
}

/** The exact sum of decimals. */
export const sumOf = (decimals: readonly string[]): Exact =>
  decimals.reduce<Exact>((sum, one) => plus(sum, exact(one)), exact(0))

function bandFaults({ bands, general, results }: ScoreSheet, at: (where: string) => string): SheetFault[] {
  const groups = [...general, ...(results.kind === 'ITEMS' ? results.groups : [])]
  const asks = groups.some(({ items }) => items.some(({ mode }) => mode === 'BAND'))
  if (bands.length === 0) return asks ? [fault('BANDS_MISSING', at('bands'))] : []
  const holes = bands.flatMap(({ below, code: band }, index) => {
    const expected = index === 0 ? null : (bands[index - 1]?.from ?? null)
    const meets =
      below === expected || (below !== null && expected !== null && compare(exact(below), exact(expected)) === 0)
    return meets ? [] : [fault('BANDS_WITH_HOLE', at(band), { required: expected ?? '1', actual: below ?? '1' })]
  })
  const last = bands.at(-1)
  return last && exact(last.from).num !== 0n
    ? [...holes, fault('BANDS_WITH_HOLE', at(last.code), { required: '0', actual: last.from })]
    : holes
}

function bonusFaults(
  { bonus }: ScoreSheet,
  { at, maxima }: { at: (where: string) => string; maxima: Maxima },
): SheetFault[] {
  if (!bonus) return []
  const cap = exact(bonus.cap)
  return [
    ...(cap.num <= 0n || compare(cap, exact(maxima.results)) > 0
      ? [fault('BONUS_OVER_CAP', at('bonus'), { required: `<= ${maxima.results}`, actual: bonus.cap })]
      : []),
    ...bonus.items
      .filter(({ max }) => compare(exact(max), cap) > 0 || exact(max).num <= 0n)
      .map(({ code: item, max }) => fault('BONUS_OVER_CAP', at(item), { required: `<= ${bonus.cap}`, actual: max })),
  ]
}

const twice = (sheets: readonly ScoreSheet[]): SheetFault[] => [
  ...repeated(sheets.map((sheet) => sheet.code)).map((where) => fault('CODE_TWICE', where)),
  ...repeated(sheets.flatMap(({ subjects }) => [...new Set(subjects)])).map((where) => fault('SUBJECT_TWICE', where)),
]

const repeated = (codes: readonly string[]): string[] => [
  ...new Set(codes.filter((one, index) => codes.indexOf(one) !== index)),
]

/** The sheet of a subject under a rule set with its overlays; null where nobody made one. */
export const sheetOf = ({ scoreSheets = [] }: RuleSet, subject: Subject): ScoreSheet | null =>
  scoreSheets.find(({ subjects }) => subjects.includes(subject)) ?? null
