import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { listDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { NewChange, NewDirective, NewTask, TaskAct } from '@nq15/domain/reports'
import type { SampleActor } from '../monitoring/sample-acting.ts'
import { giveDirectiveTask, takeDirectiveStep } from './keep-directive-tasks.ts'
import { keepChange, keepDirective } from './keep-directives.ts'

/**
 * Resolution 15-NQ/TU and Directive 15-CT/TU with what is known of them (weak units, section 1.1), and example tasks of a ward: one
 * overdue, one reported, one accepted, one moved. The tasks and the change are made up and say so.
 */
export async function keepSampleDirectives(
  db: Database,
  of: {
    readonly now: Date
    readonly prove: (actor: Actor, permission: Permission) => Scope | null
    readonly board: SampleActor
    readonly office: SampleActor
    readonly cityId: string
    readonly wardId: string
  },
): Promise<void> {
  const { now, prove, board, office, cityId, wardId } = of
  const today = todayInHanoi(now)
  // Nine in the morning of a day so many days ago in Hà Nội.
  const at = (days: number) => new Date(`${addDays(today, -days)}T02:00:00Z`)
  const by = ({ userId, name }: SampleActor, permission: Permission): Scope => {
    const service = serviceActor('operator', { requestId: 'sample', onBehalfOf: userId })
    const proof = prove({ ...service, name }, permission)
    if (!proof) throw new Error(`the sample lacks ${permission}`)
    return proof
  }
  const giver = by(board, 'report:write')
  const owner = by(office, 'directive:report')
  const document = async (directive: Omit<NewDirective, 'organizationId' | 'issuer'>) =>
    must(
      await keepDirective(db, giver, {
        ...{ requestId: newId(), now: at(200) },
        directive: { ...directive, organizationId: cityId, issuer: 'Ban Thường vụ Thành ủy Hà Nội' },
      }),
    ).directiveId
  const resolution = await document({
    ...{ kind: 'resolution', number: '15-NQ/TU', issuedOn: '2017-07-04' },
    title:
      'Xây dựng tổ chức cơ sở đảng trong sạch, vững mạnh; củng cố tổ chức yếu kém; giải quyết vấn đề phức tạp về an ninh chính trị, trật tự, an toàn xã hội ở xã, phường, thị trấn (ghi theo nội dung)',
    source: 'Trang tin công khai, ghi lại; cần đối chiếu bản chính',
    note: 'Chưa có toàn văn trong phần mềm.',
  })
  const directive = await document({
    ...{ kind: 'directive', number: '15-CT/TU', issuedOn: '2016-12-26' },
    title: 'Lãnh đạo của cấp ủy đối với công tác tiếp công dân và giải quyết khiếu nại, tố cáo (ghi theo nội dung)',
    source: 'Trang tin công khai, ghi lại; cần đối chiếu bản chính',
    note: 'Có trang ghi ngày 16/12/2016. Chưa có toàn văn trong phần mềm.',
  })
  const give = async (directiveId: string, days: number, task: Omit<NewTask, 'organizationIds'>) => {
    must(
      await giveDirectiveTask(db, giver, {
        ...{ requestId: newId(), now: at(days), directiveId, task: { ...task, organizationIds: [wardId] } },
      }),
    )
    return async (ago: number, scope: Scope, act: TaskAct) => {
      const tasks = await db.asReader(scope, (tx) => listDirectiveTasks(tx, scope, { directiveId, limit: 50 }))
      const found = tasks.find(({ content }) => content === task.content)
      if (!found) throw new Error('the sample lost a task')
      const { taskId, version } = found
      must(await takeDirectiveStep(db, scope, { requestId: newId(), now: at(ago), taskId, version, act }))
    }
  }
  const post = 'Bí thư Đảng ủy (dữ liệu mẫu)'
  const trace = (ago: number, said: string): TaskAct => ({
    ...{ event: 'trace', kind: 'document', said, document: '12-BC/ĐU, dữ liệu mẫu' },
    doneOn: addDays(today, -ago),
  })
  const word = 'Đã làm xong, có báo cáo kèm theo (dữ liệu mẫu)'
  await give(resolution, 120, {
    ...{ content: 'Rà soát tổ chức đảng cần củng cố trên địa bàn (việc mẫu)', ownerPost: post },
    dueOn: addDays(today, -12),
  })
  const done = await give(resolution, 120, {
    ...{ content: 'Phân công cấp ủy viên phụ trách từng chi bộ (việc mẫu)', ownerPost: post },
    dueOn: addDays(today, -60),
  })
  await done(75, owner, trace(76, 'Đã có quyết định phân công'))
  await done(74, owner, { event: 'report', word })
  await done(70, giver, { event: 'accept', word: '' })
  const reported = await give(directive, 90, {
    ...{ content: 'Công bố lịch tiếp công dân của người đứng đầu (việc mẫu)', ownerPost: post },
    dueOn: addDays(today, 5),
  })
  await reported(4, owner, trace(5, 'Đã niêm yết lịch tại trụ sở'))
  await reported(3, owner, { event: 'report', word })
  const moved = await give(directive, 90, {
    ...{ content: 'Báo cáo kết quả giải quyết đơn tồn đọng (việc mẫu)', ownerPost: post },
    dueOn: addDays(today, -20),
  })
  await moved(30, giver, { event: 'move', dueOn: addDays(today, 40), reason: 'Chờ số liệu cả năm (dữ liệu mẫu)' })
  const change: NewChange = {
    ...{ effect: 'adds-to', about: 'Sổ tiếp công dân và đơn', place: '/petitions', inForceOn: '2016-12-26' },
    said: 'Nhắc để đối chiếu khi có toàn văn chỉ thị (dòng mẫu).',
  }
  must(await keepChange(db, giver, { requestId: newId(), now: at(100), directiveId: directive, change }))
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`the sample of directives was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
