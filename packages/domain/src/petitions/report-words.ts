import { fieldsL1, handlings, instances, petitionKinds } from './axes.ts'
import { outcomes } from './case-facts.ts'
import { caseKinds } from './case-states.ts'
import type { ReportSource } from './report-cell.ts'

const yesNo = ['yes', 'no'] as const
const results = [
  'answered-on-spot',
  'term-promised',
  'assigned',
  'petition-taken',
  'guided',
  'forwarded',
  'refused',
] as const

/** The words by which a column may choose its rows, by source: what the registers say of a row; an empty one is not stated yet. */
export const reportWords = {
  papers: {
    ...{ kind: petitionKinds, reception: yesNo, came: ['before', 'within'], processed: yesNo, eligible: yesNo },
    ...{
      competence: ['own', 'other', 'none'],
      handling: [...handlings, ''],
      field: fieldsL1,
      instance: [...instances, ''],
    },
    ...{ settled: ['first', 'more', 'no'], answered: yesNo, party: yesNo },
  },
  visits: {
    ...{ host: ['regular', 'head', 'deputy'], party: yesNo, large: yesNo, again: yesNo, kind: petitionKinds },
    ...{ outcome: results, reply: ['in-time', 'late', 'open', 'none'] },
  },
  sessions: { host: ['regular', 'head', 'deputy'], party: yesNo },
  cases: {
    ...{
      kind: caseKinds,
      settling: yesNo,
      enforcing: yesNo,
      enforced: yesNo,
      instance: instances,
      outcome: [...outcomes, ''],
    },
    ...{ ended: ['decided', 'explained', 'withdrawn', 'terminated', 'before', 'no'], inTime: ['yes', 'no', 'unknown'] },
    ...{ crime: yesNo, party: yesNo },
  },
} as const satisfies Readonly<Record<ReportSource, Readonly<Record<string, readonly string[]>>>>
