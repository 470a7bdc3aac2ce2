/** What the nightly check looks for; each finding names one record by id. */
export const integrityCodes = [
  'TREE_CYCLE',
  'TREE_OVERLAP',
  'TREE_GAP',
  'TREE_CODE_TWICE',
  'TREE_ORPHAN',
  'TREE_OTHER_SIDE',
  'REACH_DIFFERS',
  'STRAY_SPACES_ORGANIZATION',
  'STRAY_SPACES_MEMBER',
  'STRAY_SPACES_AREA',
  'STRAY_SPACES_NEIGHBOURHOOD',
  'MEMBER_WITHOUT_CELL',
  'MEMBER_IN_ENDED_CELL',
  'AREA_WITHOUT_PARTY',
  'AREA_WITHOUT_PEOPLES_COMMITTEE',
  'AREA_OUTLIVES_PARENT',
  'AREA_WITHOUT_MAIN',
  'ASSIGNMENT_GAP',
  'ASSIGNMENT_OUTLIVES',
  'ASSIGNMENT_ACCOUNT_CLOSED',
  'NEIGHBOURHOOD_WITHOUT_CELL',
  'ACCOUNT_WITHOUT_GRANT',
  'GRANT_OF_CLOSED_ACCOUNT',
  'GRANT_ON_ENDED_ORGANIZATION',
] as const
export type IntegrityCode = (typeof integrityCodes)[number]

/** What must be mended, and what only must be known. */
export const integrityWeight = (code: IntegrityCode): 'fault' | 'notice' =>
  code === 'AREA_WITHOUT_MAIN' || code === 'NEIGHBOURHOOD_WITHOUT_CELL' || code === 'ACCOUNT_WITHOUT_GRANT'
    ? 'notice'
    : 'fault'
