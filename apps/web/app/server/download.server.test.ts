import { expect, test } from 'vitest'
import { asDownload } from './download.server.ts'

test.each([
  ['Quyết-định-15-QĐ-ĐU-xếp-loại-đảng-viên-2026.docx', 'Quyet-dinh-15-QD-DU-xep-loai-dang-vien-2026.docx'],
  ['Kết quả "mật"\r\nx: y.xlsx', 'Ket-qua-mat-x-y.xlsx'],
])('%s is given out as %s', (fileName, plain) => {
  const answer = asDownload({ fileName, contentType: 'application/octet-stream', bytes: new Uint8Array(3) })
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${plain}"`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-length')).toBe('3')
})
