import type { Confidence } from '../shared/index.ts'

/**
 * How much a field says about a person: `technical` nothing (keys, versions, times), `public` and `internal` facts of
 * organizations, `personal` who a person is or did, `sensitive` what the law marks (party membership of a named citizen,
 * discipline, opinions, privacy L2), `secret` what nobody is ever shown.
 */
export const sensitivities = ['technical', 'public', 'internal', 'personal', 'sensitive', 'secret'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** Why data may be processed: a statutory or party task, never a consent screen in its place (privacy L1). */
export const legalBases = [
  'party-organization',
  'party-member',
  'party-rating',
  'party-discipline',
  'petition',
  'data-law',
  'archive',
  'security',
  'labour-calendar',
  'technical',
] as const
export type LegalBasis = (typeof legalBases)[number]

/** What each basis rests on, and how well that is known. */
export const basisSources: Readonly<Record<LegalBasis, { readonly text: string; readonly confidence: Confidence }>> = {
  'party-organization': { text: 'Điều lệ Đảng; quy định về tổ chức đảng', confidence: 'M' },
  'party-member': { text: 'Điều lệ Đảng; quy định về quản lý hồ sơ đảng viên', confidence: 'M' },
  'party-rating': {
    text: 'Quy định, hướng dẫn của Đảng về kiểm điểm và xếp loại chất lượng hằng năm',
    confidence: 'S',
  },
  'party-discipline': { text: 'Quy định về kỷ luật đảng; QĐ 117-QĐ/TW (2023)', confidence: 'S' },
  petition: {
    text: 'Luật Tiếp công dân 42/2013/QH13; Luật Khiếu nại 02/2011/QH13; Luật Tố cáo 25/2018/QH14',
    confidence: 'T',
  },
  'data-law': { text: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; NĐ 356/2025/NĐ-CP', confidence: 'S' },
  archive: { text: 'Pháp luật về lưu trữ', confidence: 'M' },
  security: { text: 'Trách nhiệm bảo đảm an toàn hệ thống và giải trình (Luật 91/2025/QH15)', confidence: 'M' },
  'labour-calendar': { text: 'Bộ luật Lao động 2019 Điều 111, 112', confidence: 'T' },
  technical: { text: 'Vận hành phần mềm; không dùng để biết về một người', confidence: 'design' },
}

/** The classes of retention; their periods stand in the database, where they may change. */
export const retentionCodes = [
  'organization-record',
  'member-file',
  'discipline-record',
  'rating-record',
  'account-record',
  'session',
  'audit',
  'import-upload',
  'work-trace',
  'attached-file',
  'privacy-request',
  'reference',
  'petition-filed',
] as const
export type RetentionCode = (typeof retentionCodes)[number]

/** A field's sensitivity, with a purpose of its own where the table's does not say enough. */
export type FieldEntry = Sensitivity | readonly [Sensitivity, string]

/** A stored table: why it is kept, on what basis, how long, and each of its fields. */
export type TableEntry = {
  readonly purpose: string
  readonly basis: LegalBasis
  readonly retention: RetentionCode
  readonly fields: Readonly<Record<string, FieldEntry>>
}

/** The tables of a room by name; those outside the schema `public` carry their schema (`auth.user`). */
export type RoomDictionary = Readonly<Record<string, TableEntry>>
