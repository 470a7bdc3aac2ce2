import { z } from 'zod'
import { addDays, daysBetween } from '../calendar/index.ts'
import { type LegalDay, type LegalSource, ok, type Result, refuse } from '../shared/index.ts'
import type { PlanContent } from './plan.ts'
import type { TaskState } from './task.ts'

/** How often a plan is reported on: one page a month, more a quarter (weak units, section 6.2 K4). */
export const reportKinds = ['month', 'quarter'] as const
export type ReportKind = (typeof reportKinds)[number]

/** Where the times of the reports come from. */
export const reportSource: LegalSource = {
  document: 'Quy ước của sản phẩm, chờ văn bản của Thành ủy',
  provision: 'weak-units:6.2 K4',
  confidence: 'design',
}
/** The day of the month on which a report is due where the plan names none. */
export const usualReportDay = 25

/** A period by its name, `2026-11` or `2026-Q4`. */
export const reportPeriodSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/)

const prose = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().max(longest))
/** What the author adds to the facts: an assessment, what help is needed, what comes next. Short enough for one page. */
export const reportWordsSchema = z.strictObject({ assessment: prose(1_200), help: prose(600), next: prose(600) })
export type ReportWords = Readonly<z.infer<typeof reportWordsSchema>>

/** A report a plan owes: its period, first and last day, and the day on which it is due. */
export type ReportDue = {
  readonly kind: ReportKind
  readonly period: string
  readonly from: LegalDay
  readonly to: LegalDay
  readonly dueOn: LegalDay
}

const two = (month: number) => String(month).padStart(2, '0')
const lastDayOf = (month: string): LegalDay => addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)

/** A period by its name with its days; the quarter's report is due with that of its last month. */
export function reportPeriod(
  period: string,
  { reportDay = usualReportDay }: Pick<PlanContent, 'reportDay'>,
): ReportDue {
  const [year = '', part = ''] = period.split('-')
  const isQuarter = part.startsWith('Q')
  const last = isQuarter ? two(Number(part.slice(1)) * 3) : part
  const first = isQuarter ? two(Number(part.slice(1)) * 3 - 2) : part
  return {
    kind: isQuarter ? 'quarter' : 'month',
    period,
    from: `${year}-${first}-01`,
    to: lastDayOf(`${year}-${last}`),
    dueOn: `${year}-${last}-${two(reportDay)}`,
  }
}

/** A plan as the calendar of its reports reads it: approved on a day, and the day from which nothing is owed any more. */
export type ReportingPlan = {
  readonly approvedOn: LegalDay | null
  readonly endedOn: LegalDay | null
  readonly endsOn: LegalDay
  readonly content: Pick<PlanContent, 'reportDay'>
}

/**
 * Every report a plan owes up to the period that runs today, oldest first: from the approval to the day on which it was done or
 * ended. A period whose day had passed when the plan was approved is not owed.
 */
export function reportsOf({ approvedOn, endedOn, content }: ReportingPlan, today: LegalDay): readonly ReportDue[] {
  if (approvedOn === null) return []
  const until = endedOn !== null && endedOn < today ? endedOn : today
  const due: ReportDue[] = []
  let first = `${approvedOn.slice(0, 7)}-01`
  while (first <= until && due.length < 60) {
    const [year, month] = [first.slice(0, 4), Number(first.slice(5, 7))]
    const names = [first.slice(0, 7), ...(month % 3 === 0 ? [`${year}-Q${month / 3}`] : [])]
    due.push(...names.map((name) => reportPeriod(name, content)).filter(({ dueOn }) => dueOn >= approvedOn))
    first = `${addDays(first, 32).slice(0, 7)}-01`
  }
  // What ended before the day of a report owes none for that period.
  return due.filter(({ dueOn }) => endedOn === null || dueOn <= endedOn)
}

type ReportTask = {
  readonly title: string
  readonly ownerName: string
  readonly state: TaskState
  readonly dueOn: LegalDay
  readonly doneOn: LegalDay | null
  readonly baselineDueOn: LegalDay | null
  readonly waitingFor: string | null
}

/** What the facts of a report are made of, as they stand on the day it is read. */
export type ReportGround = {
  readonly today: LegalDay
  readonly endsOn: LegalDay
  readonly tasks: readonly ReportTask[]
  readonly goals: PlanContent['goals']
  /** What the screening said of the plan's signs when it was approved, and by month since. */
  readonly situation: readonly { readonly code: string; readonly status: string | null }[]
  readonly colours: readonly { readonly code: string; readonly month: string; readonly status: string }[]
  readonly visits: readonly { readonly visitedOn: LegalDay; readonly authorName: string; readonly seen: string }[]
  readonly review: { readonly isPositive: boolean; readonly reference: string } | null
}

const line = z.object({ title: z.string(), ownerName: z.string(), day: z.string() })
/** The facts of a report; frozen with the signature. Counts of tasks, and of signs what was said before and at the end. */
export const reportFactsSchema = z.object({
  asOf: z.string(),
  counts: z.object({ all: z.number(), due: z.number(), done: z.number(), late: z.number(), waiting: z.number() }),
  due: z.array(line),
  done: z.array(line),
  late: z.array(line),
  waiting: z.array(line.extend({ waitingFor: z.string() })),
  signs: z.array(
    z.object({
      code: z.string(),
      atApproval: z.string().nullable(),
      before: z.string().nullable(),
      now: z.string().nullable(),
      month: z.string().nullable(),
    }),
  ),
  goals: z.array(
    z.object({
      signCode: z.string(),
      measure: z.string(),
      baseline: z.number().nullable(),
      target: z.number(),
      unit: z.string(),
      dueOn: z.string(),
    }),
  ),
  visits: z.array(z.object({ visitedOn: z.string(), authorName: z.string(), seen: z.string() })),
  review: z.object({ isPositive: z.boolean(), reference: z.string() }).nullable(),
  forecast: z.object({ open: z.number(), slipDays: z.number(), daysLeft: z.number(), endsOn: z.string() }),
})
export type ReportFacts = z.infer<typeof reportFactsSchema>

const later = (one: LegalDay, other: LegalDay) => (one.localeCompare(other) > 0 ? one : other)

/** Most lines of one kind a page can carry; the counts are whole. */
const mostLines = 8

/** Writes the facts of a report: what of the period was due, done and late, how signs moved, and for a quarter what else K4 asks for. */
export function reportFacts({ kind, from, to }: ReportDue, ground: ReportGround): ReportFacts {
  const { today, endsOn, tasks, colours, situation } = ground
  const asOf = today < to ? today : to
  // Late at the end of a past period is what was not done by then, whatever was done since.
  const cut = today <= to ? today : addDays(to, 1)
  const inside = (day: LegalDay | null) => day !== null && from <= day && day <= asOf
  const standing = tasks.filter(({ state }) => state !== 'closed')
  const wasOpen = ({ doneOn }: ReportTask) => doneOn === null || doneOn >= cut
  const due = standing.filter(({ dueOn }) => from <= dueOn && dueOn <= to)
  const done = standing.filter(({ doneOn }) => inside(doneOn))
  const late = standing.filter((task) => task.state !== 'waiting' && task.dueOn < cut && wasOpen(task))
  const waiting = standing.filter(({ state }) => state === 'waiting')
  const open = standing.filter(wasOpen)
  const lineOf = (task: ReportTask, day: LegalDay) => ({ title: task.title, ownerName: task.ownerName, day })
  const said = (code: string, fits: (month: string) => boolean) =>
    colours
      .filter((one) => one.code === code && fits(one.month))
      .toSorted((one, other) => other.month.localeCompare(one.month))[0] ?? null
  const slips = open.flatMap(({ baselineDueOn, dueOn }) =>
    baselineDueOn === null ? [] : [daysBetween(baselineDueOn, later(dueOn, cut))],
  )
  const isQuarter = kind === 'quarter'
  return {
    asOf,
    counts: {
      ...{ all: standing.length, due: due.length, done: done.length, late: late.length, waiting: waiting.length },
    },
    due: due.slice(0, mostLines).map((task) => lineOf(task, task.dueOn)),
    done: done.slice(0, mostLines).map((task) => lineOf(task, task.doneOn ?? task.dueOn)),
    late: late.slice(0, mostLines).map((task) => lineOf(task, task.dueOn)),
    waiting: waiting
      .slice(0, mostLines)
      .map((task) => ({ ...lineOf(task, task.dueOn), waitingFor: task.waitingFor ?? '' })),
    signs: situation.map(({ code, status }) => {
      const now = said(code, (month) => month <= asOf)
      return {
        ...{ code, atApproval: status, now: now?.status ?? null, month: now?.month ?? null },
        before: said(code, (month) => month < from)?.status ?? null,
      }
    }),
    goals: isQuarter ? ground.goals.map((goal) => ({ ...goal })) : [],
    visits: isQuarter
      ? ground.visits
          .filter(({ visitedOn }) => inside(visitedOn))
          .slice(0, mostLines)
          .map((one) => ({ ...one }))
      : [],
    review: isQuarter ? ground.review : null,
    forecast: {
      open: open.length,
      slipDays: Math.max(0, ...slips),
      daysLeft: daysBetween(asOf, endsOn),
      endsOn,
    },
  }
}

/** Why a report is not kept or signed; each has its sentence in the messages. */
export const reportGuards = [
  'REPORT_SIGNED',
  'PERIOD_NOT_OWED',
  'REPORT_NOT_KEPT',
  'ASSESSMENT_MISSING',
  'HELP_MISSING',
] as const
export type ReportGuard = (typeof reportGuards)[number]
export type ReportFinding = { readonly code: ReportGuard }
export type ReportRefusal = { readonly code: 'REPORT_REFUSED'; readonly findings: readonly ReportFinding[] }

const when = (holds: boolean, code: ReportGuard): ReportFinding[] => (holds ? [{ code }] : [])

/** Whether the words of a report may be kept: its period is owed and nobody has signed it. */
export function checkKeepReport(
  period: string,
  { owed, isSigned }: { readonly owed: readonly ReportDue[]; readonly isSigned: boolean },
): Result<null, ReportRefusal> {
  const findings = [
    ...when(isSigned, 'REPORT_SIGNED'),
    ...when(!owed.some((one) => one.period === period), 'PERIOD_NOT_OWED'),
  ]
  return findings.length > 0 ? refuse({ code: 'REPORT_REFUSED', findings }) : ok(null)
}

/** Whether a report may be signed: kept, with an assessment, and where work is late or waits with what help is needed. */
export function checkSignReport(
  { words, isSigned }: { readonly words: ReportWords | null; readonly isSigned: boolean },
  { counts }: Pick<ReportFacts, 'counts'>,
): Result<null, ReportRefusal> {
  const findings = [
    ...when(isSigned, 'REPORT_SIGNED'),
    ...when(words === null, 'REPORT_NOT_KEPT'),
    ...when(words?.assessment === '', 'ASSESSMENT_MISSING'),
    ...when(words?.help === '' && counts.late + counts.waiting > 0, 'HELP_MISSING'),
  ]
  return findings.length > 0 ? refuse({ code: 'REPORT_REFUSED', findings }) : ok(null)
}
