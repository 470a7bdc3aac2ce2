import { decidedOutcomes } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'
import { FileChip, type ShownFileState } from '../ui/file-chip.tsx'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { OutcomeChip } from '../ui/outcome-chip.tsx'
import { Panel } from '../ui/panel.tsx'
import { PlanChip, type ShownPlanState } from '../ui/plan-chip.tsx'
import { ProgressRow } from '../ui/progress-row.tsx'
import { type ShownSign, SignChip } from '../ui/sign-chip.tsx'
import classes from './parts.module.css'

const signs = [
  'green',
  'yellow',
  'red',
  'no-data',
  'not-applicable',
  'suppressed',
] as const satisfies readonly ShownSign[]
const plans = [
  'draft',
  'appraisal',
  'approved',
  'in-progress',
  'extended',
  'completed',
  'accepted',
  'failed',
] as const satisfies readonly ShownPlanState[]
const files = [
  'not-started',
  'in-work',
  'sent',
  'appraising',
  'returned',
  'appraised',
  'decided',
] as const satisfies readonly ShownFileState[]

/** Chips, missing figures, long work. */
export function ChipParts() {
  const t = useTranslations('guide')
  const ui = useTranslations('ui')
  return (
    <>
      <Panel title={t('grades')}>
        <div className={classes['pairs']}>
          {decidedOutcomes.map((grade) => (
            <div key={grade} style={{ display: 'contents' }}>
              <GradeChip grade={grade} />
              <span>{ui(`grade.full.${grade}`)}</span>
            </div>
          ))}
        </div>
      </Panel>
      <Panel title={t('signs')}>
        <div className={classes['row']}>
          {signs.map((sign) => (
            <SignChip key={sign} sign={sign} />
          ))}
          <SignChip sign="red">C 2</SignChip>
        </div>
      </Panel>
      <Panel title={t('plans')}>
        <div className={classes['row']}>
          {plans.map((state) => (
            <PlanChip key={state} state={state} />
          ))}
        </div>
      </Panel>
      <Panel title={t('files')}>
        <div className={classes['row']}>
          {files.map((state) => (
            <FileChip key={state} state={state} />
          ))}
        </div>
      </Panel>
      <Panel title={t('outcomes')}>
        <div className={classes['row']} style={{ alignItems: 'start' }}>
          <OutcomeChip outcome="not-rated" reason="miễn sinh hoạt" />
          <OutcomeChip outcome="manual" reason="chưa có số quyết định của tập thể" />
          <OutcomeChip outcome="invalid" />
          <OutcomeChip outcome="no-data" reason="thiếu điểm nhiệm vụ" />
        </div>
      </Panel>
      <Panel title={t('missing')}>
        <div className={classes['stackList']}>
          <MissingValue kind="zero" note="số không đã nhập" />
          <MissingValue kind="missing" note="hạn gửi 05/12" />
          <MissingValue kind="not-applicable" note="không áp dụng" />
          <MissingValue kind="suppressed" note="ẩn số liệu nhỏ" />
        </div>
      </Panel>
      <Panel title={t('long-work')}>
        <ProgressRow
          name="Tính lại tỉ lệ xếp loại HTXSNV trên số liệu năm 2025"
          done={17}
          total={40}
          minutesLeft={2}
          stop={<a href="#stop">{ui('progress.stop')}</a>}
        />
      </Panel>
    </>
  )
}
