import { expect, test } from 'vitest'
import { placeOfTask } from './place-of-task.ts'

test.each([
  ['OPEN_CAMPAIGN', null, null, '/ratings/2026/setup'],
  ['OWN_REVIEW', null, null, '/ratings/2026/self'],
  ['START_FILE', 'cell', null, '/ratings/2026/cells/cell'],
  ['SECOND_ENTRY', 'cell', null, '/ratings/2026/cells/cell'],
  ['TAKE_UP', 'cell', 'commune', '/ratings/2026/committees/commune?state=sent'],
  ['FINISH_APPRAISAL', 'cell', 'commune', '/ratings/2026/committees/commune?state=appraising'],
  ['RETURNED_OVERDUE', 'cell', 'commune', '/ratings/2026/committees/commune?state=returned'],
  ['TAKE_UP', 'cell', null, '/ratings/2026/cells/cell'],
  ['CELLS_NOT_STARTED', 'commune', null, '/ratings/2026/committees/commune?state=not-started'],
  ['READY_TO_DECIDE', 'commune', null, '/ratings/2026/committees/commune'],
  ['NOTIFY', 'commune', null, '/ratings/2026/committees/commune/decision'],
  ['READ_NOTICE', null, null, '/ratings/2026/mine'],
  ['ANSWER_APPEAL', 'commune', null, '/ratings/2026/cases/case/outcome'],
  ['UNITS_NOTIFY', 'commune', null, '/ratings/2026/units/commune/decision'],
  ['UNIT_READ_NOTICE', 'cell', null, '/ratings/2026/cases/case/outcome'],
  ['UNIT_ANSWER_APPEAL', 'commune', null, '/ratings/2026/cases/case/outcome'],
] as const)('%s of %s below %s opens %s', (code, organizationId, committeeId, place) =>
  expect(placeOfTask({ code, year: 2026, organizationId, caseId: 'case' }, committeeId)).toBe(place),
)
