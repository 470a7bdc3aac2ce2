import type { LegalSource } from '../shared/index.ts'
import type { RuleSet } from './rule-set.ts'
import type { Subject } from './schema.ts'
import type { ScoreSheet } from './score-sheet.ts'

/** Ways in which places divided the 30 general points; each is an example of practice, none is Hà Nội's. */
export const generalWeights = [
  { code: '10-10-10', weights: ['10', '10', '10'] },
  { code: '18-4-8', weights: ['18', '4', '8'] },
  { code: '13-12-5', weights: ['13', '12', '5'] },
] as const

const headings = [
  'Phẩm chất chính trị, đạo đức, lối sống, nêu gương',
  'Tư duy đổi mới, khát vọng cống hiến, dám nghĩ, dám làm',
  'Tự phê bình và phê bình, tự soi, tự sửa, khắc phục hạn chế',
] as const

type CriteriaAnnex = { readonly number: number; readonly of: string; readonly subjects: readonly Subject[] }

/** The annexes of 366-QĐ/TW that frame the criteria, and whom each is for (Điều 10); cadres managed by the centre have the second. */
const criteriaAnnexes: readonly CriteriaAnnex[] = [
  { number: 1, of: 'tập thể', subjects: ['COLLECTIVE'] },
  { number: 2, of: 'cán bộ diện Ban Chấp hành Trung ương Đảng, Bộ Chính trị, Ban Bí thư quản lý', subjects: [] },
  { number: 3, of: 'cá nhân giữ chức vụ lãnh đạo, quản lý', subjects: ['LEADER'] },
  { number: 4, of: 'cá nhân không giữ chức vụ lãnh đạo, quản lý', subjects: ['MEMBER_2A', 'MEMBER_2B'] },
  { number: 5, of: 'đảng viên không làm việc trong hệ thống chính trị', subjects: ['MEMBER_2C'] },
]

/** A sheet of practice within the frame of the annexes of those it is for. */
function practiceFor(subjects: readonly Subject[]): LegalSource {
  const framed = criteriaAnnexes.filter((annex) => annex.subjects.some((subject) => subjects.includes(subject)))
  const frame = framed.map(({ number, of }) => `Phụ lục ${number} (${of})`).join(', ')
  return {
    document: 'Văn bản triển khai 366-QĐ/TW của cấp ủy địa phương',
    provision: `khung ${frame} của 366-QĐ/TW; bộ tiêu chí tham khảo, chưa phải của Hà Nội`,
    confidence: 'S-code',
  }
}

/** Shares of an item's maximum by band, as one place writes them. */
const bands = [
  { code: 'M1', text: 'Mức 1', from: '0.9', below: null },
  { code: 'M2', text: 'Mức 2', from: '0.7', below: '0.9' },
  { code: 'M3', text: 'Mức 3', from: '0.5', below: '0.7' },
  { code: 'M4', text: 'Mức 4', from: '0', below: '0.5' },
] as const

/**
 * Sheets to begin a draft with: one for those who lead, on the six axes, and one for the others. The headings and weights
 * are those of practice; a committee fills in its own items.
 */
export function templateSheets(
  weights: (typeof generalWeights)[number]['code'],
  ruleSet: RuleSet,
): readonly ScoreSheet[] {
  const chosen = generalWeights.find(({ code }) => code === weights) ?? generalWeights[0]
  const general = headings.map((text, index) => {
    const max = chosen.weights[index] ?? '0'
    return { code: `C${index + 1}`, text, max, items: [{ code: `C${index + 1}.1`, text, max, mode: 'BAND' as const }] }
  })
  const frame = (code: string, title: string, subjects: Subject[]) => ({
    code,
    title,
    subjects,
    general,
    bands: [...bands],
    bonus: null,
    source: practiceFor(subjects),
  })
  const persons: Subject[] = ['MEMBER_2A', 'MEMBER_2C']
  return [
    {
      ...frame('can-bo', 'Bộ tiêu chí cán bộ lãnh đạo, quản lý', ['LEADER']),
      results: {
        kind: 'AXES' as const,
        axes: ruleSet.scoreModel.resultAxes.vi.map((text, index) => ({ code: `T${index + 1}`, text })),
      },
    },
    {
      ...frame('dang-vien', 'Bộ tiêu chí đảng viên không giữ chức vụ lãnh đạo, quản lý', persons),
      results: {
        kind: 'ITEMS' as const,
        groups: [
          {
            code: 'K',
            text: 'Kết quả thực hiện nhiệm vụ',
            max: '70',
            items: [{ code: 'K.1', text: 'Kết quả thực hiện nhiệm vụ được giao', max: '70', mode: 'FREE' as const }],
          },
        ],
      },
    },
  ]
}
