import type { RuleSet } from '../rule-set.ts'

/** The four levels as written since 132-QĐ/TW (2018), and what an evaluation may answer besides. */
export const levelsSince2018 = {
  levels: [
    {
      code: 'XS',
      vi: 'Hoàn thành xuất sắc nhiệm vụ',
      en: 'Excellent completion of duties',
      abbreviation: 'HTXSNV',
      rank: 4,
    },
    { code: 'T', vi: 'Hoàn thành tốt nhiệm vụ', en: 'Good completion of duties', abbreviation: 'HTTNV', rank: 3 },
    { code: 'HT', vi: 'Hoàn thành nhiệm vụ', en: 'Completion of duties', abbreviation: 'HTNV', rank: 2 },
    { code: 'KHT', vi: 'Không hoàn thành nhiệm vụ', en: 'Non-completion of duties', abbreviation: 'KHTNV', rank: 1 },
  ],
  outcomes: [
    { code: 'NOT_RATED', vi: 'Không thuộc diện đánh giá, xếp loại', en: 'Not rated' },
    { code: 'MANUAL', vi: 'Cần người có thẩm quyền xem xét', en: 'To be decided by people' },
    { code: 'INVALID', vi: 'Hồ sơ chưa hợp lệ', en: 'Invalid file' },
  ],
} as const satisfies Pick<RuleSet, 'levels' | 'outcomes'>
