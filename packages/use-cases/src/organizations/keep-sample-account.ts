import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertDutyNorm, insertReceptionDay } from '@nq15/db/organizations/duty.write'
import { listVisitPromises } from '@nq15/db/organizations/visit.read'
import { answerVisitPromise, insertVisitNote, insertVisitPromises } from '@nq15/db/organizations/visit.write'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { SampleActor } from '../monitoring/sample-acting.ts'

type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly board: SampleActor
  readonly areaMember: SampleActor
  readonly office: SampleActor
  readonly cityId: string
  readonly wardId: string
  readonly cellId: string
}

/** The operator's command writing in the name of a demo account; nobody is signed in yet. */
function inNameOf({ prove }: Sample, { userId, name }: SampleActor, permission: Permission): Scope {
  const scope = prove({ ...serviceActor('operator', { requestId: 'sample' }), userId, name }, permission)
  if (!scope) throw new Error(`the operator lacks ${permission}`)
  return scope
}

/**
 * What a member in charge of the sample's ward has done lately: visits with promises, one kept, one missed and one ahead; days
 * of reception of the ward's secretary and of himself; how often the city asks for visits.
 */
export async function keepSampleAccount(db: Database, sample: Sample): Promise<void> {
  const { board, areaMember, office, cityId, wardId, cellId, now } = sample
  const today = todayInHanoi(now)
  const noting = inNameOf(sample, areaMember, 'area:note')
  const visits = [
    {
      ...{ organizationId: wardId, visitedOn: addDays(today, -40) },
      seen: 'Làm việc với Thường trực Đảng ủy phường về tiến độ giải quyết đơn thư. Còn hai vụ việc chưa rõ người chịu trách nhiệm.',
      promises: [
        { promise: 'Đề nghị Ban Nội chính cử người cùng rà soát hai vụ việc', dueOn: addDays(today, -25) },
        { promise: 'Báo cáo Thường trực Thành ủy về trụ sở sinh hoạt của ba chi bộ', dueOn: addDays(today, -10) },
      ],
    },
    {
      ...{ organizationId: cellId, visitedOn: addDays(today, -12) },
      seen: 'Dự sinh hoạt chi bộ. Nội dung còn chung chung, vắng nhiều; chi ủy mới kiện toàn đang nắm lại việc.',
      promises: [{ promise: 'Dự lại buổi sinh hoạt tháng sau cùng Đảng ủy phường', dueOn: addDays(today, 6) }],
    },
  ]
  await db.asActor(noting, async (tx) => {
    for (const { organizationId, visitedOn, seen, promises } of visits) {
      const noteId = newId()
      await insertVisitNote(tx, noting, { noteId, organizationId, visitedOn, seen, writtenOn: visitedOn })
      const all = promises.map((one) => ({ ...one, previousId: null }))
      await insertVisitPromises(tx, noting, { noteId, organizationId, promises: all })
    }
    const [first] = await listVisitPromises(tx, noting, { userId: areaMember.userId, limit: 1 })
    if (!first) return
    const { promiseId, version } = first
    const kept = { promiseId, version, keptOn: addDays(today, -28), saidOn: addDays(today, -28) }
    await answerVisitPromise(tx, noting, { ...kept, word: '212-CV/BNC (dữ liệu mẫu)' })
  })
  const days = [
    { by: office, bearer: 'commune-head', bearerName: 'Bí thư Đảng ủy phường Ngọc Hà', back: [4, 18, 33] },
    { by: areaMember, bearer: 'area-member', bearerName: areaMember.name, back: [19] },
  ] as const
  for (const { by, bearer, bearerName, back } of days) {
    const receiving = inNameOf(sample, by, 'area:receive')
    await db.asActor(receiving, async (tx) => {
      for (const ago of back) {
        const day = { organizationId: wardId, bearer, bearerName, heldOn: addDays(today, -ago), note: 'Dữ liệu mẫu' }
        await insertReceptionDay(tx, receiving, day)
      }
    })
  }
  const setting = inNameOf(sample, board, 'organization:write')
  await db.asActor(setting, async (tx) => {
    await insertDutyNorm(tx, setting, {
      ...{ organizationId: cityId, duty: 'visit', bearer: 'area-member', perMonth: 1 },
      ...{ document: 'Quy chế làm việc (dữ liệu mẫu)', provision: '', confidence: 'design' },
      validFrom: '2026-01-01',
    })
  })
}
