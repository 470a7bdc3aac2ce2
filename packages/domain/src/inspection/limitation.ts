import { addMonths } from '../calendar/index.ts'
import type { DisciplineForm } from '../members/index.ts'
import type { LegalDay, LegalSource } from '../shared/index.ts'
import type { DisciplineObject } from './discipline-states.ts'

/** A version of the statute of limitation: months by object and form, null for none. */
export type LimitationRule = {
  readonly inForce: { readonly from: LegalDay; readonly until: LegalDay | null }
  readonly organization: Readonly<Partial<Record<DisciplineForm, number | null>>>
  readonly member: Readonly<Partial<Record<DisciplineForm, number | null>>>
  readonly source: LegalSource
}

/** Weak units, section 9.4: 60 months for a reprimand, 120 for a warning or removal, none for the heaviest forms. */
export const limitationRules: readonly LimitationRule[] = [
  {
    inForce: { from: '2022-07-06', until: null },
    organization: { reprimand: 60, warning: 120, dissolution: null },
    member: { reprimand: 60, warning: 120, 'removal-from-post': 120, expulsion: null },
    source: { document: 'Quy định số 69-QĐ/TW ngày 6/7/2022', provision: 'Điều 4', confidence: 'T' },
  },
]

/** Why a statute of limitation ends when it does. */
export type LimitationBecause = 'form-without-limit' | 'grave-harm' | 'months' | 'no-rule'

/** The statute of limitation of a violation for one form, computed and explained. */
export type Limitation = {
  readonly because: LimitationBecause
  readonly months: number | null
  /** The day from which it is counted: of the violation, or of a later one, which begins it anew. */
  readonly countedFrom: LegalDay
  readonly isRestarted: boolean
  /** The day to which it was counted: of the conclusion; while none is known, the day on which one asks. */
  readonly countedTo: LegalDay
  /** The first day on which the form may no longer be given; null where there is none. */
  readonly endsOn: LegalDay | null
  readonly isOver: boolean
  readonly source: LegalSource | null
}

/**
 * Whether a form may still be given on a day. None runs for expulsion, dissolution, nor for a violation of internal politics, of
 * defence, security or foreign relations with harm to the nation, nor, of a member, for the use of false diplomas (told by who
 * opens the case, with the reason in the file). It is counted to the conclusion
 * that the violation deserves discipline, whenever the decision follows; a new violation within it starts it anew (Art. 4.2), one
 * after it had ended or after the conclusion does not.
 */
export function limitationOf({
  object,
  form,
  violatedOn,
  restartedOn,
  isGrave,
  concludedOn,
  day,
}: {
  readonly object: DisciplineObject
  readonly form: DisciplineForm
  readonly violatedOn: LegalDay
  readonly restartedOn: LegalDay | null
  readonly isGrave: boolean
  /** The day of the conclusion; null while none is known. */
  readonly concludedOn: LegalDay | null
  /** The day of the decision, or the day on which one asks: by it the rule is found. */
  readonly day: LegalDay
}): Limitation {
  const countedTo = concludedOn ?? day
  const rule = limitationRules.find(
    ({ inForce }) => inForce.from <= day && (inForce.until === null || day < inForce.until),
  )
  const months = rule?.[object === 'organization' ? 'organization' : 'member'][form]
  const begins = months ? lastBeginning({ violatedOn, restartedOn, countedTo, months }) : violatedOn
  const rest = { countedFrom: begins, isRestarted: begins !== violatedOn, countedTo }
  const none = { ...rest, months: null, endsOn: null, isOver: false }
  if (!rule || months === undefined) return { ...none, because: 'no-rule', source: null }
  if (isGrave) return { ...none, because: 'grave-harm', source: rule.source }
  if (months === null) return { ...none, because: 'form-without-limit', source: rule.source }
  const endsOn = addMonths(begins, months)
  return { ...rest, because: 'months', months, endsOn, isOver: endsOn <= countedTo, source: rule.source }
}

const lastBeginning = ({
  violatedOn,
  restartedOn,
  countedTo,
  months,
}: {
  readonly violatedOn: LegalDay
  readonly restartedOn: LegalDay | null
  readonly countedTo: LegalDay
  readonly months: number
}): LegalDay =>
  restartedOn !== null &&
  violatedOn < restartedOn &&
  restartedOn < addMonths(violatedOn, months) &&
  restartedOn <= countedTo
    ? restartedOn
    : violatedOn
