import type { Timetable } from '../timetable.ts'

const guidance = (provision: string) => ({ document: '43-HD/BTCTW', provision, confidence: 'T' }) as const

/**
 * When the reviews of a year end, and how long before a meeting its draft report is out. Stands beside the rule sets and
 * outside their imprint: no level is found by it.
 */
export const timetable20251031: Timetable = {
  firstYear: 2025,
  inForce: { from: '2025-10-31', until: null },
  terms: [
    { code: 'finished', before: '12-31', yearOffset: 0, source: guidance('mục 4.1') },
    { code: 'schoolsFinished', before: '12-31', yearOffset: 0, source: guidance('mục 4.1') },
    { code: 'specialUnitsFinished', before: '01-15', yearOffset: 1, source: guidance('mục 4.1') },
    { code: 'filesToCentral', before: '02-01', yearOffset: 1, source: guidance('mục 4.2') },
    { code: 'centralReport', before: '03-01', yearOffset: 1, source: guidance('mục 4.3') },
  ],
  draft: { workingDays: 3, source: guidance('hướng dẫn Điều 7 khoản 1 Quy định 366-QĐ/TW') },
}
