import { type DecidedOutcome, type ReviewEdition, type ReviewLetter, reviewLetter } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import type { LegalSource } from '@nq15/domain/shared'

type Words = Readonly<Record<DecidedOutcome, { readonly full: string; readonly short: string }>>

const notRated = { full: 'Không xếp loại', short: 'KXL' } as const

/** The official words of a level and the abbreviation used in lists (132, 124 and 366-QĐ/TW alike). */
export const levelWords: Words = {
  XS: { full: 'Hoàn thành xuất sắc nhiệm vụ', short: 'HTXSNV' },
  T: { full: 'Hoàn thành tốt nhiệm vụ', short: 'HTTNV' },
  HT: { full: 'Hoàn thành nhiệm vụ', short: 'HTNV' },
  KHT: { full: 'Không hoàn thành nhiệm vụ', short: 'KHTNV' },
  NOT_RATED: notRated,
}

// 27-HD/BTCTW (2014): structure S, wording M.
const members2014: Words = {
  XS: { full: 'Đủ tư cách, hoàn thành xuất sắc nhiệm vụ', short: 'ĐTC-XS' },
  T: { full: 'Đủ tư cách, hoàn thành tốt nhiệm vụ', short: 'ĐTC-T' },
  HT: { full: 'Đủ tư cách, hoàn thành nhiệm vụ', short: 'ĐTC-HT' },
  KHT: { full: 'Vi phạm tư cách hoặc không hoàn thành nhiệm vụ', short: 'VPTC' },
  NOT_RATED: notRated,
}
const organizations2014: Words = {
  XS: { full: 'Trong sạch, vững mạnh', short: 'TSVM' },
  T: { full: 'Hoàn thành tốt nhiệm vụ', short: 'HTTNV' },
  HT: { full: 'Hoàn thành nhiệm vụ', short: 'HTNV' },
  KHT: { full: 'Yếu kém', short: 'YK' },
  NOT_RATED: notRated,
}

/** The words of a generation: those before 2018 stay as they were written, for ever. */
export const wordsOf = (generation: PaperGeneration, of: 'member' | 'organization'): Words =>
  generation !== 'G0' ? levelWords : of === 'member' ? members2014 : organizations2014

/** Who leads, who does not, and who works outside the political system: the groups within which the quota is counted. */
export type MemberGroup = 'leader' | 'member' | 'outside'

/** The groups in the order of their forms, with the words of the form's title. */
export const memberGroups: readonly { readonly code: MemberGroup; readonly label: string }[] = [
  { code: 'leader', label: 'Đảng viên giữ chức vụ lãnh đạo, quản lý' },
  { code: 'member', label: 'Đảng viên không giữ chức vụ lãnh đạo, quản lý' },
  { code: 'outside', label: 'Đảng viên không làm việc trong hệ thống chính trị' },
]

/** The letter of the group's form in 43-HD/BTCTW: 2A leads, 2B does not, 2C is outside the political system. */
export const groupLetter = (group: MemberGroup, edition: ReviewEdition = 2): ReviewLetter =>
  reviewLetter({ subject: subjectOfGroup[group], year: 2025, edition })

const subjectOfGroup = { leader: 'LEADER', member: 'MEMBER', outside: 'MEMBER_2C' } as const

const groupsInWords = {
  leader: 'Giữ chức vụ lãnh đạo, quản lý',
  member: 'Không giữ chức vụ',
  outside: 'Không làm việc trong hệ thống chính trị',
} as const

/**
 * The groups as lists name them: the letters of 2025 mean nothing before it, when members stood in two groups. A list with one who
 * wrote on the forms given out first, where A and B stood the other way round, says the groups in words.
 */
export function groupWord(generation: PaperGeneration, group: MemberGroup, edition: ReviewEdition = 2): string {
  if (generation !== 'G3') return group === 'leader' ? 'Lãnh đạo, quản lý' : 'Đảng viên'
  return edition === 1 ? groupsInWords[group] : groupLetter(group)
}

/** The edition a list is drawn by: the first as soon as one in it wrote on the forms given out first. */
export const editionOfList = (rows: readonly { readonly edition?: ReviewEdition }[]): ReviewEdition =>
  rows.some(({ edition }) => edition === 1) ? 1 : 2

/** The regulation and guidance a decision rests on, by generation; `text` is the line of the căn cứ. */
export const ratingBases: Readonly<Record<PaperGeneration, readonly (LegalSource & { readonly text: string })[]>> = {
  G0: [base('27-HD/BTCTW', 'S', 'Hướng dẫn số 27-HD/BTCTW ngày 25/9/2014 của Ban Tổ chức Trung ương')],
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

/** Criteria in points exist since 366-QĐ/TW. */
export const hasPoints = (generation: PaperGeneration): boolean => generation === 'G3'
