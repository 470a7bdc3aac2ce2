import { z } from 'zod'
import { confidences, legalDayField, ok, type Result, refuse } from '../shared/index.ts'
import { chosenOptionsSchema, ruleOptionsSchema } from './rule-options.ts'
import type { RuleSet } from './rule-set.ts'
import { checkScoreSheets, type ScoreSheet, type SheetFault, scoreSheetSchema } from './score-sheet.ts'

const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

/** What a committee may lay over a rule set: its open options, its sheets, its calendar and its rounds of ballots. */
export const overlaySchema = z.strictObject({
  code: z.string().trim().min(1).max(60),
  issuer: z.string().trim().min(1).max(300),
  decision: z.strictObject({ number: z.string().trim().min(1).max(60), day: legalDayField }).nullable(),
  confidence: z.enum(confidences),
  options: chosenOptionsSchema,
  scoreSheets: z.array(scoreSheetSchema).min(1).max(12).optional(),
  calendar: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(60),
        from: monthDay,
        to: monthDay,
        yearOffset: z.union([z.literal(0), z.literal(1)]),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  /** Whether the cell votes once (a level) or a second time (who of the proposed is XS). */
  ballotRounds: z.union([z.literal(1), z.literal(2)]).optional(),
})
/** A committee's own choices, as they are drafted, published and pinned. */
export type Overlay = z.infer<typeof overlaySchema>

export type OverlayRefusal = {
  readonly code: 'OVERLAY_INVALID'
  readonly issues: readonly { readonly field: string; readonly message: string }[]
  /** The faults of the score sheets, each with its code and place. */
  readonly sheetFaults: readonly SheetFault[]
}

/**
 * The rule set with a committee's choices laid over its options and their provenance kept; the law itself cannot be
 * changed this way. Refuses unknown fields, values out of range, an exception below the ordinary percentage, options and
 * calendar rows the generation does not know, and sheets whose weights do not total exactly.
 */
export function applyOverlay(ruleSet: RuleSet, overlay: unknown): Result<RuleSet, OverlayRefusal> {
  const parsed = overlaySchema.safeParse(overlay)
  if (!parsed.success) return invalid(issuesOf(parsed.error))

  const { options: chosen, scoreSheets, calendar, ballotRounds, ...provenance } = parsed.data
  const { quota, caps, voting, votingRoundTwo, ...open } = chosen
  const strange = Object.keys(open).filter((name) => !Object.hasOwn(ruleSet.options, name))
  if (strange.length > 0)
    return invalid(strange.map((name) => ({ field: `options.${name}`, message: `${ruleSet.code} has no such option` })))
  const merged = ruleOptionsSchema.safeParse({
    ...ruleSet.options,
    ...open,
    quota: { ...ruleSet.options.quota, ...quota },
    caps: { ...ruleSet.options.caps, ...caps },
    voting: voting ?? ruleSet.options.voting,
    ...(votingRoundTwo ? { votingRoundTwo } : {}),
  })
  if (!merged.success) return invalid(issuesOf(merged.error))
  if (merged.data.quota.exceptionPercent < merged.data.quota.percent)
    return invalid([{ field: 'options.quota.exceptionPercent', message: 'must not be below quota.percent' }])

  const rows = layCalendar(ruleSet, calendar ?? [])
  if (!rows.ok) return rows
  const sheets = laySheets(ruleSet, scoreSheets ?? [])
  if (!sheets.ok) return sheets
  const rounds =
    ballotRounds === undefined
      ? ruleSet.voting.rounds
      : ruleSet.voting.rounds.filter(({ round }) => round <= ballotRounds)
  return ok({
    ...ruleSet,
    ...(calendar ? { calendar: { ...ruleSet.calendar, rows: rows.value } } : {}),
    ...(ballotRounds === undefined ? {} : { voting: { ...ruleSet.voting, rounds } }),
    ...(scoreSheets ? { scoreSheets: sheets.value } : {}),
    options: merged.data,
    overlays: [
      ...ruleSet.overlays,
      {
        ...provenance,
        changes: [
          ...pathsOf(chosen),
          ...(scoreSheets ?? []).map((sheet) => `scoreSheets.${sheet.code}`),
          ...(calendar ?? []).map((row) => `calendar.${row.code}`),
          ...(ballotRounds === undefined ? [] : ['ballotRounds']),
        ],
      },
    ],
  })
}

/** Lays several overlays in order: the city's, then the committee's, then what a campaign chose. */
export function applyOverlays(ruleSet: RuleSet, overlays: readonly unknown[]): Result<RuleSet, OverlayRefusal> {
  return overlays.reduce<Result<RuleSet, OverlayRefusal>>(
    (laid, overlay) => (laid.ok ? applyOverlay(laid.value, overlay) : laid),
    ok(ruleSet),
  )
}

function layCalendar({ calendar: { rows } }: RuleSet, own: NonNullable<Overlay['calendar']>) {
  const unknown = own.filter(({ code }) => !rows.some((row) => row.code === code))
  const backwards = own.filter(({ from, to }) => from > to)
  const issues = [
    ...unknown.map(({ code }) => ({ field: `calendar.${code}`, message: 'no such row' })),
    ...backwards.map(({ code }) => ({ field: `calendar.${code}`, message: 'from must not be after to' })),
  ]
  return issues.length > 0 ? invalid(issues) : ok(rows.map((row) => own.find(({ code }) => code === row.code) ?? row))
}

/** The committee's sheets replace those of the same subjects; the others stay. */
function laySheets(ruleSet: RuleSet, own: readonly ScoreSheet[]) {
  const checked = checkScoreSheets(own, ruleSet)
  if (!checked.ok) return invalid([], checked.refusal.faults)
  const replaced = new Set(own.flatMap(({ subjects }) => subjects))
  const kept = (ruleSet.scoreSheets ?? [])
    .map((sheet) => ({ ...sheet, subjects: sheet.subjects.filter((subject) => !replaced.has(subject)) }))
    .filter(({ subjects }) => subjects.length > 0)
  return ok([...kept, ...own])
}

const invalid = (issues: OverlayRefusal['issues'], sheetFaults: readonly SheetFault[] = []) =>
  refuse({ code: 'OVERLAY_INVALID', issues, sheetFaults } as const)

const issuesOf = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))

const pathsOf = (chosen: object): string[] =>
  Object.entries(chosen).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? pathsOf(value).map((inner) => `${key}.${inner}`) : [key],
  )
