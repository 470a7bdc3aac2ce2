import { expect, test } from 'vitest'
import { exampleHanoiRows } from './example.ts'
import {
  areaKindOf,
  areasOf,
  checkSuccession,
  checkTree,
  historyOfPlan,
  listedBodies,
  listedBody,
  otherSidesOf,
  readHanoi,
  readResidents,
} from './index.ts'

const plan = () => {
  const read = readHanoi(exampleHanoiRows())
  if (!read.ok) throw new Error('the example is flawless')
  return read.value
}

test("each committee has its people's committee and its front beside it: same code, area, days, descent", () => {
  const party = plan()
  const sides = otherSidesOf(party)
  const beside = (side: string) =>
    sides.organizations
      .filter((one) => one.side === side && one.areaCode !== null)
      .map(({ code, areaCode, validFrom, validTo }) => ({ code, areaCode, validFrom, validTo }))
  const own = party.organizations.map(({ code, areaCode, validFrom, validTo }) => ({
    code,
    areaCode,
    validFrom,
    validTo,
  }))
  expect(beside('state')).toEqual(own)
  expect(beside('front')).toEqual(own)
  expect(sides.successions).toHaveLength(2 * party.successions.length)
})

test('both trees are without fault, and so is every act of theirs', () => {
  const history = historyOfPlan({ ...plan(), ...otherSidesOf(plan()) })
  expect(checkTree(history.versions)).toEqual([])
  const lives = new Map(
    history.versions.map(({ organizationId, validFrom, validTo }) => [
      organizationId,
      { from: validFrom, to: validTo },
    ]),
  )
  expect(history.successions.flatMap((act) => checkSuccession(act, lives))).toEqual([])
})

test.each([
  ['state', '01', 'Ủy ban nhân dân thành phố Hà Nội', 'city-peoples-committee'],
  ['state', '901', 'Ủy ban nhân dân quận Thượng', 'district-peoples-committee'],
  ['state', '90003', 'Ủy ban nhân dân thị trấn Ba', 'commune-peoples-committee'],
  ['front', '90001', 'Ủy ban Mặt trận Tổ quốc Việt Nam phường Một', 'front-committee'],
])('on the side %s the code %s is %s', (side, code, name, kind) => {
  expect(otherSidesOf(plan()).organizations.find((one) => one.side === side && one.code === code)).toMatchObject({
    name,
    kind,
  })
})

test('bodies no file lists are told apart by how well they are known, and carry codes of their own', () => {
  expect(new Set(listedBodies.map(({ side, code }) => `${side} ${code}`)).size).toBe(listedBodies.length)
  expect(new Set(listedBodies.map(({ confidence }) => confidence))).toEqual(new Set(['M']))
  expect(listedBody('state', '01.TT')).toMatchObject({ kind: 'inspectorate' })
  expect(listedBody('state', '00004')).toBeNull()
})

test('areas have the official code, name and kind of their unit, and stand under their district until it ends', () => {
  expect(areasOf(plan())).toEqual([
    {
      code: '01',
      name: 'Thành phố Hà Nội',
      kind: 'city',
      parentCode: null,
      validFrom: '2008-08-01',
      validTo: '9999-12-31',
    },
    ...[
      ['901', 'Quận Thượng', 'urban-district', '01'],
      ['902', 'Huyện Hạ', 'rural-district', '01'],
      ['90001', 'Phường Một', 'ward', '901'],
      ['90002', 'Phường Hai', 'ward', '901'],
      ['90003', 'Thị trấn Ba', 'township', '902'],
      ['90004', 'Xã Bốn', 'commune', '902'],
    ].map(([code, name, kind, parentCode]) => ({
      code,
      name,
      kind,
      parentCode,
      validFrom: '2008-08-01',
      validTo: '2025-07-01',
    })),
    ...[
      ['90001', 'Phường Thượng', 'ward'],
      ['90003', 'Xã Hạ', 'commune'],
    ].map(([code, name, kind]) => ({
      code,
      name,
      kind,
      parentCode: '01',
      validFrom: '2025-07-01',
      validTo: '9999-12-31',
    })),
  ])
})

test.each([
  ['Phường Ba Đình', 'ward'],
  ['Thị xã Sơn Tây', 'town'],
  ['Thị trấn Phùng', 'township'],
  ['Đặc khu Vân Đồn', 'special-zone'],
  ['Thành phố Hà Nội', 'city'],
  ['Làng Vòng', null],
])('%s is of kind %s', (name, kind) => {
  expect(areaKindOf(name)).toBe(kind)
})

const row = (change: Record<string, string> = {}) => ({
  code: '00004',
  year: '2026',
  residents: '65000',
  source: 'Công an phường, 31/12/2026',
  ...change,
})
test.each([
  [row(), []],
  [row({ code: '00005' }), ['NO_AREA']],
  [row({ year: '26' }), ['YEAR']],
  [row({ residents: '0' }), ['NUMBER']],
  [row({ residents: '65.000' }), ['NUMBER']],
  [row({ source: ' ' }), ['NO_SOURCE']],
])('residents %j: %j', (fields, codes) => {
  const read = readResidents([{ line: 2, fields }], (code) => code === '00004')
  expect(read.ok ? [] : read.refusal.findings.map(({ code }) => code)).toEqual(codes)
})

test('an area and year a second time is refused with the line of the first', () => {
  const read = readResidents(
    [row(), row()].map((fields, at) => ({ line: at + 2, fields })),
    () => true,
  )
  expect(!read.ok && read.refusal.findings).toEqual([{ code: 'TWICE', line: 3, value: '00004', required: '2' }])
})
