/** The starter list of signs that people record, each with the evidence demanded first; the owner edits it (confidence M). */
export const manualSignCodes = [
  'SG01',
  'SG02',
  'SG03',
  'SG04',
  'SG05',
  'SG06',
  'SG07',
  'SG08',
  'SG09',
  'SG10',
  'SG11',
  'SG12',
  'SG13',
] as const
export type ManualSignCode = (typeof manualSignCodes)[number]
