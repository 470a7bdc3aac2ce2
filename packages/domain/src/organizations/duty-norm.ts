import { z } from 'zod'
import { addDays, addMonths } from '../calendar/index.ts'
import {
  confidences,
  type LegalDay,
  type LegalSource,
  legalDayField,
  numberField,
  ok,
  type Result,
  refuse,
  textField,
} from '../shared/index.ts'

/** What comes round every month: visits of who is in charge, days on which a head or he receives citizens. */
export const dutyKinds = ['visit', 'reception'] as const
export type DutyKind = (typeof dutyKinds)[number]
/** Whose duty it is. */
export const dutyBearers = ['area-member', 'commune-head', 'city-head'] as const
export type DutyBearer = (typeof dutyBearers)[number]

/** How many days a month, and where that is written. */
export type DutyNorm = {
  readonly duty: DutyKind
  readonly bearer: DutyBearer
  readonly perMonth: number
  readonly source: LegalSource
}

const reception: LegalSource = {
  document: 'Quy định 11-QĐi/TW ngày 18/02/2019, Kết luận 215-KL/TW ngày 23/11/2025',
  provision: 'weak-units:10',
  confidence: 'S',
}

/**
 * Norms that hold until a committee has set its own. Only what a source says of heads stands here; how often a member in charge
 * visits or receives nobody has written down, so nothing is presumed.
 */
export const usualDutyNorms: readonly DutyNorm[] = [
  { duty: 'reception', bearer: 'commune-head', perMonth: 2, source: reception },
  { duty: 'reception', bearer: 'city-head', perMonth: 1, source: reception },
]

/** A norm as a committee sets it, in force from a day on. */
export const dutyNormSchema = z.strictObject({
  duty: z.enum(dutyKinds),
  bearer: z.enum(dutyBearers),
  perMonth: numberField.pipe(z.int().min(0).max(20)),
  document: textField.pipe(z.string().min(1).max(200)),
  provision: textField.pipe(z.string().max(120)),
  confidence: z.enum(confidences),
  validFrom: legalDayField,
})
export type NewDutyNorm = Readonly<z.infer<typeof dutyNormSchema>>

/** A day of reception held, as it is entered; what citizens brought stays in its own book. */
export const receptionDaySchema = z.strictObject({
  bearer: z.enum(dutyBearers),
  bearerName: textField.pipe(z.string().min(1).max(120)),
  heldOn: legalDayField,
  note: textField.pipe(z.string().max(300)),
})
export type NewReceptionDay = Readonly<z.infer<typeof receptionDaySchema>>

/** Why a day held is refused. */
export const receptionRefusalCodes = ['HELD_IN_FUTURE', 'HELD_TOO_OLD', 'DAY_TAKEN', 'NOT_HIS_ORGANIZATION'] as const
export type ReceptionRefusalCode = (typeof receptionRefusalCodes)[number]

/** A day is entered when it has come, and within a year. */
export function checkReceptionDay(
  { heldOn }: Pick<NewReceptionDay, 'heldOn'>,
  today: LegalDay,
): Result<null, { readonly code: ReceptionRefusalCode }> {
  if (heldOn > today) return refuse({ code: 'HELD_IN_FUTURE' })
  return heldOn < addMonths(today, -12) ? refuse({ code: 'HELD_TOO_OLD' }) : ok(null)
}

/** A month of a duty: days due by the norm (null: no norm is set), days held. Counts, never a score. */
export type DutyMonth = { readonly month: string; readonly due: number | null; readonly held: number }

/** The months from the first whole one of `[from, to)` to the running one, each with its days due and held; a day counts once. */
export function dutyMonths(
  norm: Pick<DutyNorm, 'perMonth'> | null,
  { from, to, heldOn }: { readonly from: LegalDay; readonly to: LegalDay; readonly heldOn: readonly LegalDay[] },
): readonly DutyMonth[] {
  const months: DutyMonth[] = []
  const days = [...new Set(heldOn)]
  let first = `${from.slice(0, 7)}-01`
  while (first < to && months.length < 36) {
    const next = addDays(`${first.slice(0, 7)}-28`, 4).slice(0, 7)
    const month = first.slice(0, 7)
    // Who took over within a month owes the days of the next one; what he held counts all the same.
    const due = norm === null ? null : first < from ? 0 : norm.perMonth
    months.push({ month, due, held: days.filter((day) => day.startsWith(month) && day >= from && day < to).length })
    first = `${next}-01`
  }
  return months
}
