import { describe, expect, test } from 'vitest'
import { type CellWork, type CommitteeWork, listWork, type WorkFacts } from './my-work.ts'

const today = '2026-12-08'
const nothing: WorkFacts = { drafts: [], own: [], cells: [], counted: [], offices: [], committees: [] }
const campaign = { campaignId: 'campaign', year: 2026 }
const cell: CellWork = {
  ...campaign,
  organizationId: 'cell',
  name: 'Chi bộ 1',
  dueOn: '2026-12-10',
  state: 'in-work',
  returnReason: null,
  missingReviews: 0,
  tallyWhole: true,
  faults: 0,
  secondEntry: 'not-asked',
}
const file = {
  organizationId: 'cell',
  name: 'Chi bộ 1',
  dueOn: '2026-12-10',
  state: 'appraised',
  returnReason: null,
} as const
const committee: CommitteeWork = {
  ...campaign,
  organizationId: 'commune',
  name: 'Đảng bộ phường',
  dueOn: '2026-12-25',
  cellDueOn: '2026-12-10',
  isDecided: false,
  files: [file],
  quotaExcess: 0,
}
const codes = (facts: Partial<WorkFacts>) => listWork({ ...nothing, ...facts }, today).map(({ code }) => code)

test('whoever has nothing to act on has an empty list', () => expect(codes({})).toEqual([]))

describe('the secretary', () => {
  test.each<[string, Partial<CellWork>, string[]]>([
    ['a file not begun', { state: 'not-started' }, ['START_FILE']],
    ['nothing missing, nothing wrong', {}, ['SEND_FILE']],
    ['a self-review missing', { missingReviews: 1 }, ['MISSING_REVIEWS']],
    ['the count missing', { tallyWhole: false }, ['ENTER_TALLY']],
    [
      'both missing, and faults that follow from it',
      { missingReviews: 2, tallyWhole: false, faults: 4 },
      ['MISSING_REVIEWS', 'ENTER_TALLY'],
    ],
    ['faults only', { faults: 1 }, ['MEND_FAULTS']],
    ['only the second entry of another is awaited', { faults: 1, secondEntry: 'of-another' }, []],
    ['the second entry and another fault', { faults: 2, secondEntry: 'of-another' }, ['MEND_FAULTS']],
    ['returned', { state: 'returned', returnReason: 'Thiếu chữ ký' }, ['FILE_RETURNED']],
    ['returned, with faults', { state: 'returned', faults: 1 }, ['FILE_RETURNED', 'MEND_FAULTS']],
    ['sent', { state: 'sent' }, []],
    ['being appraised', { state: 'appraising' }, []],
    ['appraised', { state: 'appraised' }, []],
    ['decided', { state: 'decided' }, []],
  ])('%s', (_, changes, expected) => expect(codes({ cells: [{ ...cell, ...changes }] })).toEqual(expected))

  test('a returned file carries its reason, a fault its number', () => {
    expect(
      listWork({ ...nothing, cells: [{ ...cell, state: 'returned', returnReason: 'Thiếu chữ ký' }] }, today),
    ).toMatchObject([{ reason: 'Thiếu chữ ký', because: 'rating:work', organizationId: 'cell' }])
    expect(listWork({ ...nothing, cells: [{ ...cell, faults: 3 }] }, today)).toMatchObject([{ numbers: { count: 3 } }])
  })
})

describe('the teller', () => {
  test.each<[CellWork['secondEntry'], CellWork['state'], string[]]>([
    ['mine', 'in-work', ['SECOND_ENTRY']],
    ['mine', 'returned', ['SECOND_ENTRY']],
    ['mine', 'sent', []],
    ['of-another', 'in-work', []],
    ['first-not-begun', 'in-work', []],
    ['not-asked', 'in-work', []],
    ['done', 'in-work', []],
  ])('second entry %s of a file %s', (secondEntry, state, expected) =>
    expect(codes({ counted: [{ ...cell, secondEntry, state }] })).toEqual(expected),
  )
})

test.each<[string, boolean, boolean, string[]]>([
  ['open and not handed in', true, false, ['OWN_REVIEW']],
  ['handed in', true, true, []],
  ['the file has left the cell', false, false, []],
])('the member: %s', (_, isOpen, isSubmitted, expected) =>
  expect(codes({ own: [{ ...campaign, caseId: 'case', dueOn: '2026-12-10', isOpen, isSubmitted }] })).toEqual(expected),
)

describe('the office', () => {
  test.each<[CellWork['state'], string, string[]]>([
    ['not-started', '2026-12-10', ['CELLS_NOT_STARTED']],
    ['in-work', '2026-12-10', []],
    ['sent', '2026-12-10', ['TAKE_UP']],
    ['appraising', '2026-12-10', ['FINISH_APPRAISAL']],
    ['returned', '2026-12-08', []],
    ['returned', '2026-12-07', ['RETURNED_OVERDUE']],
    ['appraised', '2026-12-10', []],
    ['decided', '2026-12-10', []],
  ])('a file %s, due %s', (state, dueOn, expected) =>
    expect(codes({ offices: [{ ...committee, files: [{ ...file, state, dueOn }] }] })).toEqual(expected),
  )

  test('cells not begun are counted, not listed', () => {
    const files = (['not-started', 'not-started', 'in-work'] as const).map((state) => ({ ...file, state }))
    expect(listWork({ ...nothing, offices: [{ ...committee, files }] }, today)).toMatchObject([
      { code: 'CELLS_NOT_STARTED', dueOn: '2026-12-10', numbers: { count: 2, of: 3 }, because: 'rating:board' },
    ])
  })
})

describe('the committee', () => {
  test.each<[string, Partial<CommitteeWork>, string[]]>([
    ['all files appraised', {}, ['READY_TO_DECIDE']],
    ['over the quota', { quotaExcess: 1 }, ['QUOTA_EXCEEDED']],
    ['one file not appraised yet', { files: [file, { ...file, state: 'sent' }] }, []],
    ['no file at all', { files: [] }, []],
    ['decided', { isDecided: true }, []],
  ])('%s', (_, changes, expected) => expect(codes({ committees: [{ ...committee, ...changes }] })).toEqual(expected))
})

test.each([
  ['2026-12-07', 'overdue', { direction: 'past', days: 1, workingDays: 1 }],
  ['2026-12-08', 'today', { direction: 'today', days: 0, workingDays: 0 }],
  ['2026-12-09', 'soon', { direction: 'ahead', days: 1, workingDays: 1 }],
  // The weekend between is counted in days and not in working days.
  ['2026-12-14', 'soon', { direction: 'ahead', days: 6, workingDays: 4 }],
  ['2026-12-18', 'soon', { direction: 'ahead', days: 10, workingDays: 8 }],
  ['2026-12-19', 'later', { direction: 'ahead', days: 11 }],
] as const)('due %s is %s', (opensOn, group, distance) =>
  expect(listWork({ ...nothing, drafts: [{ ...campaign, opensOn }] }, today)).toMatchObject([
    { code: 'OPEN_CAMPAIGN', because: 'campaign:setup', group, distance },
  ]),
)

test('the earliest deadline stands first, whoever it comes from', () => {
  const facts = {
    ...nothing,
    cells: [cell, { ...cell, name: 'Chi bộ 2', dueOn: '2026-12-01' }],
    committees: [committee],
    own: [{ ...campaign, caseId: 'case', dueOn: '2026-12-10', isOpen: true, isSubmitted: false }],
  }
  expect(listWork(facts, today).map(({ code, dueOn }) => [code, dueOn])).toEqual([
    ['SEND_FILE', '2026-12-01'],
    ['OWN_REVIEW', '2026-12-10'],
    ['SEND_FILE', '2026-12-10'],
    ['READY_TO_DECIDE', '2026-12-25'],
  ])
})

describe('once a year is decided', () => {
  test.each([
    ['a notice to read', { code: 'READ_NOTICE', caseId: 'case' }, 'rating:self'],
    ['people to be told', { code: 'NOTIFY', organizationId: 'commune' }, 'rating:board'],
    ['a complaint to answer', { code: 'ANSWER_APPEAL', organizationId: 'commune', caseId: 'case' }, 'rating:decide'],
  ] as const)('%s comes by its own permission and its own day', (_, work, because) => {
    const [task] = listWork({ ...nothing, after: [{ ...campaign, ...work, dueOn: '2026-12-07' }] }, today)
    expect(task).toMatchObject({ code: work.code, because, group: 'overdue' })
  })
})
