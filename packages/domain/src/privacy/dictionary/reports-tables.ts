import type { RoomDictionary } from '../field-entry.ts'

/** What the signed statistical tables hold: counts of organizations and persons, and who signed. */
export const reportTablesDictionary: RoomDictionary = {
  report_sign_off: {
    purpose: 'Biểu thống kê xếp loại đã ký duyệt: số liệu đóng băng, không có họ tên đảng viên',
    basis: 'party-rating',
    retention: 'rating-record',
    fields: {
      id: 'technical',
      organization_id: 'internal',
      year: 'internal',
      as_of: 'internal',
      tables_version: 'technical',
      rule_set_code: 'internal',
      rule_set_hash: 'technical',
      content: 'internal',
      content_hash: 'technical',
      signer_name: 'personal',
      signer_title: 'personal',
      signed_by: 'personal',
      signed_by_name: 'personal',
      signed_at: 'technical',
      replaces_id: 'technical',
      reason: 'internal',
      superseded_at: 'technical',
    },
  },
}
