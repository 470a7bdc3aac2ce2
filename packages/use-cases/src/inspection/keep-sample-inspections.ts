import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertDisciplineStep, updateDisciplineCase } from '@nq15/db/inspection/discipline-case.write'
import { findInspection } from '@nq15/db/inspection/inspection.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { InspectionAct, NewInspection } from '@nq15/domain/inspection'
import type { SampleActor } from '../monitoring/sample-acting.ts'
import { addTeamMember } from './change-team.ts'
import type { InspectionActing } from './inspection-hand.ts'
import { keepProgramme } from './keep-programme.ts'
import { openDiscipline } from './open-discipline.ts'
import { openInspection } from './open-inspection.ts'
import { takeInspectionStep } from './take-inspection-step.ts'

type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly inspection: SampleActor
  readonly committee: SampleActor
  /** Who speaks for the inspected commune. */
  readonly author: SampleActor
  readonly cityId: string
  readonly listedId: string
  readonly wardId: string
  /** An invented member below the listed commune by his card, with his cell; null where it has none. */
  readonly member: { readonly card: string; readonly organizationId: string } | null
}

/**
 * Inspections of the sample city: one of the listed commune that was concluded, with a remedy overdue, one ahead, and one of the
 * ward that is being conducted and waits for its self-report. By the same steps as people take, on the days they would have.
 */
export async function keepSampleInspections(db: Database, sample: Sample): Promise<void> {
  const { now, inspection, committee, author, cityId, listedId, wardId, member } = sample
  const today = todayInHanoi(now)
  const ago = (days: number) => addDays(today, -days)
  const year = Number(today.slice(0, 4))
  const kept = await keepProgramme(db, acting(sample, inspection), {
    requestId: newId(),
    programme: {
      ...{ organizationId: cityId, body: 'commission', year, title: 'Chương trình kiểm tra, giám sát (dữ liệu mẫu)' },
      ...{ number: '3-CTr/UBKT', decidedOn: `${year}-01-15` },
    },
  })
  if (!kept.ok) throw new Error(`the sample's programme was refused: ${kept.refusal.code}`)
  const content = (about: string, sign: string) => ({
    ...{ purpose: `Làm rõ ${about}.`, content: `Trách nhiệm của Đảng ủy trong ${about}.`, period: 'Hai năm gần nhất' },
    ...{ method: 'Nghe báo cáo, đọc hồ sơ, làm việc với tập thể.', milestones: 'Chuẩn bị 10 ngày, tiến hành 30 ngày.' },
    ...{ outline: '1. Tình hình.\n2. Kết quả.\n3. Khuyết điểm, nguyên nhân.', sign },
  })
  const paper = (number: string, days: number) => ({
    number,
    decidedOn: ago(days),
    body: 'Ủy ban Kiểm tra Thành ủy (dữ liệu mẫu)',
  })
  const first = await open(db, sample, 75, {
    ...{ organizationId: listedId, bodyId: cityId, kind: 'sign-inspection', programmeId: null, planId: null },
    subject: 'Lãnh đạo, chỉ đạo giải quyết đơn thư quá hạn',
  })
  const petitions = content('việc giải quyết đơn thư', 'Báo cáo 31-BC/ĐU (dữ liệu mẫu): 5 trên 24 vụ việc quá hạn.')
  const remedy = (title: string, output: string, days: number) => ({
    ...{ title, output, ownerName: 'Phó Bí thư Đảng ủy xã', ownerPost: 'dữ liệu mẫu', dueOn: ago(days) },
  })
  const steps: readonly (readonly [number, SampleActor, InspectionAct])[] = [
    [74, inspection, { event: 'revise', content: petitions }],
    [70, committee, { event: 'decide', ...paper('41-QĐ/UBKT', 70) }],
  ]
  for (const step of steps) await take(db, sample, first, step)
  await giveTeam(db, sample, first, 69)
  const statement = 'Đảng ủy đã tự kiểm tra, nhận khuyết điểm trong phân công giải quyết.'
  const conclusion = {
    ...{ result: 'shortcomings' as const, strengths: 'Đã tổ chức tiếp công dân đúng lịch.' },
    ...{ shortcomings: 'Chưa phân công người giải quyết từng vụ; để 5 vụ quá hạn.', causes: 'Buông lỏng kiểm tra.' },
    signCodes: ['C5'],
    remedies: [
      remedy('Phân công người giải quyết từng vụ việc quá hạn', 'Bảng phân công có thời hạn', 12),
      remedy('Kiểm điểm trách nhiệm người đứng đầu', 'Biên bản kiểm điểm', -25),
    ],
  }
  const rest: readonly (readonly [number, SampleActor, InspectionAct])[] = [
    [68, inspection, { event: 'prepare' }],
    [66, inspection, { event: 'announce', announcedOn: ago(66) }],
    [58, author, { event: 'self-report', reference: '52-BC/ĐU (dữ liệu mẫu)', statement }],
    [
      45,
      inspection,
      { event: 'minute', heldOn: ago(45), attendance: 'Ban Chấp hành Đảng bộ xã, đoàn kiểm tra', statement },
    ],
    [
      42,
      inspection,
      { event: 'report', reference: '12-BC/ĐKT', statement: 'Kết quả kiểm tra đúng như báo cáo tự kiểm tra.' },
    ],
    [38, committee, { event: 'conclude', ...paper('47-KL/UBKT', 38), ...conclusion }],
    [37, inspection, { event: 'follow' }],
  ]
  for (const step of rest) await take(db, sample, first, step)

  const second = await open(db, sample, 30, {
    ...{ organizationId: wardId, bodyId: cityId, kind: 'thematic-supervision', planId: null },
    ...{ programmeId: kept.value.programmeId, subject: 'Thực hiện quy chế làm việc, chế độ sinh hoạt' },
  })
  await take(db, sample, second, [29, inspection, { event: 'revise', content: content('quy chế làm việc', '') }])
  await take(db, sample, second, [25, committee, { event: 'decide', ...paper('55-QĐ/UBKT', 25) }])
  await giveTeam(db, sample, second, 24)
  await take(db, sample, second, [23, inspection, { event: 'prepare' }])
  await take(db, sample, second, [15, inspection, { event: 'announce', announcedOn: ago(15) }])
  if (member !== null) await propose(db, sample, member)
}

/** A proceeding about an invented member of the listed commune: proposed, so that a decision waits for the Standing Committee. */
async function propose(
  db: Database,
  sample: Sample,
  { card, organizationId: home }: NonNullable<Sample['member']>,
): Promise<void> {
  const { now, inspection, cityId: bodyId, listedId: organizationId } = sample
  const by = acting(sample, inspection)
  const violatedOn = addDays(todayInHanoi(now), -400)
  const opened = await openDiscipline(db, by, {
    ...{ requestId: newId(), now: at(sample, 34) },
    proceeding: {
      ...{ organizationId, bodyId, inspectionId: null, card, violatedOn, restartedOn: null, isGrave: false },
      violation: 'Thiếu trách nhiệm để vụ việc quá hạn giải quyết (dữ liệu mẫu).',
    },
  })
  if (!opened.ok) throw new Error(`the sample's proceeding was refused: ${opened.refusal.code}`)
  const { caseId } = opened.value
  const { userId, name } = inspection
  const proposal = {
    ...{ form: 'reprimand', reference: '14-TTr/UBKT (dữ liệu mẫu)', byName: name },
    statement: 'Vi phạm lần đầu, đã tự giác nhận khuyết điểm và khắc phục.',
  }
  // The step asks the database what the account itself may see; nobody is signed in yet, so the hand writes it down.
  await db.asActor(by.hand, async (tx) => {
    const change = { state: 'proposed', proposal, concludedOn: addDays(todayInHanoi(now), -34) }
    await updateDisciplineCase(tx, by.hand, { caseId, version: 1, change, worker: null })
    await insertDisciplineStep(tx, by.hand, {
      ...{ caseId, organizationId: home, event: 'propose', fromState: 'opened', toState: 'proposed' },
      ...{ actorId: userId, actorName: name, onDay: addDays(todayInHanoi(now), -30), detail: { form: proposal.form } },
    })
  })
}

/** Nine in the morning of a day so many days ago in Hà Nội. */
const at = ({ now }: Sample, days: number) => new Date(`${addDays(todayInHanoi(now), -days)}T02:00:00Z`)

function acting({ prove }: Sample, { userId, name, role, organizationId }: SampleActor): InspectionActing {
  const hand = prove(serviceActor('inspection', { requestId: 'sample', onBehalfOf: userId }), 'inspection:decide')
  if (!hand) throw new Error('the hand of inspections lacks its permission')
  const actor: Actor = {
    ...{ kind: 'service', key: userId, userId, name, memberId: null, requestId: 'sample', onBehalfOf: '' },
    grants: [{ role, organizationId }],
  }
  return { prove: (permission) => prove(actor, permission), hand }
}

async function open(db: Database, sample: Sample, days: number, inspection: NewInspection): Promise<string> {
  const command = { requestId: newId(), inspection, now: at(sample, days) }
  const opened = await openInspection(db, acting(sample, sample.inspection), command)
  if (!opened.ok) throw new Error(`the sample's inspection was refused: ${opened.refusal.code}`)
  return opened.value.inspectionId
}

const versionOf = (db: Database, hand: Scope, inspectionId: string) =>
  db.asActor(hand, async (tx) => (await findInspection(tx, hand, inspectionId))?.version ?? 0)

async function giveTeam(db: Database, sample: Sample, inspectionId: string, days: number): Promise<void> {
  const by = acting(sample, sample.inspection)
  const team = [
    ['Hoàng Minh Đức (dữ liệu mẫu)', 'Phó Chủ nhiệm Ủy ban Kiểm tra', true],
    ['Vũ Thị Hạnh (dữ liệu mẫu)', 'Ủy viên Ủy ban Kiểm tra', false],
  ] as const
  for (const [name, post, isLead] of team) {
    const version = await versionOf(db, by.hand, inspectionId)
    const member = { name, post, card: '', isLead, statement: 'Cam kết không có quan hệ với tổ chức được kiểm tra' }
    const taken = await addTeamMember(db, by, {
      requestId: newId(),
      inspectionId,
      version,
      member,
      now: at(sample, days),
    })
    if (!taken.ok) throw new Error(`the sample's team was refused: ${JSON.stringify(taken.refusal)}`)
  }
}

async function take(
  db: Database,
  sample: Sample,
  inspectionId: string,
  [days, who, act]: readonly [number, SampleActor, InspectionAct],
): Promise<void> {
  const by = acting(sample, who)
  const version = await versionOf(db, by.hand, inspectionId)
  const command = { requestId: newId(), inspectionId, version, act, now: at(sample, days) }
  const taken = await takeInspectionStep(db, by, command)
  if (!taken.ok) throw new Error(`the sample's step ${act.event} was refused: ${JSON.stringify(taken.refusal)}`)
}
