import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { ReviewFigure } from '@nq15/domain/reports'
import { buildReview } from './build-review.ts'
import { finishMeasure, openMeasure } from './keep-measures.ts'
import { enterReviewFigure } from './keep-review.ts'

/**
 * Figures of a commune from a paper of its own, a target, two preventive measures, and the review of five years built over the sample. All made up, and
 * unsigned: the committee's account finds something to read and to sign.
 */
export async function keepSampleReviews(
  db: Database,
  proof: Scope,
  of: { readonly cityId: string; readonly communeId: string; readonly now: Date },
): Promise<void> {
  const { cityId, communeId, now } = of
  const scope = { ...proof, actor: { ...proof.actor, name: 'Ban Tổ chức (dữ liệu mẫu)' } }
  const today = todayInHanoi(now)
  const year = Number(today.slice(0, 4))
  const same = { cutOff: addDays(today, -3), reason: '' }
  const figures: readonly ReviewFigure[] = [
    {
      ...{ ...same, kind: 'reported', organizationId: communeId, table: 'T2', year, wording: '' },
      ...{
        values: { start: 1, new: 1, reopened: 0, takenOff: 1, listed: 1 },
        source: 'Báo cáo của đảng ủy (dữ liệu mẫu)',
      },
    },
    {
      ...{ ...same, kind: 'target', organizationId: cityId, table: 'T1', year, values: { consolidated: 50 } },
      ...{ wording: 'Củng cố ít nhất một nửa số tổ chức trong danh sách', source: 'Kế hoạch năm (dữ liệu mẫu)' },
    },
  ]
  for (const figure of figures) {
    const kept = await enterReviewFigure(db, scope, { requestId: newId(), figure, now })
    if (!kept.ok) throw new Error(`the sample of reports was refused: ${kept.refusal.code}`)
  }
  const measure = { organizationId: communeId, place: 'Tổ dân phố số 3', source: 'Kế hoạch năm (dữ liệu mẫu)' }
  const ago = (days: number) => new Date(`${addDays(today, -days)}T02:00:00Z`)
  const done = await openMeasure(db, scope, {
    ...{ requestId: newId(), now: ago(200) },
    measure: {
      ...{ ...measure, kind: 'legal-education', title: 'Giải thích chính sách bồi thường tại nhà văn hóa' },
      ...{ budgetLine: 'Ngân sách phường', budget: 20, dueOn: addDays(today, -170) },
    },
  })
  const open = await openMeasure(db, scope, {
    ...{ requestId: newId(), now: ago(100) },
    measure: {
      ...{ ...measure, kind: 'infrastructure', title: 'Sửa cống thoát nước ngõ 12', budgetLine: '', budget: null },
      dueOn: addDays(today, 45),
    },
  })
  if (!done.ok || !open.ok) throw new Error('the sample of measures was refused')
  await finishMeasure(db, scope, {
    ...{ requestId: newId(), measureId: done.value.measureId, version: 1, now: ago(172) },
    ...{ outcome: 'done', endedOn: addDays(today, -172), word: 'Đã họp hai buổi (dữ liệu mẫu)' },
  })
  const built = await buildReview(db, scope, { organizationId: cityId, firstYear: year - 4, lastYear: year }, { now })
  if (!built.ok) throw new Error(`the sample of reports was refused: ${built.refusal.code}`)
}
