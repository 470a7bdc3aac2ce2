import { z } from 'zod'
import { addDays, isWorkingDay, type WorkingCalendar } from '../calendar/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'

/** Where a remedy stands; `reported` waits for who inspected to see that it is done. */
export const remedyStates = ['open', 'reported', 'done'] as const
export type RemedyState = (typeof remedyStates)[number]

const reason = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(1_000))

/** Every act on a remedy with what it needs. */
export const remedyActSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('report'),
    evidence: textField.pipe(z.string().max(300)),
    note: textField.pipe(z.string().max(500)),
  }),
  z.strictObject({ event: z.literal('accept'), reason }),
  z.strictObject({ event: z.literal('return'), reason }),
  z.strictObject({ event: z.literal('move'), dueOn: legalDayField, reason }),
])
export type RemedyAct = Readonly<z.infer<typeof remedyActSchema>>
export const remedyEvents = ['report', 'accept', 'return', 'move'] as const
export type RemedyEvent = (typeof remedyEvents)[number]

/** By which right: who answers for the organization reports, who inspected judges. */
export const remedyHandOf = (event: RemedyEvent): 'report' | 'conduct' => (event === 'report' ? 'report' : 'conduct')

/** What must hold before an act on a remedy, by name. */
export const remedyGuards = [
  'NOT_FOLLOWED',
  'REMEDY_ENDED',
  'REMEDY_NOT_REPORTED',
  'REMEDY_REPORTED',
  'EVIDENCE_MISSING',
  'ACTOR_REPORTED',
  'DUE_IN_PAST',
  'DUE_UNCHANGED',
] as const
export type RemedyGuard = (typeof remedyGuards)[number]
export type RemedyFinding = { readonly code: RemedyGuard }

/** A remedy as the rules read it. */
export type RemedyFacts = { readonly state: RemedyState; readonly dueOn: LegalDay; readonly reportedBy: string | null }
export type RemedyGround = {
  readonly today: LegalDay
  readonly actorUserId: string
  /** The inspection is in the state in which remedies are followed. */
  readonly isFollowed: boolean
  readonly hasFile: boolean
}

/** What of a remedy changes. */
export type RemedyChange = {
  readonly state?: RemedyState
  readonly dueOn?: LegalDay
  readonly evidence?: string
  readonly reportedBy?: string | null
  readonly reportedOn?: LegalDay | null
  readonly doneOn?: LegalDay
}

const when = (holds: boolean, code: RemedyGuard): RemedyFinding[] => (holds ? [{ code }] : [])

/** Judges one act on a remedy with all findings at once: done only with evidence, and seen by another than who reported it. */
export function stepRemedy(
  remedy: RemedyFacts,
  act: RemedyAct,
  ground: RemedyGround,
): Result<RemedyChange, { readonly code: 'REMEDY_REFUSED'; readonly findings: readonly RemedyFinding[] }> {
  const { today, actorUserId, isFollowed, hasFile } = ground
  const judges = act.event === 'accept' || act.event === 'return'
  const findings = [
    ...when(!isFollowed, 'NOT_FOLLOWED'),
    ...when(remedy.state === 'done', 'REMEDY_ENDED'),
    ...when(judges && remedy.state === 'open', 'REMEDY_NOT_REPORTED'),
    ...when(act.event === 'report' && remedy.state === 'reported', 'REMEDY_REPORTED'),
    ...when(act.event === 'report' && act.evidence === '' && !hasFile, 'EVIDENCE_MISSING'),
    ...when(judges && remedy.reportedBy === actorUserId, 'ACTOR_REPORTED'),
    ...when(act.event === 'move' && act.dueOn < today, 'DUE_IN_PAST'),
    ...when(act.event === 'move' && act.dueOn === remedy.dueOn, 'DUE_UNCHANGED'),
  ]
  if (findings.length > 0) return refuse({ code: 'REMEDY_REFUSED', findings })
  switch (act.event) {
    case 'report':
      return ok({ state: 'reported', evidence: act.evidence, reportedBy: actorUserId, reportedOn: today })
    case 'accept':
      return ok({ state: 'done', doneOn: today })
    case 'return':
      return ok({ state: 'open', reportedBy: null, reportedOn: null })
    case 'move':
      return ok({ dueOn: act.dueOn })
  }
}

/** Late when its day has passed and nobody reported it done; what waits to be seen is counted apart. */
export const isRemedyLate = ({ state, dueOn }: Pick<RemedyFacts, 'state' | 'dueOn'>, today: LegalDay): boolean =>
  state === 'open' && dueOn < today

/** Kinds of reminders of a remedy: before its day, on it, after it, and to who inspected. */
export const remedyReminderKinds = [
  'inspection.remedy-before',
  'inspection.remedy-today',
  'inspection.remedy-late',
  'inspection.remedy-escalated',
] as const
export type RemedyReminderKind = (typeof remedyReminderKinds)[number]

export const isRemedyReminderKind = (kind: string): kind is RemedyReminderKind =>
  remedyReminderKinds.some((one) => one === kind)

/** The reminders of a remedy: three working days before its day, on it, one after it, and five after it to who inspected. */
export function remedyReminders(
  dueOn: LegalDay,
  today: LegalDay,
  calendar?: WorkingCalendar,
): { readonly kind: RemedyReminderKind; readonly remindOn: LegalDay }[] {
  const at = (by: number): LegalDay => {
    let day = dueOn
    for (let left = Math.abs(by), tried = 0; left > 0 && tried < 60; tried += 1) {
      day = addDays(day, Math.sign(by))
      const working = calendar ? isWorkingDay(day, calendar) : isWorkingDay(day)
      if (!working.ok || working.value) left -= 1
    }
    return day
  }
  const all: { kind: RemedyReminderKind; remindOn: LegalDay }[] = [
    { kind: 'inspection.remedy-before', remindOn: at(-3) },
    { kind: 'inspection.remedy-today', remindOn: dueOn },
    { kind: 'inspection.remedy-late', remindOn: at(1) },
    { kind: 'inspection.remedy-escalated', remindOn: at(5) },
  ]
  return all.filter(({ remindOn }) => remindOn >= today)
}
