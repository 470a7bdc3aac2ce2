import { z } from 'zod'
import { addDays, daysBetween } from '../calendar/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'

const needed = (max: number) => textField.pipe(z.string().min(1).max(max))
const prose = (max: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().min(1).max(max))

/** The reminder of a promise whose day passed unanswered. */
export const promiseMissedKind = 'organizations.promise-missed'

/** Most promises of one visit: what does not fit into them belongs into a plan. */
export const mostPromises = 5
/** Days before its day from which a promise counts as coming up. */
export const dueSoonDays = 7

/** What was promised on a visit, and by when. */
export const newPromiseSchema = z.strictObject({ promise: needed(300), dueOn: legalDayField })
/** A note after a visit: what was seen, what was promised by when; never names of citizens. */
export const newVisitNoteSchema = z.strictObject({
  visitedOn: legalDayField,
  seen: prose(4_000),
  promises: z.array(newPromiseSchema).max(mostPromises).readonly(),
})
export type NewVisitNote = Readonly<z.infer<typeof newVisitNoteSchema>>

/** Every act on a promise with what it needs. */
export const promiseActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('keep'), keptOn: legalDayField, word: needed(500) }),
  z.strictObject({ event: z.literal('explain'), word: needed(500) }),
  /** A new day is a new promise linked to the old one; the old day stays what it was. */
  z.strictObject({ event: z.literal('renew'), dueOn: legalDayField, word: needed(500) }),
])
export type PromiseAct = Readonly<z.infer<typeof promiseActSchema>>

/** Where a promise stands on a day (weak units, section 7.4 and 13.2); `renewed`: another one took its place. */
export const promiseStates = ['made', 'due-soon', 'kept', 'missed', 'explained', 'kept-late', 'renewed'] as const
export type PromiseState = (typeof promiseStates)[number]

/** A promise as the rules read it. */
export type PromiseFacts = {
  readonly dueOn: LegalDay
  readonly keptOn: LegalDay | null
  readonly word: string
  readonly isRenewed: boolean
}

/** The due day itself is in time; from the next day on an unkept promise is missed, and a word alone does not clear it. */
export function promiseState({ dueOn, keptOn, word, isRenewed }: PromiseFacts, today: LegalDay): PromiseState {
  if (keptOn !== null) return keptOn <= dueOn ? 'kept' : 'kept-late'
  if (isRenewed) return 'renewed'
  if (today > dueOn) return word === '' ? 'missed' : 'explained'
  return daysBetween(today, dueOn) <= dueSoonDays ? 'due-soon' : 'made'
}

/** Whether a promise is late on a day: its day has passed, it is not kept and no other took its place. */
export const isPromiseLate = (promise: PromiseFacts, today: LegalDay): boolean =>
  ['missed', 'explained'].includes(promiseState(promise, today))

/** Why a note or an act on a promise is refused; each has its sentence in the messages. */
export const visitNoteRefusalCodes = [
  'NOT_IN_CHARGE',
  'VISIT_IN_FUTURE',
  'VISIT_TOO_OLD',
  'PROMISE_BEFORE_VISIT',
  'PROMISE_ENDED',
  'KEPT_BEFORE_VISIT',
  'KEPT_IN_FUTURE',
  'NEW_DAY_NOT_LATER',
  'NOT_OVERDUE',
] as const
export type VisitNoteRefusalCode = (typeof visitNoteRefusalCodes)[number]
export type VisitNoteRefused = {
  readonly code: 'NOTE_REFUSED'
  readonly findings: readonly { readonly code: VisitNoteRefusalCode }[]
}

/** Days back for which a visit may still be written down: beyond them nobody remembers what was seen. */
export const noteWithinDays = 60

const findings = (...given: readonly (VisitNoteRefusalCode | false)[]): Result<null, VisitNoteRefused> => {
  const found = given.flatMap((code) => (code === false ? [] : [{ code }]))
  return found.length === 0 ? ok(null) : refuse({ code: 'NOTE_REFUSED', findings: found })
}

/** Whether a note may be kept: by who was in charge on the day, of a day that has come, with promises that lie not before it. */
export function checkVisitNote(
  note: NewVisitNote,
  { today, isInCharge }: { readonly today: LegalDay; readonly isInCharge: boolean },
): Result<null, VisitNoteRefused> {
  return findings(
    !isInCharge && 'NOT_IN_CHARGE',
    note.visitedOn > today && 'VISIT_IN_FUTURE',
    note.visitedOn < addDays(today, -noteWithinDays) && 'VISIT_TOO_OLD',
    note.promises.some(({ dueOn }) => dueOn < note.visitedOn) && 'PROMISE_BEFORE_VISIT',
  )
}

/** Whether an act on a promise may be taken; its day is never moved, and what was kept or renewed is settled. */
export function checkPromiseAct(
  promise: PromiseFacts & { readonly visitedOn: LegalDay },
  act: PromiseAct,
  today: LegalDay,
): Result<null, VisitNoteRefused> {
  return findings(
    (promise.keptOn !== null || promise.isRenewed) && 'PROMISE_ENDED',
    act.event === 'keep' && act.keptOn < promise.visitedOn && 'KEPT_BEFORE_VISIT',
    act.event === 'keep' && act.keptOn > today && 'KEPT_IN_FUTURE',
    act.event === 'explain' && today <= promise.dueOn && 'NOT_OVERDUE',
    act.event === 'renew' && (act.dueOn <= promise.dueOn || act.dueOn < today) && 'NEW_DAY_NOT_LATER',
  )
}
