import type { ReviewFinding } from './review-rights.ts'
import type { SeparationRuleId } from './separation-rules.ts'

/** Sentences of the rights review in Vietnamese; `{day}` and `{rule}` stand for facts. */
export const reviewFindingsVi: Readonly<Record<ReviewFinding['code'] | 'never-used', string>> = {
  'ends-soon': 'Hết hạn ngày {day}',
  'closed-account': 'Tài khoản đã đóng',
  unused: 'Không dùng từ ngày {day}',
  'never-used': 'Chưa từng dùng',
  emergency: 'Truy cập khẩn cấp',
  'duties-overlap': 'Kiêm nhiệm: {rule}',
}

/** Names of the rules of separation as the review says them. */
export const separationRulesVi: Readonly<Record<SeparationRuleId, string>> = {
  'proposer-decider': 'người đề xuất và người quyết định',
  'owner-reviewer': 'người thực hiện và người thẩm định',
  'entered-verified': 'người nhập và người kiểm',
  'custodian-settler': 'người giữ danh tính và người giải quyết',
  'administrator-content': 'quản trị hệ thống và xử lý nội dung',
  'auditor-audited': 'người kiểm tra nhật ký và người bị kiểm tra',
  'keepers-apart': 'các vai trò phải tách riêng',
}
