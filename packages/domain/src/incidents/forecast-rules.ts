import type { Confidence, InForce, LegalDay } from '../shared/index.ts'
import { inForceOn } from '../shared/index.ts'

/** How the forecast is made from a day on: windows and times beside the catalogue of indicators, with where they come from. */
export type ForecastRules = {
  readonly code: string
  readonly inForce: InForce
  readonly source: string
  readonly confidence: Confidence
  /** Months in which the same matter at the same place counts as repeated, the evaluated month among them (D6). */
  readonly recurrenceMonths: number
  /** Calendar days within which an alarm is answered; after them it escalates. */
  readonly answerDays: number
}

/** Every published set, the oldest first; a published one never changes. */
export const forecastRuleSets: readonly ForecastRules[] = [
  {
    code: 'forecast-1',
    inForce: { from: '2019-01-01', until: null },
    source: 'Đề xuất của phần mềm (tài liệu nghiệp vụ, mục 4, 8 và 13.2), chờ cấp có thẩm quyền xác nhận',
    confidence: 'design',
    recurrenceMonths: 24,
    answerDays: 7,
  },
]

/** The set in force on a day; null before the first. */
export const forecastRulesOn = (day: LegalDay): ForecastRules | null => inForceOn(forecastRuleSets, day) ?? null
