import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findIncident } from '@nq15/db/incidents/incident.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { IncidentAct, NewCommitment, NewIncident, NewProject } from '@nq15/domain/incidents'
import type { SampleActor } from '../monitoring/sample-acting.ts'
import type { IncidentsActing } from './incidents-hand.ts'
import { openProject } from './keep-project.ts'
import { keepSampleSteering } from './keep-sample-steering.ts'
import { makeCommitment } from './make-commitment.ts'
import { openIncident } from './open-incident.ts'
import { runForecast } from './refresh-forecast.ts'
import { takeIncidentStep } from './take-incident-step.ts'

type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  /** The committee of the city, and who writes for a commune: the sample's accounts. */
  readonly committee: SampleActor
  readonly author: SampleActor
  readonly cityId: string
  /** Communes of the sample; the first has the case. */
  readonly communeIds: readonly string[]
}

/**
 * A project over the sample's communes, a case of it that is being worked on, one promise kept and one missed, and the forecast of
 * today. By the same steps as people take, on the days they would have. All made up.
 */
export async function keepSampleIncidents(db: Database, sample: Sample): Promise<void> {
  const { now, author, committee, cityId, communeIds } = sample
  const today = todayInHanoi(now)
  const ago = (days: number) => addDays(today, -days)
  const [first = ''] = communeIds
  const writer = acting(sample, { ...author, role: 'city-office', organizationId: cityId })
  const project: NewProject = {
    ...{ code: 'VD4-MAU', name: 'Đường vành đai 4 (dữ liệu mẫu)', kind: 'road', owner: 'Ban Quản lý dự án' },
    ...{ stage: 'clearance', source: 'Dữ liệu mẫu', openedOn: ago(400) },
  }
  must(
    await openProject(db, writer, {
      ...{ requestId: newId(), organizationId: cityId, areaIds: communeIds, project, now: at(now, 120) },
    }),
  )
  const incident: NewIncident = {
    ...{
      organizationId: first,
      title: 'Bồi thường, tái định cư dự án vành đai 4 (dữ liệu mẫu)',
      place: 'Hai thôn ven đường',
    },
    ...{ matter: 'compensation', firstSeenOn: ago(150), source: 'citizen-reception', level: 'city' },
    ...{ projectCode: project.code, earlierCode: '' },
  }
  const { caseId } = must(await openIncident(db, writer, { requestId: newId(), incident, now: at(now, 110) }))
  const paper = { number: '21-QĐ/TU', decidedOn: ago(100), body: 'Ban Thường vụ (dữ liệu mẫu)' }
  const posts = {
    leader: 'Phó Bí thư Thường trực Đảng ủy',
    leadBody: 'UBND xã, phường',
    cooperating: 'Ban Quản lý dự án',
  }
  const people = { households: '31-100', participants: '11-30' } as const
  const judge = acting(sample, committee)
  const steps: readonly (readonly [number, IncidentsActing, IncidentAct])[] = [
    [108, writer, { event: 'receive', note: '' }],
    [105, writer, { event: 'classify', matter: 'compensation', priority: 'A', cause: 'implementation', ...people }],
    [100, judge, { event: 'assign', ...paper, ...posts }],
    [98, writer, { event: 'add-milestone', title: 'Chi trả bồi thường đợt hai', dueOn: ago(20) }],
    [98, writer, { event: 'add-milestone', title: 'Giao đất tái định cư', dueOn: addDays(today, 60) }],
    [97, writer, { event: 'start', plan: 'Đối thoại từng thôn, chi trả đợt hai, giao đất tái định cư.' }],
    [
      60,
      writer,
      { event: 'record', kind: 'gathering', onDay: ago(60), size: '11-30', count: 1, note: 'Hỏi tiến độ chi trả' },
    ],
  ]
  for (const [days, by, act] of steps) {
    const version = await db.asActor(by.hand, async (tx) => (await findIncident(tx, by.hand, caseId))?.version ?? 0)
    must(await takeIncidentStep(db, by, { requestId: newId(), caseId, version, act, now: at(now, days) }))
  }
  const promise: NewCommitment = {
    ...{ text: 'Chi trả bồi thường đợt hai', audience: 'Hai thôn ven đường', announcedBy: 'UBND xã, phường' },
    ...{ announcedOn: ago(90), dueOn: ago(12), channel: 'dialogue' },
  }
  const next = { ...promise, text: 'Giao đất tái định cư', dueOn: addDays(today, 60) }
  for (const commitment of [promise, next])
    must(await makeCommitment(db, writer, { requestId: newId(), caseId, commitment, now: at(now, 3) }))
  await keepSampleSteering(db, { now, cityId, writer, judge })
  await runForecast(db, writer.hand, now)
}

/** Nine in the morning of a day so many days ago in Hà Nội. */
const at = (now: Date, days: number) => new Date(`${addDays(todayInHanoi(now), -days)}T02:00:00Z`)

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`the sample of cases was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

function acting({ prove }: Sample, { userId, name, role, organizationId }: SampleActor): IncidentsActing {
  const hand = prove(serviceActor('incidents', { requestId: 'sample', onBehalfOf: userId }), 'case:decide')
  if (!hand) throw new Error('the hand of complex cases lacks its permission')
  const actor: Actor = {
    ...{ kind: 'service', key: userId, userId, name, memberId: null, requestId: 'sample', onBehalfOf: '' },
    grants: [{ role, organizationId }],
  }
  return { prove: (permission) => prove(actor, permission), hand }
}
