import { z } from 'zod'
import { type DisciplineForm, disciplineForms, dutyLinks } from '../members/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import {
  type DisciplineObject,
  formsOfObject,
  type ProceedingState,
  proceedingTransition,
} from './discipline-states.ts'
import { type Limitation, limitationOf } from './limitation.ts'

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const reason = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(1).max(2_000))

/** A new proceeding; a member by his card, an organization by itself. */
export const newProceedingSchema = z.strictObject({
  organizationId: z.uuid(),
  bodyId: z.uuid(),
  inspectionId: z.uuid().nullable(),
  card: textField.pipe(z.string().max(40)),
  violation: reason,
  violatedOn: legalDayField,
  restartedOn: legalDayField.nullable(),
  isGrave: z.boolean(),
})
export type NewProceeding = Readonly<z.infer<typeof newProceedingSchema>>

/** Every act on a proceeding with what it needs. */
export const proceedingActSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('propose'),
    form: z.enum(disciplineForms),
    reference: text(160),
    statement: reason,
    /** Where no inspection concluded it: the day of the conclusion that it deserves discipline. */
    concludedOn: legalDayField.nullable(),
  }),
  z.strictObject({ event: z.literal('return'), reason }),
  z.strictObject({
    event: z.literal('decide'),
    form: z.enum(disciplineForms),
    number: text(60),
    decidedOn: legalDayField,
    effectiveOn: legalDayField,
    /** Of a member: linked to duty, which decides what the discipline does to the year's level; left out is not said. */
    dutyRelated: z.enum(dutyLinks).optional(),
    reason,
  }),
  z.strictObject({ event: z.literal('drop'), reason }),
  z.strictObject({ event: z.literal('announce'), announcedOn: legalDayField }),
  z.strictObject({ event: z.literal('revoke'), number: text(60), decidedOn: legalDayField, reason }),
])
export type ProceedingAct = Readonly<z.infer<typeof proceedingActSchema>>
/** What nobody does: a record whose time is over lapses by the clock. */
export type ProceedingLapse = { readonly event: 'lapse' }

/** What must hold before an act on a proceeding, by name. */
export const proceedingGuards = [
  'PROPOSER_DECIDES',
  'FORM_NOT_FOR_OBJECT',
  'NO_OFFICE_HELD',
  'LIMITATION_OVER',
  'CONCLUSION_MISSING',
  'CONCLUDED_BY_INSPECTION',
  'CONCLUDED_BEFORE_VIOLATION',
  'CONCLUDED_IN_FUTURE',
  'DECIDED_BEFORE_CONCLUSION',
  'DECIDED_IN_FUTURE',
  'VIOLATED_IN_FUTURE',
  'EFFECTIVE_BEFORE_DECISION',
  'ANNOUNCED_BEFORE_DECISION',
  'ANNOUNCED_IN_FUTURE',
  'ANNOUNCED_ALREADY',
  'NOT_LAPSED_YET',
  'NEVER_LAPSES',
  'REVOKED_BEFORE_DECISION',
] as const
export type ProceedingGuard = (typeof proceedingGuards)[number]
export type ProceedingFinding = { readonly code: ProceedingGuard; readonly condition?: string }
export type ProceedingRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'PROCEEDING_REFUSED'; readonly findings: readonly ProceedingFinding[] }

/** A proceeding as the rules read it. */
export type ProceedingFacts = {
  readonly object: DisciplineObject
  readonly state: ProceedingState
  readonly workers: readonly string[]
  readonly violatedOn: LegalDay
  readonly restartedOn: LegalDay | null
  readonly isGrave: boolean
  readonly inspectionId: string | null
  /** The day on which it was concluded that the violation deserves discipline: the inspection's own where there is one. */
  readonly concludedOn: LegalDay | null
  /** The office held when the proceeding was opened; null for none. */
  readonly office: string | null
  readonly form: DisciplineForm | null
  readonly decidedOn: LegalDay | null
  readonly announcedOn: LegalDay | null
}
export type ProceedingGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  /** The day from which the record no longer counts, relapses regarded; null for never or not yet known. */
  readonly lapsesOn: LegalDay | null
}
export type ProceedingStep = {
  readonly from: ProceedingState
  readonly to: ProceedingState
  /** With a decision: the statute of limitation as it was computed. */
  readonly limitation: Limitation | null
}

const when = (holds: boolean, code: ProceedingGuard, condition?: string): ProceedingFinding[] =>
  holds ? [{ code, ...(condition === undefined ? {} : { condition }) }] : []

/** Judges one act on a proceeding by the table and all its guards at once; a decision carries its limitation, explained. */
export function stepProceeding(
  facts: ProceedingFacts,
  act: ProceedingAct | ProceedingLapse,
  ground: ProceedingGround,
): Result<ProceedingStep, ProceedingRefusal> {
  const row = proceedingTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const limitation = 'form' in act ? limitationFor(facts, { act, day: dayOf(act, ground) }) : null
  const findings = [
    ...when(
      row.by === 'decide' && act.event !== 'revoke' && facts.workers.includes(ground.actorUserId),
      'PROPOSER_DECIDES',
    ),
    ...judgeAct(facts, act, { ...ground, limitation }),
  ]
  if (findings.length > 0) return refuse({ code: 'PROCEEDING_REFUSED', findings })
  const to = row.to === 'same' ? facts.state : row.to
  return ok({ from: facts.state, to, limitation: act.event === 'decide' ? limitation : null })
}

const dayOf = (act: ProceedingAct | ProceedingLapse, { today }: ProceedingGround) =>
  'decidedOn' in act ? act.decidedOn : today

const conclusionOf = (facts: ProceedingFacts, act: ProceedingAct | ProceedingLapse): LegalDay | null =>
  ('concludedOn' in act ? act.concludedOn : null) ?? facts.concludedOn

const limitationFor = (
  facts: ProceedingFacts,
  { act, day }: { readonly act: Extract<ProceedingAct, { readonly form: DisciplineForm }>; readonly day: LegalDay },
) =>
  limitationOf({
    ...{ object: facts.object, violatedOn: facts.violatedOn, restartedOn: facts.restartedOn, isGrave: facts.isGrave },
    ...{ form: act.form, concludedOn: conclusionOf(facts, act), day },
  })

function judgeAct(
  facts: ProceedingFacts,
  act: ProceedingAct | ProceedingLapse,
  { today, lapsesOn, limitation }: ProceedingGround & { readonly limitation: Limitation | null },
): ProceedingFinding[] {
  switch (act.event) {
    case 'propose':
    case 'decide':
      return [
        ...when(!formsOfObject[facts.object].includes(act.form), 'FORM_NOT_FOR_OBJECT', act.form),
        ...when(act.form === 'removal-from-post' && facts.office === null, 'NO_OFFICE_HELD'),
        ...when(limitation?.isOver === true, 'LIMITATION_OVER', limitation?.endsOn ?? ''),
        ...(act.event === 'propose' ? judgeConclusion(facts, act, today) : []),
        ...(act.event === 'decide'
          ? [
              ...when(act.decidedOn > today, 'DECIDED_IN_FUTURE'),
              ...when(facts.violatedOn > act.decidedOn, 'VIOLATED_IN_FUTURE'),
              ...when(facts.concludedOn !== null && act.decidedOn < facts.concludedOn, 'DECIDED_BEFORE_CONCLUSION'),
              ...when(act.effectiveOn < act.decidedOn, 'EFFECTIVE_BEFORE_DECISION'),
            ]
          : []),
      ]
    case 'announce':
      return [
        ...when(facts.announcedOn !== null, 'ANNOUNCED_ALREADY'),
        ...when(facts.decidedOn !== null && act.announcedOn < facts.decidedOn, 'ANNOUNCED_BEFORE_DECISION'),
        ...when(act.announcedOn > today, 'ANNOUNCED_IN_FUTURE'),
      ]
    case 'lapse':
      return lapsesOn === null ? when(true, 'NEVER_LAPSES') : when(today < lapsesOn, 'NOT_LAPSED_YET', lapsesOn)
    case 'revoke':
      return [
        ...when(act.decidedOn > today, 'DECIDED_IN_FUTURE'),
        ...when(facts.decidedOn !== null && act.decidedOn < facts.decidedOn, 'REVOKED_BEFORE_DECISION'),
      ]
    case 'return':
    case 'drop':
      return []
  }
}

const judgeConclusion = (
  facts: ProceedingFacts,
  act: Extract<ProceedingAct, { readonly event: 'propose' }>,
  today: LegalDay,
): ProceedingFinding[] => {
  const concludedOn = conclusionOf(facts, act)
  if (concludedOn === null) return when(true, 'CONCLUSION_MISSING')
  return [
    ...when(facts.inspectionId !== null && concludedOn !== facts.concludedOn, 'CONCLUDED_BY_INSPECTION'),
    ...when(concludedOn < facts.violatedOn, 'CONCLUDED_BEFORE_VIOLATION'),
    ...when(concludedOn > today, 'CONCLUDED_IN_FUTURE'),
  ]
}
