import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { findPaperForm, type PaperCode } from '@nq15/domain/reports'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCorrection, prepareCorrection } from '../ratings/correct-rating.ts'
import { amendForm, correctionForm, type DecidedYear, decidedYear, tellAll } from '../ratings/example-decided.ts'
import { expectOk } from '../ratings/example-steps.ts'
import { type AccountKey, exampleDay, exampleNow as now } from '../ratings/example-year.ts'
import { fileAppeal } from '../ratings/file-appeal.ts'
import { savePaperTexts } from './keep-papers.ts'
import { listSubjectForms } from './list-papers.ts'
import { makePaper } from './make-paper.ts'
import { readPaperGround } from './read-paper-ground.ts'

/* Papers take what is already stored: nobody types a second time what a cell, a member or the committee has written. */
let db: TestDatabase
let decided: DecidedYear
const tools = { checkAddress: null, readTemplate: async () => null, toPdf: null }

beforeAll(async () => {
  db = await openTestDatabase()
  decided = await decidedYear(db)
  await tellAll(db, decided)
  await stored()
})
afterAll(() => db.close())

/** Sections, a task, a question, the minutes, a word from the residence and a second round, as the steps of a year leave them. */
async function stored() {
  const { clerk, farmer } = decided.cases
  const as = `'00000000-0000-4000-8000-000000000001', 'x'`
  const ofCase = 'select id, organization_id, member_id from rating_case where id = $1'
  const add = (table: string, columns: string, values: string, caseId: string) =>
    db.asOwner(
      `insert into ${table} (id, case_id, organization_id, member_id, ${columns})
       select app.uuid_v7(), c.id, c.organization_id, c.member_id, ${values} from (${ofCase}) c`,
      [caseId],
    )
  const section = (name: string, body: string) =>
    add('rating_review_section', 'section, body, entered_by, entered_by_name', `'${name}', '${body}', ${as}`, clerk)
  await section('conduct', 'Giữ gìn phẩm chất.')
  await section('direction', 'Đôn đốc hằng tuần.')
  await add(
    'rating_task_item',
    'position, title, status, result_note, entered_by, entered_by_name',
    `1, 'Chuyển đổi số', 'EXCEEDED', 'xong trước hạn', ${as}`,
    clerk,
  )
  await add(
    'rating_review_hint',
    'question, asked_by, asked_by_name, asked_at, answer',
    `'Việc khắc phục hạn chế?', ${as}, now(), 'Đã khắc phục xong.'`,
    clerk,
  )
  await add(
    'rating_case_input',
    'kind, source_name, person_name, cell_name, requested_at, requested_by, requested_by_name, participation, comment, given_on, answered_at, answered_by, answered_by_name',
    `'RESIDENCE', 'Chi bộ Tổ dân phố số 9', 'x', 'y', now(), ${as}, 'REGULAR', 'Gương mẫu nơi cư trú.', '2026-11-30', now(), ${as}`,
    clerk,
  )
  const meetingId = newId()
  await db.asOwner(
    `insert into rating_meeting (id, campaign_id, organization_id, held_on, began_at, ended_at, place, chair_name, secretary_name, guests,
       conclusions, entered_by, entered_by_name) values ($1, $2, $3, '2026-12-05', '19:30', '21:00', 'Nhà văn hóa', 'Nguyễn Văn An',
       'Trần Thị Bình', 'Đảng ủy viên phường', 'Thống nhất kết quả.', ${as})`,
    [meetingId, decided.campaignId, decided.year.organizations.cell],
  )
  const person = (caseId: string, attendance: string, more: string) =>
    db.asOwner(
      `insert into rating_meeting_person (id, meeting_id, organization_id, case_id, member_id, attendance, absence_reason, opinions, committee_comment,
         entered_by, entered_by_name) select app.uuid_v7(), '${meetingId}', c.organization_id, c.id, c.member_id, '${attendance}', ${more}, ${as}
         from (${ofCase}) c`,
      [caseId],
    )
  await person(clerk, 'PRESENT', `'', 'Cần quyết liệt hơn.', 'Hoàn thành tốt việc được giao.'`)
  await person(farmer, 'EXCUSED', `'ốm', '', ''`)
}

const place = (code: PaperCode, of: 'cell' | 'commune' | 'clerk', at?: string) => {
  const form = findPaperForm(code)
  if (!form) throw new Error(code)
  const organizationId = at ?? decided.year.organizations[of === 'clerk' ? 'cell' : of]
  const caseId = of === 'clerk' ? decided.cases.clerk : null
  return { campaignId: decided.campaignId, organizationId, caseId, form }
}
const textOf = async (who: AccountKey, of: ReturnType<typeof place>) => {
  const scope = decided.year.scope(who, 'paper:read')
  const { bytes } = expectOk(await makePaper(db.database, scope, { place: of, format: 'docx', now, tools }))
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<\/w:p>/gu, '\n').replace(/<[^>]+>/gu, '')
}

describe('what is stored stands on the paper', () => {
  test.each<[PaperCode, 'cell' | 'clerk', readonly string[]]>([
    [
      'self-review',
      'clerk',
      [
        '1. Phẩm chất chính trị',
        'Giữ gìn phẩm chất.',
        'Vượt mức: xong trước hạn',
        'Gợi ý: Việc khắc phục hạn chế?',
        'Đã khắc phục xong.',
        'Đôn đốc hằng tuần.',
        // The text in one piece, from before its sections, is not lost.
        'Hoàn thành nhiệm vụ được giao.',
        'Hoàn thành tốt việc được giao.',
        'Chi bộ đề xuất: Hoàn thành tốt nhiệm vụ.',
        'Hoàn thành tốt nhiệm vụ, theo Quyết định số 15-QĐ/ĐU ngày 08/12/2026.',
      ],
    ],
    [
      'meeting-minutes',
      'cell',
      [
        'Khai mạc lúc: 19 giờ 30 phút ngày 05/12/2026',
        'Phạm Thị Dung (ốm)',
        'Đại biểu dự: Đảng ủy viên phường.',
        'Góp ý với đồng chí Lê Văn Cường: Cần quyết liệt hơn.',
        'Thống nhất kết quả.',
        'kết thúc lúc 21 giờ 00 phút',
      ],
    ],
    [
      'submission',
      'cell',
      [
        'Đối chiếu tỷ lệ hoàn thành xuất sắc nhiệm vụ theo từng nhóm:',
        'Nhóm 2A: đề nghị 0; 20% của 2 đảng viên được xếp loại trong chi bộ là 0.',
      ],
    ],
    [
      'residence-comment',
      'clerk',
      ['Chi bộ Tổ dân phố số 9', 'Tham gia thường xuyên.', 'Gương mẫu nơi cư trú.', '30/11/2026'],
    ],
  ])('%s of the %s', async (code, of, said) => {
    const text = await textOf('secretary', place(code, of))
    for (const one of said) expect(text).toContain(one)
  })

  test('somebody who is not yet said to be there or not keeps the count open', async () => {
    expect(await textOf('secretary', place('meeting-minutes', 'cell'))).not.toContain('Có mặt: 1')
  })

  test('what people write stands before the record, and what only repeats it is not kept', async () => {
    const of = place('meeting-minutes', 'cell')
    const scope = decided.year.scope('secretary', 'paper:write')
    const texts = { chair: 'Nguyễn Văn An', place: 'Hội trường phường' }
    expectOk(await savePaperTexts(db.database, scope, { place: of, texts, version: 0, requestId: newId(), now }))
    expect(await textOf('secretary', of)).toContain('Địa điểm: Hội trường phường.')
    expect(await db.asOwner('select texts from paper_text')).toEqual([{ texts: { place: 'Hội trường phường' } }])
  })
})

describe('a complaint and a correction', () => {
  test('paper 21 says what was complained of, to the committee and not to the cell', async () => {
    const of = place('appeal-conclusion', 'clerk')
    const filed = { filedOn: exampleDay, grounds: 'Số nhiệm vụ vượt chưa được tính.', wantedLevel: 'XS' } as const
    const self = decided.year.scope('member', 'rating:self')
    expectOk(await fileAppeal(db.database, self, { ...filed, caseId: decided.cases.clerk, requestId: newId(), now }))
    const text = await textOf('office', of)
    for (const said of ['đồng chí Lê Văn Cường', filed.grounds, 'Đề nghị xếp loại: Hoàn thành xuất sắc nhiệm vụ.'])
      expect(text).toContain(said)
    const cell = decided.year.scope('secretary', 'paper:read')
    const listed = await listSubjectForms(db.database, cell, { ...of, now })
    expect(listed?.forms.map(({ form }) => form.code)).not.toContain('appeal-conclusion')
    expect(await makePaper(db.database, cell, { place: of, format: 'docx', now, tools })).toMatchObject({ ok: false })
    await db.asOwner(`update rating_appeal set state = 'withdrawn'; update rating_case set state = 'notified'`)
  })

  test('before anybody has corrected, paper 20 of a member says so; afterwards it names the decision it replaces', async () => {
    const of = place('correction-decision', 'clerk')
    const office = decided.year.scope('office', 'rating:board')
    const ground = () =>
      db.database.asReader(reader, (tx) => readPaperGround(tx, reader, { place: of, day: exampleDay, now }))
    const reader = decided.year.scope('office', 'paper:read')
    expect((await ground())?.missing).toEqual(['superseded-decision'])
    const command = { ...correctionForm, caseId: decided.cases.clerk, requestId: newId(), now }
    const { correctionId } = expectOk(await prepareCorrection(db.database, office, command))
    const committee = decided.year.scope('committee', 'rating:decide')
    expectOk(
      await decideCorrection(db.database, committee, {
        ...amendForm,
        correctionId,
        version: 1,
        requestId: newId(),
        now,
      }),
    )
    expect(await ground()).toMatchObject({ missing: [], emptyFields: [] })
    const text = await textOf('office', of)
    for (const said of [
      'Số 88-QĐ/ĐU',
      'đồng chí Lê Văn Cường',
      'mức: Hoàn thành tốt nhiệm vụ',
      'Quyết định số 15-QĐ/ĐU ngày 08/12/2026',
      'Hủy bỏ kết quả',
      'Đánh giá, xếp loại lại: Không hoàn thành nhiệm vụ',
      'phát hiện khuyết điểm sau khi đã xếp loại: Vi phạm',
      '21-KL/UBKT',
    ])
      expect(text).toContain(said)
  })
})
