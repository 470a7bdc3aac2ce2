import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { listDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { NewTarget } from '@nq15/domain/reports'
import { enterTargetResult, keepTarget, linkTargetTask } from './keep-targets.ts'

/** Two made-up targets of the city: one with a task and sources that differ, one that lacks both. Their figures are of no document. */
export async function keepSampleTargets(
  db: Database,
  proof: Scope,
  { cityId, now }: { readonly cityId: string; readonly now: Date },
): Promise<void> {
  const scope = { ...proof, actor: { ...proof.actor, name: 'Ban Tổ chức (dữ liệu mẫu)' } }
  const year = Number(todayInHanoi(now).slice(0, 4))
  const same = { organizationId: cityId, directiveId: null, confidence: 'design', baseYear: year - 4 } as const
  const keep = async (target: NewTarget) => {
    const kept = await keepTarget(db, scope, { requestId: newId(), now, target })
    if (!kept.ok) throw new Error(`the sample of targets was refused: ${kept.refusal.code}`)
    return kept.value.targetId
  }
  const targetId = await keep({
    ...{ ...same, plan: 'resolution', wording: 'Tỷ lệ tổ chức trong danh sách được củng cố (chỉ tiêu mẫu)' },
    ...{ unit: '%', bound: 'at-least', base: 40, wanted: 80, dueYear: year + 1 },
    ...{ source: 'Kế hoạch thực hiện nghị quyết (dữ liệu mẫu)', counted: { table: 'T1', column: 'consolidated' } },
  })
  await keep({
    ...{ ...same, plan: 'socio-economic', wording: 'Hộ dùng nước sạch ở các khu tái định cư (chỉ tiêu mẫu)' },
    ...{ unit: '%', bound: 'at-least', base: 70, wanted: 100, dueYear: year + 2, counted: null },
    source: 'Kế hoạch phát triển kinh tế - xã hội (dữ liệu mẫu)',
  })
  const said = [
    { year: year - 3, value: 47, source: 'Báo cáo của Ban Tổ chức (dữ liệu mẫu)' },
    { year: year - 2, value: 58, source: 'Báo cáo của Ban Tổ chức (dữ liệu mẫu)' },
    { year: year - 2, value: 51, source: 'Báo cáo của Ủy ban Kiểm tra (dữ liệu mẫu)' },
  ]
  for (const row of said) {
    const result = { ...row, cutOff: `${row.year}-12-31`, reason: '' }
    const kept = await enterTargetResult(db, scope, { requestId: newId(), now, targetId, result })
    if (!kept.ok) throw new Error(`the sample of targets was refused: ${kept.refusal.code}`)
  }
  const tasks = await db.asReader(scope, (tx) => listDirectiveTasks(tx, scope, { limit: 50 }))
  const [task] = tasks.filter(({ state, dueOn }) => state === 'open' && dueOn < todayInHanoi(now))
  if (!task) throw new Error('the sample of targets found no task')
  const linked = await linkTargetTask(db, scope, {
    ...{ requestId: newId(), now, targetId, task: { kind: 'directive', taskId: task.taskId } },
  })
  if (!linked.ok) throw new Error(`the sample of targets was refused: ${linked.refusal.code}`)
}
