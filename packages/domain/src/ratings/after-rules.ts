import { z } from 'zod'
import type { LegalSource } from '../shared/index.ts'

export const lateAppeals = ['ACCEPT_MARKED', 'REFUSE'] as const
const days = z.int().min(1).max(120)
const windowSchema = z.strictObject({ quantity: days, unit: z.enum(['WD', 'CD']) })

/** What surrounds a decision and what the law known to us leaves open; a committee sets it for each of its years. */
export const afterOptionsSchema = z.strictObject({
  appeal: z.strictObject({
    /** Counted from the day of notice. */
    file: windowSchema,
    /** Counted from the day the complaint was filed. */
    answer: windowSchema,
    late: z.enum(lateAppeals),
  }),
  checks: z.strictObject({
    /** A yearly mean of monthly meeting points below this speaks against good levels. */
    meetingScoreBelow: z.number().min(0).max(100),
    /** Percentage points by which a cell's share of XS may stand above its peers'. */
    peerShareOver: z.number().min(0).max(100),
    /** Fewest people rated in a cell, and among its peers, before shares are compared. */
    peerLeastRated: z.int().min(1).max(1_000),
    /** How many levels below his own a person may be rated before it is asked why. */
    selfLevelsBelow: z.int().min(1).max(3),
  }),
})
export type AfterOptions = Readonly<z.infer<typeof afterOptionsSchema>>

const convention = (provision: string): LegalSource => ({
  document: 'Quy ước của phần mềm NQ15',
  provision,
  confidence: 'design',
})

/** Where each of these rules stands, with how well it is known. */
export const afterSources = {
  appealWindows: {
    document: 'Thực tiễn phần mềm của tổ chức đảng',
    provision:
      'khiếu nại, kiến nghị về xếp loại: gửi trong 5 ngày làm việc, trả lời trong 10 ngày làm việc; nơi khác 7 ngày',
    confidence: 'S-code',
  },
  notice: { document: '43-HD/BTCTW', provision: 'thông báo kết quả xếp loại', confidence: 'M' },
  reRating: {
    document: '124-QĐ/TW',
    provision: 'Điều 11 (áp dụng tiếp): cấp trên chỉ đạo xác minh, xếp loại lại',
    confidence: 'T',
  },
  retroactive: {
    document: '25-HD/BTCTW',
    provision: 'xếp loại lại năm trước, hủy khen thưởng khi phát hiện vi phạm',
    confidence: 'S',
  },
  screening: {
    document: '02-HD/BTCTW (2021)',
    provision: 'mục II.1: chi bộ giáo dục, giúp đỡ trước khi xem xét',
    confidence: 'T',
  },
  awards: { document: '21-HD/BTCTW', provision: 'khen thưởng theo kết quả xếp loại', confidence: 'T' },
  separation: convention('người chuẩn bị và người quyết định là hai người'),
  substance: convention('đánh giá thực chất: đối chiếu mức xếp loại với số liệu'),
  direction: {
    document: '366-QĐ/TW',
    provision: 'Điều 12 khoản 1, bước 3: cấp ủy cấp trên trực tiếp chỉ đạo kiểm tra, xác minh trước khi quyết định mức',
    confidence: 'T',
  },
  discipline: {
    document: 'Văn bản triển khai 366-QĐ/TW của cấp ủy địa phương',
    provision: 'kỷ luật trong năm',
    confidence: 'S-code',
  },
  meeting: {
    document: '42-HD/BTCTW',
    provision: 'chấm điểm sinh hoạt chi bộ hằng tháng',
    confidence: 'S-code',
  },
} as const satisfies Record<string, LegalSource>

/**
 * The defaults of a year. The windows are practice of Party units, not a text that was read; refusing a late complaint would
 * rest on them alone, so a late one is taken in and marked.
 */
export const afterDefaults: AfterOptions = {
  appeal: { file: { quantity: 5, unit: 'WD' }, answer: { quantity: 10, unit: 'WD' }, late: 'ACCEPT_MARKED' },
  checks: { meetingScoreBelow: 70, peerShareOver: 10, peerLeastRated: 5, selfLevelsBelow: 2 },
}

/** A year's stored choices, or the defaults where none are stored. Throws for choices that no form of ours wrote. */
export const afterOptionsOf = (stored: unknown): AfterOptions =>
  stored === null || stored === undefined ? afterDefaults : afterOptionsSchema.parse(stored)
