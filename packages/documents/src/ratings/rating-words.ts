import type { LegalSource } from '@nq15/domain/shared'

/** The generations of rating rules whose four levels carry today's words; G0 (2014–2017) had others. */
export type RatingGeneration = 'G1' | 'G1b' | 'G2' | 'G3'

/** A level as it is decided; `not-rated` always comes with its reason. */
export type RatingOutcome = 'excellent' | 'good' | 'completed' | 'not-completed' | 'not-rated'

/** The four levels, best first. */
export const grades = ['excellent', 'good', 'completed', 'not-completed'] as const

/** The official words of a level and the abbreviation used in lists (132, 124 and 366-QĐ/TW alike). */
export const gradeWords: Readonly<Record<RatingOutcome, { readonly full: string; readonly short: string }>> = {
  excellent: { full: 'Hoàn thành xuất sắc nhiệm vụ', short: 'HTXSNV' },
  good: { full: 'Hoàn thành tốt nhiệm vụ', short: 'HTTNV' },
  completed: { full: 'Hoàn thành nhiệm vụ', short: 'HTNV' },
  'not-completed': { full: 'Không hoàn thành nhiệm vụ', short: 'KHTNV' },
  'not-rated': { full: 'Không xếp loại', short: 'KXL' },
}

/** The forms of self-review, which are also the groups within which the quota is counted. */
export type MemberGroup = '2A' | '2B' | '2C'

/** The groups in the order of their forms, with the words of the form's title. */
export const memberGroups: readonly { readonly code: MemberGroup; readonly label: string }[] = [
  { code: '2A', label: 'Đảng viên không giữ chức vụ lãnh đạo, quản lý' },
  { code: '2B', label: 'Đảng viên giữ chức vụ lãnh đạo, quản lý' },
  { code: '2C', label: 'Đảng viên không làm việc trong hệ thống chính trị' },
]

/** The regulation and guidance a decision rests on, by generation; `text` is the line of the căn cứ. */
export const ratingBases: Readonly<Record<RatingGeneration, readonly (LegalSource & { readonly text: string })[]>> = {
  G1: [
    base('132-QĐ/TW', 'T', 'Quy định số 132-QĐ/TW ngày 08/3/2018 của Bộ Chính trị'),
    base('16-HD/BTCTW', 'T', 'Hướng dẫn số 16-HD/BTCTW ngày 24/9/2018 của Ban Tổ chức Trung ương'),
  ],
  G1b: [
    base('132-QĐ/TW', 'T', 'Quy định số 132-QĐ/TW ngày 08/3/2018 của Bộ Chính trị'),
    base('21-HD/BTCTW', 'S', 'Hướng dẫn số 21-HD/BTCTW ngày 18/10/2019 của Ban Tổ chức Trung ương'),
  ],
  G2: [
    base('124-QĐ/TW', 'T', 'Quy định số 124-QĐ/TW ngày 04/10/2023 của Bộ Chính trị'),
    base('25-HD/BTCTW', 'T', 'Hướng dẫn số 25-HD/BTCTW ngày 10/11/2023 của Ban Tổ chức Trung ương'),
  ],
  G3: [
    base('366-QĐ/TW', 'T', 'Quy định số 366-QĐ/TW ngày 30/8/2025 của Bộ Chính trị'),
    base('43-HD/BTCTW', 'T', 'Hướng dẫn số 43-HD/BTCTW ngày 31/10/2025 của Ban Tổ chức Trung ương'),
  ],
}

function base(document: string, confidence: LegalSource['confidence'], words: string) {
  const about = 'về kiểm điểm và đánh giá, xếp loại chất lượng đối với tổ chức, cá nhân'
  return { document, provision: 'toàn văn', confidence, text: document.endsWith('QĐ/TW') ? `${words} ${about}` : words }
}
