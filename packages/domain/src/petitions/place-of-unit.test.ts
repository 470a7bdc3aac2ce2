import { expect, test } from 'vitest'
import { placeOfUnit } from './place-of-unit.ts'

test.each<[readonly [string, ...string[]], string]>([
  [['Đảng bộ phường Ba Đình', 'Đảng bộ thành phố Hà Nội'], 'Ba Đình'],
  [['Ủy ban nhân dân xã Vân Hà'], 'Vân Hà'],
  [['Sở Nội vụ thành phố Hà Nội'], 'Hà Nội'],
  [['Ban Nội chính', 'Đảng bộ thành phố Hà Nội'], 'Hà Nội'],
  [['Trạm y tế tổ dân phố số 3'], 'Trạm y tế tổ dân phố số 3'],
])('letters of %s are of %s', (names, place) => {
  expect(placeOfUnit(names)).toBe(place)
})
