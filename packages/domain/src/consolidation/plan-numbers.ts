import type { LegalNumber } from '../shared/index.ts'
import { planRulesSource, usualPlanRules } from './plan-rules.ts'

const number = (key: string, value: number, unit: LegalNumber['unit'], vi: string, en: string): LegalNumber => ({
  ...{ key: `plan.${key}`, value, unit, acts: [{ vi, en }], ...planRulesSource, restsOn: null },
  ...{ from: '2019-01-01', until: null },
})

const { approveDays, firstReviewDays, totalMonths, extensionMonths } = usualPlanRules

/** The usual times of a plan of consolidation: conventions, no law. */
export const planNumbers: readonly LegalNumber[] = [
  number(
    'approve',
    approveDays,
    'calendar-days',
    'Phê duyệt kế hoạch củng cố, chậm nhất',
    'Approval of a plan, at most',
  ),
  number('review', firstReviewDays, 'calendar-days', 'Lần kiểm tra đầu của kế hoạch củng cố', 'First review of a plan'),
  number('total', totalMonths, 'months', 'Thời gian của kế hoạch củng cố, tối đa', 'Length of a plan, at most'),
  number('extension', extensionMonths, 'months', 'Gia hạn kế hoạch củng cố, tối đa', 'Extension of a plan, at most'),
]
