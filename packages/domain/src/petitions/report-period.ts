import { z } from 'zod'
import { addDays, citeBasis, countDeadline } from '../calendar/index.ts'
import { confidences, type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import type { ReportFinding } from './count-report.ts'
import { type ReportFormCode, type ReportLayouts, reportFormCodes } from './report-cell.ts'
import { circular06From, firstLayouts, formsOfPeriod } from './report-forms.ts'

export const reportPeriods = ['month', 'quarter', 'half', 'nine-months', 'year'] as const
export type ReportPeriod = (typeof reportPeriods)[number]
type Days = { readonly first: LegalDay; readonly last: LegalDay }

/**
 * The days of the period of a kind in which a day lies (Thông tư 06/2025/TT-TTCP, Điều 7): quarters, six and nine months and the year
 * run from the 15th to the 14th, the year from 15/12. A period that was over before 30/9/2025, and a month, go by the calendar.
 */
export function periodOfDay(kind: ReportPeriod, day: LegalDay): Days {
  const old = calendarPeriod(kind, day)
  return kind === 'month' || old.last < circular06From ? old : cutPeriod(kind, day)
}

/** The months whose 14th closes a period. */
const closing = {
  quarter: ['03', '06', '09', '12'],
  half: ['06'],
  'nine-months': ['09'],
  year: ['12'],
} as const satisfies Record<Exclude<ReportPeriod, 'month'>, readonly string[]>

function cutPeriod(kind: Exclude<ReportPeriod, 'month'>, day: LegalDay): Days {
  const year = Number(day.slice(0, 4)) + (day.slice(5) >= '12-15' ? 1 : 0)
  const ends = closing[kind].map((month) => `${year}-${month}-14`)
  const at = Math.max(
    ends.findIndex((end) => day <= end),
    0,
  )
  const before = ends[at - 1]
  return { first: before ? addDays(before, 1) : `${year - 1}-12-15`, last: ends[at] ?? day }
}

function calendarPeriod(kind: ReportPeriod, day: LegalDay): Days {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  const [from, to] = {
    month: [month, month],
    quarter: [month - ((month - 1) % 3), month - ((month - 1) % 3) + 2],
    half: month <= 6 ? [1, 6] : [7, 12],
    'nine-months': [1, 9],
    year: [1, 12],
  }[kind] as [number, number]
  const next = to === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(to + 1).padStart(2, '0')}-01`
  return { first: `${year}-${String(from).padStart(2, '0')}-01`, last: addDays(next, -1) }
}

/** By when the report of a period is sent: communes and departments to the city, the city to the government's inspectorate. */
export type ReportDue = {
  readonly period: Exclude<ReportPeriod, 'month'>
  readonly toCity: LegalDay
  readonly toInspectorate: LegalDay
  /** The provision, as it is cited. */
  readonly basis: string
}

/** The days by which a regular report is sent; null for any other period, whose day is named by whoever asks for it. */
export function reportDue({ first, last }: Days): ReportDue | null {
  if (last < circular06From) return null
  const period = reportPeriods.find((kind) => {
    const usual = kind !== 'month' && periodOfDay(kind, last)
    return usual && usual.first === first && usual.last === last
  })
  if (!period || period === 'month') return null
  const [city, inspectorate] = ['B1', 'B2'].map((rule) => countDeadline({ rule, from: last }, { explain: false }))
  if (!city?.ok || !inspectorate?.ok || !city.value.due || !inspectorate.value.due) return null
  return {
    ...{ period, toCity: city.value.due, toInspectorate: inspectorate.value.due },
    basis: citeBasis(city.value.rule.basis),
  }
}

/** The form of a signature; a later one of the same period says why it replaces the earlier. */
export const signReportSchema = z.strictObject({
  first: legalDayField,
  last: legalDayField,
  span: z.enum(['own', 'tree']),
  signerName: textField.pipe(z.string().min(1).max(120)),
  signerTitle: textField.pipe(z.string().min(1).max(120)),
  reason: textField.pipe(z.string().max(500)),
})
export type SignReport = Readonly<z.infer<typeof signReportSchema>>

export type SignReportRefusal =
  | { readonly code: 'DOES_NOT_ADD_UP'; readonly findings: readonly ReportFinding[] }
  | { readonly code: 'PERIOD_NOT_OVER' | 'PERIOD_BACKWARDS' | 'NOTHING_CHANGED' | 'REASON_REQUIRED' }

/** Whether the tables of a period may be signed: only when it is over, when every formula holds (G18), and anew only with a reason. */
export function checkReportSigning(of: {
  readonly first: LegalDay
  readonly last: LegalDay
  readonly today: LegalDay
  readonly reason: string
  readonly findings: readonly ReportFinding[]
  readonly hash: string
  readonly standingHash: string | null
}): Result<null, SignReportRefusal> {
  const { first, last, today, reason, findings, hash, standingHash } = of
  if (first > last) return refuse({ code: 'PERIOD_BACKWARDS' } as const)
  if (last >= today) return refuse({ code: 'PERIOD_NOT_OVER' } as const)
  const blocking = findings.filter(({ code }) => code === 'DOES_NOT_ADD_UP')
  if (blocking.length > 0) return refuse({ code: 'DOES_NOT_ADD_UP', findings: blocking } as const)
  if (standingHash === null) return ok(null)
  if (standingHash === hash) return refuse({ code: 'NOTHING_CHANGED' } as const)
  return reason === '' ? refuse({ code: 'REASON_REQUIRED' } as const) : ok(null)
}

const shownCell = z.union([z.number(), z.enum(['few', 'hidden']), z.null()])
const values = z.record(z.string(), shownCell)
const frozenWords = z.object({ vi: z.string(), en: z.string() })
/** A layout as it is frozen beside the numbers it was made for: heads and formulas as they were, and which edition counted. */
const frozenLayoutSchema = z.object({
  code: z.enum(reportFormCodes),
  edition: z.number(),
  number: z.string(),
  title: frozenWords,
  set: z.enum(['2021', '2024', '2025', 'own']),
  isConfirmed: z.boolean(),
  basis: z.object({ document: z.string(), provision: z.string(), confidence: z.enum(confidences) }),
  cells: z.array(z.object({ n: z.string(), head: frozenWords, is: z.enum(['count', 'amount', 'missing']) })),
  checks: z.array(
    z.object({
      total: z.string(),
      parts: z.array(z.string()),
      is: z.enum(['sum', 'at-most']),
      weight: z.enum(['BLOCK', 'WATCH']),
    }),
  ),
})
/** What a form is printed by: the layout that stands, or the one frozen with a signature. */
export type PrintedLayout = z.infer<typeof frozenLayoutSchema>

/** The layouts as a report is printed by them, in the order of its forms; counters stay with the edition. */
export const printedLayouts = (
  layouts: ReportLayouts,
  codes: readonly ReportFormCode[] = reportFormCodes,
): readonly PrintedLayout[] => codes.map((code) => frozenLayoutSchema.parse(layouts[code]))

// Reports signed before layouts were frozen were made with the sets of 2021 and 2024, whatever their period.
const beforeLayouts: LegalDay = '2025-09-29'

/** The layouts a signed report was made with; one signed before layouts were frozen was made with the first editions. */
export const layoutsOfSigned = ({ layouts }: SignedReport): readonly PrintedLayout[] =>
  layouts ?? printedLayouts(firstLayouts, formsOfPeriod(beforeLayouts))

/** What is frozen when a period is signed: the cells as the signer may see them, by unit and in sum, and the layout. */
export const signedReportSchema = z.object({
  version: z.string(),
  first: z.string(),
  last: z.string(),
  span: z.enum(['own', 'tree']),
  organization: z.object({ id: z.string(), name: z.string() }),
  units: z.array(z.object({ organizationId: z.string(), name: z.string() })),
  forms: z.array(
    z.object({
      code: z.enum(reportFormCodes),
      lines: z.array(z.object({ organizationId: z.string(), values })),
      total: values,
    }),
  ),
  layouts: z.array(frozenLayoutSchema).optional(),
})
export type SignedReport = z.infer<typeof signedReportSchema>
