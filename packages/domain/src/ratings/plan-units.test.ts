import { describe, expect, test } from 'vitest'
import { planUnits, type UnitNode, unitSubjectOf } from './plan-units.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'

const dues = {
  basic: { reportDueOn: '2026-12-10', decisionDueOn: '2026-12-21' },
  superior: { reportDueOn: '2026-12-31', decisionDueOn: '2027-02-01' },
} as const

const node = (
  organizationId: string,
  kind: UnitNode['kind'],
  parentId: string | null,
  more: Partial<UnitNode> = {},
): UnitNode => ({
  organizationId,
  parentId,
  kind,
  name: organizationId,
  code: organizationId,
  sector: null,
  foundedOn: '2025-07-01',
  committeeSeats: 3,
  cells: 1,
  members: 20,
  ...more,
})

/** A city with a ward: cells directly, cells of a sectional organization, a committee of the police with its own cell. */
const city = [
  node('city', 'city-org', null),
  node('ward', 'grassroots-committee-org', 'city'),
  node('cell', 'cell', 'ward'),
  node('small', 'cell', 'ward', { committeeSeats: 2 }),
  node('section', 'sectional-org', 'ward'),
  node('sub', 'subordinate-cell', 'section'),
  node('police', 'grassroots-committee-org', 'ward'),
  node('patrol', 'cell', 'police'),
  node('school', 'grassroots-cell', 'city'),
  node('block', 'direct-org', 'city'),
  node('firm', 'grassroots-committee-org', 'block'),
]
const plan = (
  nodes: readonly UnitNode[] = city,
  rootId = 'city',
  ruleSet: Parameters<typeof planUnits>[1]['ruleSet'] = law,
) => planUnits(nodes, { rootId, cutOffOn: '2026-11-30', dues, ruleSet })
const page = (units: ReturnType<typeof plan>) =>
  units.map((one) =>
    [one.organizationId, one.subject, one.deciderId, one.intermediateId ?? '-', one.parentId ?? '-'].join(' '),
  )

describe('who is rated, who decides, through whom, below whom', () => {
  test('every organization below the city and its collective', () => {
    expect(page(plan())).toEqual([
      'ward DB_DIRECT city - -',
      'ward COLLECTIVE city - -',
      'cell CHI_BO ward - ward',
      'cell COLLECTIVE ward - ward',
      'small CHI_BO ward - ward',
      'section DB_BO_PHAN ward - ward',
      'section COLLECTIVE ward - ward',
      'sub CHI_BO ward section section',
      'sub COLLECTIVE ward section section',
      'police DB_CO_SO ward - ward',
      'police COLLECTIVE ward - ward',
      'patrol CHI_BO police - police',
      'patrol COLLECTIVE police - police',
      'school CB_CO_SO city - -',
      'school COLLECTIVE city - -',
      'block DB_DIRECT city - -',
      'block COLLECTIVE city - -',
      'firm DB_CO_SO block - block',
      'firm COLLECTIVE block - block',
    ])
  })

  test('a campaign of one ward holds what is below it, not the ward', () => {
    expect(new Set(plan(city, 'ward').map(({ organizationId }) => organizationId))).toEqual(
      new Set(['cell', 'small', 'section', 'sub', 'police', 'patrol']),
    )
  })

  test('a cell without anybody above who decides has no case', () => {
    expect(page(plan([node('city', 'city-org', null), node('lost', 'cell', 'city')]))).toEqual([])
  })

  test('December for the base, the days of the superior for the rest', () => {
    const due = (id: string) => plan().find(({ organizationId }) => organizationId === id)?.decisionDueOn
    expect([due('cell'), due('section'), due('police'), due('ward')]).toEqual([
      dues.basic.decisionDueOn,
      dues.basic.decisionDueOn,
      dues.superior.decisionDueOn,
      dues.superior.decisionDueOn,
    ])
  })

  test.each([
    ['2026-05-30', 'NOT_RATED', null],
    ['2026-05-31', 'NOT_RATED', null],
    ['2026-06-01', 'NOT_RATED', 'ORG_LT_6M'],
    ['2026-06-30', 'NOT_RATED', 'ORG_LT_6M'],
    ['2026-06-30', 'WARN', null],
    [null, 'NOT_RATED', null],
  ] as const)('founded on %s where under six months means %s: %s', (foundedOn, organizationUnderSixMonths, reason) => {
    const rules = { ...law, options: { ...law.options, organizationUnderSixMonths } }
    const young = [node('city', 'city-org', null), node('ward', 'grassroots-committee-org', 'city', { foundedOn })]
    expect(plan(young, 'city', rules)[0]?.notRatedReason).toBe(reason)
  })
})

test.each([
  ['city-org', null, null],
  ['direct-org', 'city-org', 'DB_DIRECT'],
  ['grassroots-committee-org', 'city-org', 'DB_DIRECT'],
  ['grassroots-committee-org', 'direct-org', 'DB_CO_SO'],
  ['grassroots-committee-org', 'grassroots-committee-org', 'DB_CO_SO'],
  ['grassroots-cell', 'city-org', 'CB_CO_SO'],
  ['sectional-org', 'grassroots-committee-org', 'DB_BO_PHAN'],
  ['subordinate-org', 'grassroots-committee-org', 'DB_TRUC_THUOC_CO_SO'],
  ['subordinate-cell', 'sectional-org', 'CHI_BO'],
  ['cell', 'grassroots-committee-org', 'CHI_BO'],
  ['department', 'city-peoples-committee', null],
] as const)('%s under %s is rated as %s', (kind, parent, subject) => {
  expect(unitSubjectOf(kind, parent)).toBe(subject)
})
