import type { PlanCause, PlanState } from '@nq15/domain/consolidation'
import type { DutyBearer, DutyKind } from '@nq15/domain/organizations'
import type { DecisionDue } from '../monitoring/charge.server.ts'

/** Words of a plan on paper, which is always in Vietnamese; the screens have theirs in the messages. */
export const planPaperLabels: {
  readonly states: Readonly<Record<PlanState, string>>
  readonly causes: Readonly<Record<PlanCause, string>>
  readonly colours: Readonly<Record<string, string>>
} = {
  states: {
    draft: 'Dự thảo',
    appraisal: 'Đang thẩm định',
    approved: 'Đã phê duyệt',
    'in-progress': 'Đang thực hiện',
    extended: 'Đã gia hạn',
    completed: 'Đã báo hoàn thành',
    accepted: 'Đã nghiệm thu',
    failed: 'Không đạt',
    ended: 'Kết thúc theo tổ chức',
  },
  causes: {
    people: 'con người',
    structure: 'tổ chức',
    method: 'cách làm',
    'unresolved-case': 'vụ việc chưa giải quyết',
    area: 'địa bàn',
  },
  colours: { red: 'đỏ', yellow: 'vàng', green: 'đạt', info: 'để biết', 'not-applicable': 'không áp dụng' },
}

/** Words of the brief about an area on paper. */
export const areaBriefLabels: {
  readonly decisions: Readonly<Record<DecisionDue['kind'], string>>
  readonly duties: Readonly<Record<DutyKind, Readonly<Record<DutyBearer, string>>>>
} = {
  decisions: {
    'confirm-sign': 'Biểu hiện mới ghi nhận, cần xác nhận',
    'review-near': 'Đến hạn xem xét lại',
    'plan-missing': 'Cần củng cố nhưng chưa có kế hoạch',
    'plan-draft': 'Kế hoạch còn là dự thảo',
    'plan-ends': 'Kế hoạch sắp hết hạn',
    'own-task': 'Việc của người phụ trách quá hạn',
    'promise-late': 'Cam kết lỡ hạn',
    contradiction: 'Việc xong nhưng dấu hiệu chưa chuyển biến',
    'report-due': 'Báo cáo kế hoạch phải gửi',
  },
  duties: {
    visit: {
      'area-member': 'Đi cơ sở của người phụ trách',
      'commune-head': 'Đi cơ sở của bí thư đảng ủy xã, phường',
      'city-head': 'Đi cơ sở của bí thư Thành ủy',
    },
    reception: {
      'area-member': 'Tiếp công dân của người phụ trách',
      'commune-head': 'Tiếp công dân của bí thư đảng ủy xã, phường',
      'city-head': 'Tiếp công dân của bí thư Thành ủy',
    },
  },
}

const quarters = ['I', 'II', 'III', 'IV']
/** A period as papers name it: "tháng 11 năm 2026", "quý IV năm 2026". */
export function periodOnPaper(period: string): string {
  const [year = '', part = ''] = period.split('-')
  return part.startsWith('Q')
    ? `quý ${quarters[Number(part.slice(1)) - 1]} năm ${year}`
    : `tháng ${Number(part)} năm ${year}`
}
