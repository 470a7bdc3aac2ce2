import type { IndicatorCatalogue } from '../indicator.ts'
import { indicators20240101 } from './indicators-2024-01-01.ts'
import { inputs20240101 } from './inputs-2024-01-01.ts'

/** The first rules of recognition. In force from the day from which the product reads facts; no document fixes this day (design). */
export const catalogue20240101: IndicatorCatalogue = {
  code: 'N1',
  title: { vi: 'Bộ chỉ số nhận diện sớm N1', en: 'Indicators of early recognition N1' },
  inForce: { from: '2024-01-01', until: null },
  indicators: indicators20240101,
  inputs: inputs20240101,
  figures: [],
  parameters: {
    suppressUnder: 5,
    youngAge: 40,
    leastPeers: 5,
    outlierScore: 3.5,
    leastHistory: 6,
    leastChange: 5,
    answerDays: 7,
    sheetDueDay: 5,
  },
}
