import type { Level } from '../ratings/index.ts'
import type { CountedUnit, Words } from './table-definition.ts'

/** The four levels as the heads of a table name them. */
export type LevelWords = Readonly<Record<Level, Words>>

const since2018: LevelWords = {
  XS: { vi: 'HTXSNV', en: 'Excellent' },
  T: { vi: 'HTTNV', en: 'Good' },
  HT: { vi: 'HTNV', en: 'Completed' },
  KHT: { vi: 'KHTNV', en: 'Not completed' },
}
/** 27-HD/BTCTW of 2014 named them otherwise; the words stay as they were written (structure S, correspondence M). */
const organizations2014: LevelWords = {
  XS: { vi: 'TSVM', en: 'Clean and strong' },
  T: { vi: 'HTTNV', en: 'Good' },
  HT: { vi: 'HTNV', en: 'Completed' },
  KHT: { vi: 'Yếu kém', en: 'Weak' },
}
const members2014: LevelWords = {
  XS: { vi: 'ĐTC, HTXSNV', en: 'Qualified, excellent' },
  T: { vi: 'ĐTC, HTTNV', en: 'Qualified, good' },
  HT: { vi: 'ĐTC, HTNV', en: 'Qualified, completed' },
  KHT: { vi: 'VPTC, KHTNV', en: 'Unqualified or not completed' },
}

/** The heads of the level columns in the words of the rule generation that the year was rated by. */
export function levelWords(ruleSetCode: string, unit: CountedUnit): LevelWords {
  if (ruleSetCode !== 'G0') return since2018
  return unit === 'organizations' ? organizations2014 : members2014
}
