import { readCalendar } from '@nq15/db/calendar/calendar.read'
import {
  addDays,
  calendarMessagesEn,
  calendarMessagesVi,
  countTerm,
  termRolls,
  termSchema,
  termUnits,
  todayInHanoi,
} from '@nq15/domain/calendar'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { anyScope, requireSignedIn } from '../server/session.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'

const asked = z.object({
  quantity: z.coerce.number().int().min(0).max(2_000),
  unit: z.enum(termUnits),
  roll: z.enum(termRolls),
})

/** A term counted from the address, explained day by day; an empty address asks for ten working days from today. */
export async function dueLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const { searchParams } = new URL(args.request.url)
  const today = todayInHanoi(new Date())
  const typed = {
    from: searchParams.get('from') ?? formatDay(today),
    time: searchParams.get('time') ?? '',
    quantity: searchParams.get('quantity') ?? '10',
    unit: searchParams.get('unit') ?? 'WD',
    roll: searchParams.get('roll') ?? 'next_wd',
    suspended: searchParams.get('suspended') ?? '',
    resumed: searchParams.get('resumed') ?? '',
  }
  const parsed = asked.safeParse(typed)
  if (!parsed.success)
    return { today, typed, answer: null, refusal: null, fault: String(parsed.error.issues[0]?.path[0]) }
  const { unit } = parsed.data
  const hours = unit === 'H' || unit === 'WH'
  const from = parseDay(typed.from) ?? typed.from
  const suspended = typed.suspended === '' ? null : (parseDay(typed.suspended) ?? typed.suspended)
  const resumed = typed.resumed === '' ? null : (parseDay(typed.resumed) ?? typed.resumed)
  const term = termSchema.parse({
    ...parsed.data,
    from: hours && typed.time !== '' ? `${from}T${typed.time}` : from,
    suspensions: suspended === null ? [] : [[suspended, resumed]],
  })
  const calendar = await appResources().db.asReader(scope, (tx) => readCalendar(tx, scope))
  const counted = countTerm(term, calendar)
  const words = localeOf(args.request) === 'en' ? calendarMessagesEn : calendarMessagesVi
  if (!counted.ok) {
    const { code, day } = counted.refusal
    const known = { from: formatDay(calendar.from), until: formatDay(addDays(calendar.until, 0)) }
    const shown = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? formatDay(day) : day
    return {
      today,
      typed,
      answer: null,
      refusal: { code, text: fillSentence(words[code], { day: shown, ...known }) },
      fault: null,
    }
  }
  const { due, rawDue, remaining, provisional, steps, expected } = counted.value
  return {
    today,
    typed,
    refusal: null,
    fault: null,
    answer: {
      due,
      rawDue,
      remaining,
      provisional,
      unit,
      expected,
      steps: steps.map(({ day, counted: isCounted, used, why, name, provisional: unsure }) => ({
        day,
        isCounted,
        used,
        why,
        text: words[why],
        name,
        provisional: unsure,
      })),
    },
  }
}
