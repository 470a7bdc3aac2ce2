import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findIssue } from '@nq15/db/information/issue.read'
import { listNewestPublications } from '@nq15/db/information/publication.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { IssueAct, NewIssue, OpinionNote } from '@nq15/domain/information'
import type { SampleActor } from '../monitoring/sample-acting.ts'
import type { InformationActing } from './information-hand.ts'
import { keepAcknowledgement } from './keep-acknowledgement.ts'
import { keepOpinionNote } from './keep-opinion-note.ts'
import { openIssue } from './open-issue.ts'
import { takeIssueStep } from './take-issue-step.ts'

type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly office: SampleActor
  readonly committee: SampleActor
  readonly secretary: SampleActor
  readonly wardId: string
  readonly cellId: string
}

/**
 * Of the sample's ward: one answer published and talked over in a cell, one whose day has passed, one nobody answers for yet, and
 * notes of opinion. By the same steps as people take. All made up.
 */
export async function keepSampleInformation(db: Database, sample: Sample): Promise<void> {
  const { now, wardId, cellId } = sample
  const today = todayInHanoi(now)
  const ago = (days: number) => addDays(today, -days)
  const office = acting(sample, sample.office)
  const committee = acting(sample, sample.committee)
  const open = async (days: number, issue: Pick<NewIssue, 'topic' | 'question'>) =>
    must(
      await openIssue(db, office, {
        ...{ requestId: newId(), now: at(now, days) },
        issue: { ...issue, organizationId: wardId, place: 'Toàn phường (dữ liệu mẫu)', caseCode: '' },
      }),
    ).issueId
  const step = async (issueId: string, by: InformationActing, days: number, act: IssueAct) => {
    const version = await db.asActor(by.hand, async (tx) => (await findIssue(tx, by.hand, issueId))?.version ?? 0)
    must(await takeIssueStep(db, by, { requestId: newId(), issueId, version, act, now: at(now, days) }))
  }
  const posts = { officer: 'Phó Chủ tịch UBND phường', deputy: 'Chánh Văn phòng Đảng ủy' }
  const body = 'Ban Tuyên giáo và Dân vận (dữ liệu mẫu)'

  const published = await open(40, {
    topic: 'environment-waste',
    question: 'Khi nào điểm tập kết rác đầu phố được chuyển đi?',
  })
  const draft: IssueAct = {
    event: 'draft',
    facts: 'Phương án đã được duyệt; mặt bằng mới đang san lấp (dữ liệu mẫu).',
    answer: 'Điểm tập kết chuyển sang vị trí mới trong quý này; trước đó thu gom hai lần mỗi ngày (dữ liệu mẫu).',
  }
  await step(published, office, 39, { event: 'assign', ...posts, dueOn: ago(30) })
  await step(published, office, 36, draft)
  await step(published, committee, 34, {
    event: 'agree',
    consultedBody: body,
    consultedOn: ago(34),
    number: '',
    remark: '',
  })
  await step(published, office, 33, {
    ...{ event: 'publish', channel: 'notice-board', publishedAt: 'Bảng tin các tổ dân phố', publishedOn: ago(33) },
    nextUpdateOn: ago(3),
  })

  const late = await open(20, { topic: 'compensation', question: 'Giá bồi thường đất vườn được tính thế nào?' })
  await step(late, office, 19, { event: 'assign', ...posts, dueOn: ago(5) })
  await step(late, office, 12, { ...draft, answer: 'Theo bảng giá hiện hành và vị trí thửa đất (dữ liệu mẫu).' })
  await open(2, { topic: 'construction-order', question: 'Vỉa hè phố chợ sửa đến khi nào?' })

  const cell = acting(sample, sample.secretary)
  const [publication] = await db.asActor(cell.hand, (tx) => listNewestPublications(tx, cell.hand, { limit: 1 }))
  if (publication)
    must(
      await keepAcknowledgement(db, cell, {
        ...{ requestId: newId(), publicationId: publication.publicationId, organizationId: cellId, version: 0 },
        ...{ said: { heldOn: ago(20), present: 14 }, now: at(now, 19) },
      }),
    )
  const notes: readonly (readonly [
    number,
    Pick<OpinionNote, 'topic' | 'channel' | 'tendency' | 'breadth' | 'gist'>,
  ])[] = [
    [
      15,
      {
        topic: 'environment-waste',
        channel: 'cell-meeting',
        tendency: 'positive',
        breadth: 'many',
        gist: 'Đồng tình với phương án chuyển điểm tập kết rác (dữ liệu mẫu)',
      },
    ],
    [
      9,
      {
        topic: 'compensation',
        channel: 'dialogue',
        tendency: 'concern',
        breadth: 'some',
        gist: 'Mong sớm công khai cách tính giá đất vườn (dữ liệu mẫu)',
      },
    ],
    [
      4,
      {
        topic: 'construction-order',
        channel: 'reception-day',
        tendency: 'neutral',
        breadth: 'isolated',
        gist: 'Hỏi lịch sửa vỉa hè phố chợ (dữ liệu mẫu)',
      },
    ],
  ]
  for (const [days, note] of notes)
    must(
      await keepOpinionNote(db, office, {
        ...{ requestId: newId(), now: at(now, days) },
        note: { ...note, organizationId: wardId, place: 'Toàn phường', heardOn: ago(days) },
      }),
    )
}

/** Nine in the morning of a day so many days ago in Hà Nội. */
const at = (now: Date, days: number) => new Date(`${addDays(todayInHanoi(now), -days)}T02:00:00Z`)

function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown },
): Value {
  if (!result.ok) throw new Error(`the sample of questions was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

function acting({ prove }: Sample, { userId, name, role, organizationId }: SampleActor): InformationActing {
  const hand = prove(serviceActor('information', { requestId: 'sample', onBehalfOf: userId }), 'information:decide')
  if (!hand) throw new Error('the hand of information lacks its permission')
  const actor: Actor = {
    ...{ kind: 'service', key: userId, userId, name, memberId: null, requestId: 'sample', onBehalfOf: '' },
    grants: [{ role, organizationId }],
  }
  return { prove: (permission) => prove(actor, permission), hand }
}
