import { expect, test } from 'vitest'
import { judgeWords } from './judge-words.mjs'

test.each([
  ['Hạn mức xuất sắc theo nhóm', 'tỉ lệ xếp loại HTXSNV'],
  ['Mẫu số: {base} người', 'căn cứ tính tỉ lệ'],
  ['Ngoài hệ thống chính trị', 'không làm việc trong hệ thống chính trị'],
  ['Lưu bản thảo', 'dự thảo'],
  ['Chấm theo biểu điểm', 'bộ tiêu chí'],
  ['Các thế hệ quy định', 'quy định'],
  ['Bộ quy tắc', 'quy định, hướng dẫn'],
  ['Số quyết định sửa', 'quyết định đánh giá, xếp loại lại'],
  ['Trả lời kiến nghị về xếp loại', 'khiếu nại, kiến nghị về xếp loại'],
  ['Chi bộ nơi cư trú', 'cấp ủy nơi cư trú'],
  ['Ngày tiếp dân', 'ngày tiếp công dân'],
  ['Sổ đơn thư', 'sổ theo dõi đơn'],
  ['Bí thư cấp xã', 'bí thư đảng ủy xã, phường'],
  ['Đảng bộ trực thuộc thành ủy', 'Thành ủy'],
  ['Ban Thường vụ cấp trên', 'ban thường vụ cấp ủy cấp trên trực tiếp'],
  ['Các tổ chức bên dưới', 'tổ chức đảng trực thuộc'],
  ['Gửi cấp trung gian', 'đảng ủy bộ phận'],
  ['Lời hứa lỡ hạn', 'cam kết'],
  ['Điều 28 [S]', 'lời của confidenceWords, không phải mã'],
  ['theo {basis} [{confidence}]', 'lời của confidenceWords, không phải mã'],
  ['nguồn báo chí, độ tin cậy S.', 'lời của confidenceWords, không phải mã'],
])('%s is told to be written otherwise', (text, instead) => {
  const faults = judgeWords({ room: { text } })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^room\.text: /)
  expect(faults[0]).toContain(`write "${instead}"`)
})

test('a form typed with combining marks is found too', () => {
  expect(judgeWords({ text: 'Bản thảo'.normalize('NFD') })).toHaveLength(1)
})

test.each([
  'Tỉ lệ xếp loại HTXSNV theo nhóm',
  'Tỷ lệ phiếu: mẫu số của phân số',
  'Mẫu số {number}',
  'Đảng bộ trực thuộc Thành ủy',
  'Khiếu nại, kiến nghị về xếp loại',
  'Không làm việc trong hệ thống chính trị',
  'Kiến nghị, phản ánh của công dân',
])('%s stands', (text) => {
  expect(judgeWords({ text })).toEqual([])
})
