import { z } from 'zod'
import { countDeadline, type WorkingCalendar } from '../calendar/index.ts'
import { type LegalDay, legalDayField, textField } from '../shared/index.ts'
import { headTypes } from './reception-duty.ts'
import { sessionKinds } from './visit.ts'

const given = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** What a connection is planned for; several contents at once are received in person. */
export const onlineMatters = ['complaint', 'denunciation', 'feedback'] as const

/** A session over a connection as it is planned (NĐ 154/2026, Articles 20 to 23). */
export const onlineReceptionSchema = z.strictObject({
  head: z.enum(headTypes),
  kind: z.enum(sessionKinds),
  matter: z.enum(onlineMatters),
  plannedOn: legalDayField,
  beginsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u),
  host: given(160),
  /** The connected points. */
  points: given(600),
  /** The denouncer states that he asks for no protection of his identity. */
  waivesProtection: z.boolean(),
  isSecured: z.boolean(),
})
export type OnlineReception = Readonly<z.infer<typeof onlineReceptionSchema>>

/** The legal preparations, each with where it is written; `rule` has a term counted back from the session. */
export const onlinePreparations = [
  { code: 'notice', rule: 'R6', basis: 'D1:23.1', confidence: 'T' },
  { code: 'test', rule: 'R7', basis: 'D1:23.1', confidence: 'T' },
  { code: 'connect', rule: 'R8', basis: 'D1:23.1', confidence: 'T' },
  { code: 'record', rule: null, basis: 'D1:24', confidence: 'T' },
  { code: 'storage', rule: null, basis: 'D1:24', confidence: 'T' },
] as const
export type OnlinePreparation = (typeof onlinePreparations)[number]['code']

/** Which preparation was done on which day, by whom. */
export const preparedSchema = z.partialRecord(
  z.enum(['notice', 'test', 'connect', 'record', 'storage']),
  z.object({ onDay: legalDayField, byName: z.string() }),
)
export type Prepared = z.infer<typeof preparedSchema>

/** What keeps a connection from being planned, prepared or held. */
export const onlineFindings = [
  'PROTECTED_NOT_ONLINE',
  'PLANNED_IN_PAST',
  'NOTICE_CANNOT_BE_IN_TIME',
  'PREPARATION_MISSING',
  'PREPARATION_LATE',
  'PREPARED_IN_FUTURE',
  'NOT_THE_DAY_YET',
] as const
export type OnlineFindingCode = (typeof onlineFindings)[number]
export type OnlineFinding = { readonly code: OnlineFindingCode }

const when = (holds: boolean, code: OnlineFindingCode): OnlineFinding[] => (holds ? [{ code }] : [])

/** The last day on which each preparation may be done; the session's own day where no term is counted back. */
export function lastDaysOf(
  plannedOn: LegalDay,
  beginsAt: string,
  calendar: WorkingCalendar,
): Readonly<Record<OnlinePreparation, LegalDay>> {
  const back = (rule: string) => {
    const from = rule === 'R8' ? `${plannedOn}T${beginsAt}` : plannedOn
    const counted = countDeadline({ rule, from }, { calendar, explain: false })
    return counted.ok && counted.value.due !== null ? counted.value.due.slice(0, 10) : plannedOn
  }
  return { notice: back('R6'), test: back('R7'), connect: back('R8'), record: plannedOn, storage: plannedOn }
}

/** Judges a plan: nobody whose identity is protected denounces over a connection (guard G06), and the notice can still be in time. */
export function judgeOnlinePlan(
  plan: OnlineReception,
  { today, calendar }: { readonly today: LegalDay; readonly calendar: WorkingCalendar },
): readonly OnlineFinding[] {
  const isPast = plan.plannedOn < today
  return [
    ...when(plan.matter === 'denunciation' && !(plan.waivesProtection && plan.isSecured), 'PROTECTED_NOT_ONLINE'),
    ...when(isPast, 'PLANNED_IN_PAST'),
    ...when(!isPast && lastDaysOf(plan.plannedOn, plan.beginsAt, calendar).notice < today, 'NOTICE_CANNOT_BE_IN_TIME'),
  ]
}

/** What is missing or was late before a connection is held. */
export function judgeOnlineHolding(
  of: { readonly plannedOn: LegalDay; readonly beginsAt: string; readonly prepared: Prepared },
  { today, calendar }: { readonly today: LegalDay; readonly calendar: WorkingCalendar },
): readonly OnlineFinding[] {
  const last = lastDaysOf(of.plannedOn, of.beginsAt, calendar)
  const missing = onlinePreparations.some(({ code }) => of.prepared[code] === undefined)
  const late = onlinePreparations.some(({ code }) => (of.prepared[code]?.onDay ?? '') > last[code])
  return [
    ...when(of.plannedOn > today, 'NOT_THE_DAY_YET'),
    ...when(missing, 'PREPARATION_MISSING'),
    ...when(late, 'PREPARATION_LATE'),
  ]
}
