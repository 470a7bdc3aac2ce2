export { checkAlphabet } from './check-alphabet.ts'
export { compareNames } from './compare-names.ts'
export { confidenceExplanations, confidenceWords } from './confidence-words.ts'
export {
  accepts,
  add,
  compare,
  type Exact,
  exact,
  exactDecimalPattern,
  type Fraction,
  fraction,
  fractionInDigits,
  holds,
  inDigits,
  minus,
  nearest,
  type Operator,
  order,
  over,
  plus,
  readExact,
  times,
  writeExact,
} from './exact-number.ts'
export { legalDayField, numberField, textField } from './form-field.ts'
export { type LegalNumber, type LegalUnit, standingOf } from './legal-number.ts'
export {
  type Confidence,
  confidences,
  type InForce,
  inForceOn,
  type LegalDay,
  type LegalSource,
} from './legal-source.ts'
export { ok, type Result, refuse } from './result.ts'
export { type RowNote, sayRowNote } from './say-row-note.ts'
export { searchText } from './search-text.ts'
