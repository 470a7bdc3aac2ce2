import type { PlanCause, PlanState } from '@nq15/domain/consolidation'

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
