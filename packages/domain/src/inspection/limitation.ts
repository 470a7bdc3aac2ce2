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
  /** The first day on which the form may no longer be given; null where there is none. */
  readonly endsOn: LegalDay | null
  readonly isOver: boolean
  readonly source: LegalSource | null
}

/**
 * Whether a form may still be given on a day. None runs for expulsion, dissolution, nor for a violation of internal politics, of
 * defence, security or foreign relations with harm to the nation, nor, of a member, for the use of false diplomas (told by who
 * opens the case, with the reason in the file). That it is counted until the day of
 * the decision is a convention (design) until the text says more.
 */
export function limitationOf({
  object,
  form,
  violatedOn,
  restartedOn,
  isGrave,
  day,
}: {
  readonly object: DisciplineObject
  readonly form: DisciplineForm
  readonly violatedOn: LegalDay
  readonly restartedOn: LegalDay | null
  readonly isGrave: boolean
  readonly day: LegalDay
}): Limitation {
  const countedFrom = restartedOn ?? violatedOn
  const rest = { countedFrom, isRestarted: restartedOn !== null }
  const rule = limitationRules.find(
    ({ inForce }) => inForce.from <= day && (inForce.until === null || day < inForce.until),
  )
  const months = rule?.[object === 'organization' ? 'organization' : 'member'][form]
  const none = { ...rest, months: null, endsOn: null, isOver: false }
  if (!rule || months === undefined) return { ...none, because: 'no-rule', source: null }
  if (isGrave) return { ...none, because: 'grave-harm', source: rule.source }
  if (months === null) return { ...none, because: 'form-without-limit', source: rule.source }
  const endsOn = addMonths(countedFrom, months)
  return { ...rest, because: 'months', months, endsOn, isOver: endsOn <= day, source: rule.source }
}
