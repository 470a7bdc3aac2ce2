import { addDays, addMonths } from '../calendar/index.ts'
import { lapseMonths } from '../members/index.ts'
import { inForceOn, type LegalDay, type LegalSource } from '../shared/index.ts'
import type { InspectionKind } from './inspection-states.ts'

/** A version of the rules on inspection. `isConfirmed`: its text or an official quotation of it was at hand. */
export type InspectionRuleSet = {
  readonly code: string
  readonly inForce: { readonly from: LegalDay; readonly until: LegalDay | null }
  readonly source: LegalSource
  readonly isConfirmed: boolean
}

/** The versions by date in force (weak units, section 9.1); the last one is only reported and its text is to be confirmed. */
export const inspectionRuleSets: readonly InspectionRuleSet[] = [
  {
    code: 'inspection-22',
    inForce: { from: '2021-07-28', until: '2025-05-30' },
    source: { document: 'Quy định số 22-QĐ/TW ngày 28/7/2021', provision: 'weak-units:9.1', confidence: 'S' },
    isConfirmed: true,
  },
  {
    code: 'inspection-296',
    inForce: { from: '2025-05-30', until: '2026-04-11' },
    source: { document: 'Quy định số 296-QĐ/TW ngày 30/5/2025', provision: 'weak-units:9.1', confidence: 'S' },
    isConfirmed: true,
  },
  {
    code: 'inspection-21',
    inForce: { from: '2026-04-11', until: null },
    source: { document: 'Quy định số 21-QĐ/TW ngày 11/4/2026', provision: 'weak-units:0.1, 9.1', confidence: 'S' },
    isConfirmed: false,
  },
]

/** The rules by date of the act; undefined before the first that is known. */
export const inspectionRulesOn = (day: LegalDay): InspectionRuleSet | undefined => inForceOn(inspectionRuleSets, day)

/** What a committee sets itself: limits of days by kind, years of a conflict of interest, months until a discipline lapses. */
export const inspectionParameterNames = [
  'limit:programme-inspection',
  'limit:sign-inspection',
  'limit:function-inspection',
  'limit:thematic-supervision',
  'extension:programme-inspection',
  'extension:sign-inspection',
  'extension:function-inspection',
  'extension:thematic-supervision',
  'conflict-years',
  'lapse-months',
] as const
export type InspectionParameterName = (typeof inspectionParameterNames)[number]

/** A value as it was set, from a day on and with its source. */
export type InspectionParameter = {
  readonly name: InspectionParameterName
  readonly value: number
  readonly validFrom: LegalDay
  readonly source: string
}

/** A value that holds on a day: set by the committee, a convention of the product, or none at all. */
export type ParameterValue = {
  readonly name: InspectionParameterName
  readonly value: number | null
  readonly source: string
  readonly confidence: 'set' | 'design' | 'M' | 'none'
}

const conventions: Partial<Record<InspectionParameterName, Omit<ParameterValue, 'name'>>> = {
  'conflict-years': { value: 3, source: 'Quy ước của sản phẩm, chờ cấp ủy quy định', confidence: 'design' },
  'lapse-months': { value: lapseMonths, source: 'Quy định về kỷ luật đảng, chưa đối chiếu văn bản', confidence: 'M' },
}

/** Each value as of a day: the newest that was set, else the convention, else empty. An empty limit is no limit, never a guess. */
export function parametersOn(set: readonly InspectionParameter[], day: LegalDay): readonly ParameterValue[] {
  return inspectionParameterNames.map((name) => {
    const newest = set
      .filter((one) => one.name === name && one.validFrom <= day)
      .toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1))[0]
    if (newest) return { name, value: newest.value, source: newest.source, confidence: 'set' }
    return { name, ...(conventions[name] ?? { value: null, source: '', confidence: 'none' }) }
  })
}

/** The value of one parameter; null where nothing is set and nothing conventional. */
export const parameterOf = (values: readonly ParameterValue[], name: InspectionParameterName): number | null =>
  values.find((one) => one.name === name)?.value ?? null

/** The time of one inspection as it was fixed with its decision. Days are calendar days. */
export type InspectionTerm = {
  readonly ruleCode: string
  readonly days: number | null
  readonly extensionDays: number | null
  readonly source: string
  /** The last day before the working calendar moves it; null where no limit is set. */
  readonly endsOn: LegalDay | null
}

/** The term of an inspection decided on a day; the day of the decision is not counted. Regular supervision has none. */
export function termOf(
  kind: InspectionKind,
  { decidedOn, values }: { readonly decidedOn: LegalDay; readonly values: readonly ParameterValue[] },
): InspectionTerm {
  const ruleCode = inspectionRulesOn(decidedOn)?.code ?? ''
  if (kind === 'regular-supervision') return { ruleCode, days: null, extensionDays: null, source: '', endsOn: null }
  const limit = values.find(({ name }) => name === `limit:${kind}`)
  const days = limit?.value ?? null
  return {
    ruleCode,
    days,
    extensionDays: parameterOf(values, `extension:${kind}`),
    source: limit?.source ?? '',
    endsOn: days === null ? null : addDays(decidedOn, days),
  }
}

/** The first day that still counts as "former" for a conflict of interest on a day. */
export const conflictFrom = (day: LegalDay, years: number): LegalDay => addMonths(day, -12 * years)
