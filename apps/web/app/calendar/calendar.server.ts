import { Readable } from 'node:stream'
import {
  type CalendarRow,
  listCalendarChanges,
  listCalendarDays,
  listCalendarYears,
} from '@nq15/db/calendar/calendar.read'
import {
  addDays,
  buildCalendar,
  calendarMessagesEn,
  calendarMessagesVi,
  checkYear,
  dayAnswer,
  expectedRestOn,
  lunarDayOf,
  todayInHanoi,
  uncountedRestsOf,
  type WorkingCalendar,
  weekdayOf,
} from '@nq15/domain/calendar'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { changeDay, changeDaySchema } from '@nq15/use-cases/calendar/change-day'
import { exportCalendar } from '@nq15/use-cases/calendar/export-calendar'
import { type CalendarFileFault, importCalendar } from '@nq15/use-cases/calendar/import-calendar'
import { announceYear, announceYearSchema, openYear } from '@nq15/use-cases/calendar/keep-year'
import { recomputeDeadlines } from '@nq15/use-cases/calendar/recompute-deadlines'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { readForm } from '../server/read-form.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { deadlineService } from '../server/service.server.ts'
import { anyScope, findScope, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'

const askedYear = z.coerce.number().int()
const shownChanges = 20

/** A year of the calendar as picture and table, with its source, what stands out, and who changed what. */
export async function calendarLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const today = todayInHanoi(new Date())
  const wanted = askedYear.safeParse(new URL(args.request.url).searchParams.get('year') ?? today.slice(0, 4))
  const read = await appResources().db.asReader(scope, async (tx) => {
    const years = await listCalendarYears(tx, scope)
    const shown = years.find(({ year }) => year === wanted.data) ?? years.at(-1) ?? null
    if (!shown) return null
    return {
      years,
      shown,
      days: await listCalendarDays(tx, scope, shown.year),
      changes: await listCalendarChanges(tx, scope, { year: shown.year, limit: shownChanges }),
    }
  })
  if (!read) throw data(null, { status: 404 })
  const { years, shown, days, changes } = read
  const words = wordsOf(args.request)
  const calendar = buildCalendar([shown], days)
  return {
    today,
    mayWrite: findScope(person, 'calendar:write') !== null,
    requestIds: Array.from({ length: 4 }, () => crypto.randomUUID()),
    years: years.map(({ year, state }) => ({ year, state })),
    nextYear: (years.at(-1)?.year ?? shown.year) + 1,
    notKnown: wanted.data !== shown.year ? String(wanted.data ?? '') : null,
    year: {
      year: shown.year,
      state: shown.state,
      basis: shown.basis,
      confidence: shown.confidence,
      version: shown.version,
      updatedByName: shown.updatedByName,
      updatedAt: shown.updatedAt.toISOString(),
    },
    months: monthsOf(calendar, shown.year),
    expected: uncountedRestsOf(shown.year, calendar),
    rows: days.map((row) => ({ ...row, weekday: weekdayOf(row.day), lunar: lunarText(row.day) })),
    findings: checkYear(shown.year, days).map((finding) => ({
      code: finding.code,
      text: fillSentence(words[finding.code], { ...finding, day: finding.day ? formatDay(finding.day) : '' }),
    })),
    changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
  }
}

const wordsOf = (request: Request) => (localeOf(request) === 'en' ? calendarMessagesEn : calendarMessagesVi)

/** A day of the lunar calendar as it is written: day/month, with the sign of a leap month. */
function lunarText(day: string): string {
  const lunar = lunarDayOf(day)
  return lunar.ok ? `${lunar.value.day}/${lunar.value.month}${lunar.value.leap ? 'n' : ''}` : ''
}

/** A day of the picture: what it is, whether it is certain, and its lunar date where a lunar month begins or is full. */
export type PictureDay = {
  readonly day: string
  readonly kind: CalendarRow['kind'] | 'weekend' | 'weekday'
  readonly name: string | null
  readonly isExpected: boolean
  readonly lunar: string
}
export type PictureMonth = { readonly month: number; readonly weeks: readonly (readonly (PictureDay | null)[])[] }

function monthsOf(calendar: WorkingCalendar, year: number): PictureMonth[] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = at + 1
    const prefix = `${year}-${String(month).padStart(2, '0')}`
    const days: (PictureDay | null)[] = Array.from({ length: weekdayOf(`${prefix}-01`) - 1 }, () => null)
    for (let day = `${prefix}-01`; day.startsWith(prefix); day = addDays(day, 1)) {
      const answer = dayAnswer(day, calendar)
      const kind = answer.ok ? answer.value.because : 'weekday'
      const expected = expectedRestOn(day, calendar)
      const name = expected?.name ?? (answer.ok ? (answer.value.entry?.nameVi ?? null) : null)
      days.push({ day, kind, name, isExpected: expected !== null, lunar: lunarText(day) })
    }
    while (days.length % 7 > 0) days.push(null)
    return { month, weeks: Array.from({ length: days.length / 7 }, (__, week) => days.slice(week * 7, week * 7 + 7)) }
  })
}

const frame = z.object({ requestId: z.uuid() })
const megabyte = 1024 * 1024

type Faults = Readonly<Record<string, string>>
/** What an act on the calendar answered: done with numbers, refused by a code, or faults at fields or lines. */
export type CalendarAnswer = {
  readonly intent: string
  readonly done: {
    readonly text: 'entered' | 'withdrawn' | 'opened' | 'announced' | 'imported'
    readonly numbers: Record<string, number>
  } | null
  readonly moved: readonly number[]
  readonly refusal: string | null
  readonly faults: Faults
  readonly lines: readonly { readonly line: number; readonly text: string }[]
  readonly typed: Readonly<Record<string, string>>
}
const nothing: Omit<CalendarAnswer, 'intent'> = {
  done: null,
  moved: [],
  refusal: null,
  faults: {},
  lines: [],
  typed: {},
}

/** Changes the calendar: one day, a year opened or announced, or a file; then open last days are counted again. */
export async function calendarAction(args: ActionFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'calendar:write')
  const { db } = appResources()
  const form = await readForm(args.request, { largest: megabyte })
  if (form === null) return data({ ...nothing, intent: 'import', refusal: 'FILE_TOO_LARGE' }, { status: 413 })
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )
  const intent = typed['intent'] ?? ''
  const framed = frame.safeParse(typed)
  if (!framed.success) throw data(null, { status: 422 })
  const { requestId } = framed.data
  const refused = (refusal: string, more: Partial<CalendarAnswer> = {}) =>
    data({ ...nothing, intent, refusal, typed, ...more }, { status: refusal === 'FAULTS' ? 422 : 409 })
  const done = async (text: NonNullable<CalendarAnswer['done']>['text'], numbers: Record<string, number>) =>
    data({ ...nothing, intent, done: { text, numbers }, moved: await recount(person) })

  if (intent === 'enter' || intent === 'withdraw') {
    const day = parseDay(typed['day'] ?? '') ?? ''
    const seenId = typed['seenId'] ? typed['seenId'] : null
    const parsed = changeDaySchema.safeParse(
      intent === 'enter' ? { intent, row: { ...typed, day }, seenId } : { intent, day, basis: typed['basis'], seenId },
    )
    if (!parsed.success) return refused('FAULTS', { faults: faultsOf(parsed.error, args.request) })
    const answer = await changeDay(db, scope, { requestId, ...parsed.data })
    return answer.ok ? done(intent === 'enter' ? 'entered' : 'withdrawn', {}) : refused(answer.refusal.code)
  }
  if (intent === 'open') {
    const answer = await openYear(db, scope, { requestId, year: Number(typed['year']) })
    return answer.ok
      ? done('opened', { year: answer.value.year, days: answer.value.days })
      : refused(answer.refusal.code)
  }
  if (intent === 'announce') {
    const parsed = announceYearSchema.safeParse(typed)
    if (!parsed.success) return refused('FAULTS', { faults: faultsOf(parsed.error, args.request) })
    const answer = await announceYear(db, scope, { requestId, ...parsed.data })
    return answer.ok ? done('announced', { year: answer.value.year }) : refused(answer.refusal.code)
  }
  if (intent === 'import') {
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return refused('NO_FILE')
    const answer = await importCalendar(db, scope, {
      requestId,
      source: Readable.from([Buffer.from(await file.arrayBuffer())]),
      replaceYears: typed['replaceYears'] === 'yes',
      dryRun: false,
      fileName: file.name.normalize('NFC').slice(0, 200),
    })
    if (answer.ok) {
      const { added, changed, same, withdrawn } = answer.value
      return done('imported', { added, changed, same, withdrawn })
    }
    const { refusal } = answer
    if (refusal.code === 'ROWS_REFUSED')
      return refused('ROWS_REFUSED', { lines: linesOf(refusal.faults, args.request) })
    if (refusal.code === 'COLUMNS_MISSING')
      return refused('COLUMNS_MISSING', { faults: { columns: refusal.columns.join(', ') } })
    return refused(refusal.code)
  }
  throw data(null, { status: 404 })
}

/** Open last days after a change, by the service that may touch them; the years whose days moved. */
const recount = async (person: SignedIn): Promise<number[]> =>
  (await recomputeDeadlines(appResources().db, deadlineService(person))).map(({ year }) => year)

function faultsOf(error: z.ZodError, request: Request): Faults {
  const words = wordsOf(request)
  const faults = error.issues.map(({ path, message }) => {
    const field = String(path.at(-1) ?? '')
    const known = message === 'WORK_ON_WORKING_DAY' || message === 'OFF_ON_WEEKEND' ? words[message] : ''
    return [field, known || (field === 'day' ? 'malformed' : 'missing')] as const
  })
  return Object.fromEntries(faults.toReversed())
}

function linesOf(faults: readonly CalendarFileFault[], request: Request) {
  const words = {
    ...wordsOf(request),
    DAY_TWICE: localeOf(request) === 'en' ? 'The day {value} stands twice.' : 'Ngày {value} có hai dòng.',
  }
  return faults.slice(0, 50).map((fault) => ({ line: fault.line, text: fillSentence(words[fault.code], fault) }))
}

/** The whole table as the reference file has it. */
export async function calendarFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const text = await exportCalendar(appResources().db, scope)
  return asDownload({
    fileName: 'lich-ngay-lam-viec.csv',
    contentType: 'text/csv; charset=utf-8',
    bytes: Buffer.from(text, 'utf8'),
  })
}
