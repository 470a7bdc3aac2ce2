import type { RoomDictionary } from '../field-entry.ts'

/** What the signed report tables of reception and petitions hold: counts, and who signed; and the codes on receipts, as hashes. */
export const petitionReportsDictionary: RoomDictionary = {
  petition_report: {
    purpose: 'Báo cáo tiếp công dân, xử lý đơn đã ký duyệt: số liệu đóng băng, không nêu công dân nào',
    basis: 'petition',
    retention: 'petition-filed',
    fields: {
      id: 'technical',
      organization_id: 'internal',
      span: 'internal',
      first_day: 'internal',
      last_day: 'internal',
      tables_version: 'technical',
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
  petition_receipt: {
    purpose: 'Mã tra cứu trên giấy biên nhận của công dân: chỉ giữ giá trị băm có khóa, không suy ra được mã',
    basis: 'petition',
    retention: 'petition-filed',
    fields: {
      id: 'technical',
      organization_id: 'internal',
      petition_id: 'technical',
      code_hash: 'technical',
      issued_by: 'personal',
      issued_by_name: 'personal',
      issued_at: 'technical',
      superseded_at: 'technical',
    },
  },
}
