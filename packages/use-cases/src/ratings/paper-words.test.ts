import { expect, test } from 'vitest'
import { sectionsOf } from './paper-words.ts'

test.each([
  ['', { strengths: '' }],
  ['Làm tốt.', { strengths: 'Làm tốt.' }],
  [
    'I. Ưu điểm\nLàm tốt.\nII. Hạn chế, khuyết điểm\nCòn chậm.\n3) Phương hướng\nHọc thêm.',
    { strengths: 'Làm tốt.', limitations: 'Còn chậm.', direction: 'Học thêm.' },
  ],
  ['1. Đã nộp báo cáo', { strengths: '1. Đã nộp báo cáo' }],
])('sections of %j', (text, expected) => expect(sectionsOf(text)).toEqual(expected))
