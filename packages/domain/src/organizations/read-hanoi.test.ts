import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exampleHanoiRows } from './example.ts'
import {
  aboveOn,
  checkSuccession,
  checkTree,
  type FileRow,
  type HanoiRows,
  hanoiFiles,
  historyOfPlan,
  lineageOf,
  readHanoi,
  treeAsOf,
} from './index.ts'

// biome-ignore lint/style/noProcessEnv: the folder of the real files is configuration of the test run itself
const realData = process.env['NQ15_REAL_DATA']

function realRows(): HanoiRows {
  const read = (file: string): FileRow[] => {
    const text = readFileSync(join(realData ?? '', 'hanoi', file), 'utf8').replace(/^\uFEFF/u, '')
    const [header = '', ...lines] = text.trimEnd().split(/\r?\n/u)
    const columns = header.split(',')
    return lines.map((line, at) => {
      const texts = line.split(',')
      if (texts.length !== columns.length) throw new Error(`${file}, line ${at + 2}: quoted commas need a CSV reader`)
      return { line: at + 2, fields: Object.fromEntries(columns.map((column, place) => [column, texts[place]])) }
    })
  }
  return {
    districts: read(hanoiFiles.districts),
    communesBefore: read(hanoiFiles.communesBefore),
    communesSince: read(hanoiFiles.communesSince),
    successions: read(hanoiFiles.successions),
    tiles: read(hanoiFiles.tiles),
  }
}

const asked = realData
  ? {
      data: 'real files of Hà Nội',
      rows: realRows(),
      before: { 'city-org': 1, 'direct-org': 30, 'grassroots-committee-org': 526 },
      since: { 'city-org': 1, 'grassroots-committee-org': 126 },
      links: { all: 794, whole: 327, dividedUnits: 199 },
      code: '00004',
      was: 'Đảng bộ phường Trúc Bạch',
      is: 'Đảng bộ phường Ba Đình',
    }
  : {
      data: 'small invented files',
      rows: exampleHanoiRows(),
      before: { 'city-org': 1, 'direct-org': 2, 'grassroots-committee-org': 4 },
      since: { 'city-org': 1, 'grassroots-committee-org': 2 },
      links: { all: 5, whole: 3, dividedUnits: 1 },
      code: '90001',
      was: 'Đảng bộ phường Một',
      is: 'Đảng bộ phường Thượng',
    }

function planOf(rows: HanoiRows) {
  const plan = readHanoi(rows)
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusal.findings.slice(0, 5)))
  return plan.value
}

describe(`the plan from ${asked.data}`, () => {
  const plan = planOf(asked.rows)
  const history = historyOfPlan(plan)

  test.each([
    ['2025-06-30', asked.before, asked.was],
    ['2025-07-01', asked.since, asked.is],
  ])('on %s the totals are %j and the code is carried by %s', (day, totals, name) => {
    const tree = treeAsOf(history.versions, day)
    const one = treeAsOf(history.versions, day, asked.code)
    expect(tree.ok && tree.value.totals).toEqual(totals)
    expect(one.ok && one.value.organizations.map((row) => row.name)).toEqual([name])
  })

  test('counts links, whole units and divided units', () => {
    const links = plan.successions.flatMap((act) => act.links)
    const divided = new Set(links.filter((link) => !link.inheritsRecords).map((link) => link.predecessorKey))
    expect(plan.successions.length).toBe(asked.since['grassroots-committee-org'])
    expect({
      all: links.length,
      whole: links.filter((link) => link.inheritsRecords).length,
      dividedUnits: divided.size,
    }).toEqual(asked.links)
  })

  test('keys are unique, parents come first, the history and every act are without fault', () => {
    const keys = plan.organizations.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { key, parentKey } of plan.organizations) {
      expect(parentKey === null || keys.indexOf(parentKey) < keys.indexOf(key)).toBe(true)
    }
    expect(checkTree(history.versions)).toEqual([])
    const lifetimes = new Map(
      history.versions.map(({ organizationId, validFrom, validTo }) => [
        organizationId,
        { from: validFrom, to: validTo },
      ]),
    )
    expect(history.successions.flatMap((act) => checkSuccession(act, lifetimes))).toEqual([])
  })

  test('a new commune reads an old one that passed whole into it, never a divided one', () => {
    for (const { links } of history.successions) {
      for (const { predecessorId, successorId, inheritsRecords } of links) {
        expect(aboveOn(history, predecessorId, '2025-07-01').has(successorId)).toBe(inheritsRecords)
        expect(aboveOn(history, predecessorId, '2025-06-30').has(successorId)).toBe(false)
      }
    }
  })

  test('the lineage of the code names its predecessors with day, kind and decision', () => {
    const lineage = lineageOf(history, asked.code, '2025-07-01')
    expect(lineage.ok && lineage.value.successors).toEqual([])
    expect(lineage.ok && lineage.value.predecessors.map(({ name }) => name)).toContain(asked.was)
    expect(lineage.ok && lineage.value.predecessors[0]).toMatchObject({
      day: '2025-07-01',
      kind: 'establishment',
      decision: { number: '1656/NQ-UBTVQH15', confidence: 'M' },
    })
  })
})

type Files = keyof typeof hanoiFiles

function changed(file: Files, line: number, change: Record<string, string>): HanoiRows {
  const rows = exampleHanoiRows()
  const change1 = (row: FileRow) => (row.line === line ? { line, fields: { ...row.fields, ...change } } : row)
  return { ...rows, [file]: rows[file].map(change1) }
}

test.each<[Files, number, Record<string, string>, { code: string; column: string }]>([
  ['districts', 3, { code: '' }, { code: 'MISSING_VALUE', column: 'code' }],
  ['districts', 3, { code: '90' }, { code: 'MALFORMED_CODE', column: 'code' }],
  ['districts', 3, { code: '901' }, { code: 'DUPLICATE_CODE', column: 'code' }],
  ['communesBefore', 4, { code: '9000x' }, { code: 'MALFORMED_CODE', column: 'code' }],
  ['communesBefore', 4, { code: '90002' }, { code: 'DUPLICATE_CODE', column: 'code' }],
  ['communesBefore', 4, { name: 'Làng Ba' }, { code: 'UNKNOWN_UNIT_KIND', column: 'name' }],
  ['communesBefore', 4, { district_code: '909' }, { code: 'UNKNOWN_DISTRICT', column: 'district_code' }],
  ['communesBefore', 4, { district_name: 'Quận Thượng' }, { code: 'NAME_MISMATCH', column: 'district_name' }],
  ['communesSince', 2, { kind: 'Xã' }, { code: 'KIND_MISMATCH', column: 'kind' }],
  [
    'communesSince',
    2,
    { main_former_district: 'Quận Lạ' },
    { code: 'UNKNOWN_DISTRICT', column: 'main_former_district' },
  ],
  ['successions', 5, { old_code: '90009' }, { code: 'UNKNOWN_CODE', column: 'old_code' }],
  ['successions', 5, { new_name: 'Xã Khác' }, { code: 'NAME_MISMATCH', column: 'new_name' }],
  ['successions', 5, { old_district: 'Quận Thượng' }, { code: 'NAME_MISMATCH', column: 'old_district' }],
  [
    'successions',
    5,
    { old_unit_split_between: '2' },
    { code: 'SPLIT_COUNT_MISMATCH', column: 'old_unit_split_between' },
  ],
  ['successions', 5, { old_unit_split_between: 'hai' }, { code: 'MALFORMED_NUMBER', column: 'old_unit_split_between' }],
  ['successions', 4, { new_code: '90001', new_name: 'Phường Thượng' }, { code: 'DUPLICATE_LINK', column: 'old_code' }],
  ['tiles', 3, { row: '1' }, { code: 'SAME_TILE', column: 'column' }],
  ['tiles', 3, { code: '90002' }, { code: 'UNKNOWN_CODE', column: 'code' }],
])('small invented files: %s line %i with %j is refused by %j', (file, line, change, expected) => {
  const plan = readHanoi(changed(file, line, change))
  expect(plan.ok).toBe(false)
  expect(!plan.ok && plan.refusal.findings).toContainEqual(
    expect.objectContaining({ file: hanoiFiles[file], line, ...expected }),
  )
})

test('small invented files: an old unit without successor and a new one without predecessor are both named', () => {
  const rows = exampleHanoiRows()
  const plan = readHanoi({ ...rows, successions: rows.successions.filter(({ line }) => line !== 2 && line !== 3) })
  expect(!plan.ok && plan.refusal.findings.map(({ code, line }) => [code, line])).toEqual([
    ['SPLIT_COUNT_MISMATCH', 4],
    ['NO_SUCCESSOR', 2],
    ['NO_PREDECESSOR', 2],
  ])
})

test('an empty file is refused by name', () => {
  const plan = readHanoi({ ...exampleHanoiRows(), districts: [] })
  expect(!plan.ok && plan.refusal.findings[0]).toMatchObject({
    code: 'EMPTY_FILE',
    file: hanoiFiles.districts,
    line: 1,
  })
})
