import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findWatchEntry } from '@nq15/db/monitoring/watch-entry.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, addMonths, todayInHanoi } from '@nq15/domain/calendar'
import { usualWatchRules, type WatchAct, type WatchSign } from '@nq15/domain/monitoring'
import { keepWatchList } from './keep-watch-list.ts'
import { openWatchEntry } from './open-watch-entry.ts'
import { type SampleActor, sampleActing } from './sample-acting.ts'
import { takeWatchStep } from './take-watch-step.ts'

type Sample = {
  readonly now: Date
  /** The gate's proof of an actor's permission. */
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly board: SampleActor
  readonly committee: SampleActor
  readonly office: SampleActor
  readonly commune: SampleActor
  readonly cityId: string
  /** Two communes beside the one whose accounts people try. */
  readonly listedId: string
  readonly weighedId: string
  readonly wardId: string
  readonly cellId: string
}

/**
 * The watch list of the sample city: one commune listed half a year ago and raised since, one whose listing is proposed, and the
 * ward's own list with one of its cells. Everything by the same steps as people take, two persons for each decision.
 */
export async function keepSampleWatch(db: Database, sample: Sample): Promise<void> {
  const { now, board, committee, office, commune, cityId, wardId } = sample
  const today = todayInHanoi(now)
  const ago = (days: number) => addDays(today, -days)
  const city = await keepList(db, sample, { by: board, organizationId: cityId, name: 'Danh sách của Thành ủy' })
  const ward = await keepList(db, sample, { by: office, organizationId: wardId, name: 'Danh sách của Đảng ủy phường' })
  const decision = (number: string, on: string, reason: string) => ({
    ...{ number, decidedOn: on, reason },
    body: 'Ban Thường vụ (dữ liệu mẫu)',
    reviewOn: addMonths(on, 3),
  })
  const heard = (days: number): WatchAct => ({
    event: 'hear',
    heardOn: ago(days),
    reference: '14-BC/ĐU',
    statement: 'Đảng ủy đã báo cáo nguyên nhân và hướng khắc phục.',
  })
  const red = (code: string, evidence: string, days: number): WatchSign => ({
    ...{ code, evidence, observedOn: ago(days), colour: 'red' as const },
    signalId: null,
  })
  const listed = await open(db, sample, board, {
    listId: city,
    organizationId: sample.listedId,
    sign: red('C5', '5 trên 24 vụ việc quá hạn giải quyết (Báo cáo 31-BC/ĐU, dữ liệu mẫu)', 190),
  })
  const citySteps: readonly (readonly [SampleActor, WatchAct])[] = [
    [board, { event: 'open-appraisal' }],
    [board, { event: 'submit', levelCode: 'needs-attention', reason: 'Hai quý liền có dấu hiệu đỏ.' }],
  ]
  for (const [by, act] of citySteps) await take(db, sample, { by, entryId: listed, act })
  await take(db, sample, {
    by: { ...office, name: 'Văn phòng Đảng ủy xã (dữ liệu mẫu)', organizationId: sample.listedId },
    entryId: listed,
    act: heard(180),
  })
  await take(db, sample, {
    by: committee,
    entryId: listed,
    act: {
      event: 'list',
      levelCode: 'needs-attention',
      severity: 1,
      ...decision('112-QĐ/TU', ago(170), 'Đơn thư quá hạn kéo dài.'),
    },
  })
  await take(db, sample, {
    by: committee,
    entryId: listed,
    act: {
      event: 'raise',
      levelCode: 'needs-consolidation',
      severity: 2,
      ...decision('140-QĐ/TU', ago(45), 'Chưa chuyển biến sau ba tháng.'),
    },
  })
  const weighed = await open(db, sample, board, {
    listId: city,
    organizationId: sample.weighedId,
    sign: red('A5', 'Khuyết bí thư từ 74 ngày (Công văn 8-CV/ĐU, dữ liệu mẫu)', 12),
  })
  for (const [by, act] of citySteps) await take(db, sample, { by, entryId: weighed, act })
  const cell = await open(db, sample, office, {
    listId: ward,
    organizationId: sample.cellId,
    sign: red('A2', 'Hai kỳ sinh hoạt dưới hai phần ba đảng viên (sổ sinh hoạt, dữ liệu mẫu)', 60),
  })
  const wardSteps: readonly (readonly [SampleActor, WatchAct])[] = [
    [office, { event: 'open-appraisal' }],
    [office, heard(50)],
    [office, { event: 'submit', levelCode: 'needs-attention', reason: 'Sinh hoạt chưa đủ tỷ lệ.' }],
    [
      commune,
      {
        event: 'list',
        levelCode: 'needs-attention',
        severity: 1,
        ...decision('27-QĐ/ĐU', ago(30), 'Sinh hoạt chi bộ chưa bảo đảm.'),
      },
    ],
  ]
  for (const [by, act] of wardSteps) await take(db, sample, { by, entryId: cell, act })
}

async function keepList(
  db: Database,
  sample: Sample,
  { by, organizationId, name }: { by: SampleActor; organizationId: string; name: string },
): Promise<string> {
  // Nobody is signed in yet, so the operator's hand writes what the board would.
  const scope = sample.prove(serviceActor('operator', { requestId: 'sample', onBehalfOf: by.userId }), 'watch:appraise')
  if (!scope) throw new Error('the operator lacks watch:appraise')
  const form = { organizationId, listId: null, version: 0, name, rules: usualWatchRules }
  const kept = await keepWatchList(db, scope, { requestId: newId(), ...form })
  if (!kept.ok) throw new Error(`the sample's list was refused: ${kept.refusal.code}`)
  return kept.value.listId
}

async function open(
  db: Database,
  sample: Sample,
  by: SampleActor,
  of: { listId: string; organizationId: string; sign: WatchSign },
): Promise<string> {
  const opened = await openWatchEntry(db, sampleActing(sample.prove, by), {
    requestId: newId(),
    now: sample.now,
    ...of,
  })
  if (!opened.ok) throw new Error(`the sample's entry was refused: ${opened.refusal.code}`)
  return opened.value.entryId
}

async function take(
  db: Database,
  sample: Sample,
  { by, entryId, act }: { by: SampleActor; entryId: string; act: WatchAct },
): Promise<void> {
  const acting = sampleActing(sample.prove, by)
  const { hand } = acting
  const entry = await db.asActor(hand, (tx) => findWatchEntry(tx, hand, entryId))
  const command = { requestId: newId(), entryId, version: entry?.version ?? 0, act, now: sample.now }
  const taken = await takeWatchStep(db, acting, command)
  if (!taken.ok) throw new Error(`the sample's step ${act.event} was refused: ${JSON.stringify(taken.refusal)}`)
}
