import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findMeeting } from '@nq15/db/incidents/steering.read'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { NewSeat, SteeringAct } from '@nq15/domain/incidents'
import type { IncidentsActing } from './incidents-hand.ts'
import { giveSeat, planMeeting, takeSteeringStep } from './keep-steering.ts'

/**
 * Steering Committee 15 of the sample's city: its members, one meeting whose conclusion was signed with a task that is late and one
 * that is not, by the same steps as people take. All made up.
 */
export async function keepSampleSteering(
  db: Database,
  of: {
    readonly now: Date
    readonly cityId: string
    readonly writer: IncidentsActing
    readonly judge: IncidentsActing
  },
): Promise<void> {
  const { now, cityId, writer, judge } = of
  const today = todayInHanoi(now)
  const ago = (days: number) => addDays(today, -days)
  // Nine in the morning of a day so many days ago in Hà Nội.
  const at = (days: number) => new Date(`${ago(days)}T02:00:00Z`)
  const seats: readonly (readonly [NewSeat['role'], string])[] = [
    ['head', 'Phó Bí thư Thường trực (dữ liệu mẫu)'],
    ['deputy', 'Trưởng Ban Nội chính (dữ liệu mẫu)'],
    ['member', 'Trưởng Ban Tổ chức (dữ liệu mẫu)'],
    ['helper', 'Tổ công tác giúp việc (dữ liệu mẫu)'],
  ]
  for (const [role, post] of seats)
    must(
      await giveSeat(db, judge, {
        ...{ requestId: newId(), now: at(300) },
        seat: { organizationId: cityId, role, post, since: ago(300), number: '30-QĐ/TU' },
      }),
    )
  const meeting = {
    organizationId: cityId,
    planOn: ago(70),
    place: 'Phòng họp số 1',
    agenda: 'Các vụ việc trọng điểm.',
  }
  const { meetingId } = must(await planMeeting(db, writer, { requestId: newId(), now: at(75), meeting }))
  const steps: readonly (readonly [number, IncidentsActing, SteeringAct])[] = [
    [70, writer, { event: 'hold', heldOn: ago(70), present: 14 }],
    [
      69,
      writer,
      {
        ...{ event: 'add-conclusion', text: 'Đối thoại với các hộ ven đường vành đai 4 (dữ liệu mẫu)' },
        ...{ owner: 'UBND xã, phường', dueOn: ago(10) },
      },
    ],
    [
      69,
      writer,
      {
        ...{ event: 'add-conclusion', text: 'Báo cáo tiến độ tái định cư (dữ liệu mẫu)', owner: 'Ban Quản lý dự án' },
        dueOn: addDays(today, 30),
      },
    ],
    [
      68,
      judge,
      { event: 'conclude', number: '12-TB/BCĐ', decidedOn: ago(68), summary: 'Tập trung đối thoại (dữ liệu mẫu).' },
    ],
  ]
  for (const [days, by, act] of steps) {
    const version = await db.asActor(by.hand, async (tx) => (await findMeeting(tx, by.hand, meetingId))?.version ?? 0)
    must(await takeSteeringStep(db, by, { requestId: newId(), meetingId, version, act, now: at(days) }))
  }
}

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`the sample of meetings was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
