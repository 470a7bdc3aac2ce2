// @ts-nocheck scratch of one worker, not committed
import { existsSync, writeFileSync } from 'node:fs'
import { openTestDatabase, operatorScope } from '@nq15/db/seed/test-database'
import { newId } from '@nq15/db/ids'
import { test } from 'vitest'
import { createAuth } from '../access/auth.ts'
import { createAccount } from '../access/create-account.ts'
import { signIn } from '../access/sign-in.ts'
import { changePassword } from '../access/change-password.ts'
import { exampleBrowser } from '../access/example.ts'
import { exampleYear, exampleCampaign, insertMember, exampleNow, exampleDay } from './example-year.ts'
import { fillFile } from './example-steps.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveTallyRecord, saveTallyVotes } from './save-tally.ts'

const people = [
  ['Trần Quang Thịnh', 'T', '27', '60.5', 9, 9, 0, 0, 2, false],
  ['Phạm Văn Khuê', 'XS', '28', '63.2', 8, 8, 0, 0, 3, false],
  ['Lê Thị Ngọc Diệp', 'XS', '27.5', '63', 10, 10, 0, 0, 2, false],
  ['Đặng Hữu Nghĩa', 'XS', '29', '66.5', 10, 9, 1, 0, 0, false],
  ['Vũ Thị Quỳnh Như', 'T', '26', '58', 8, 8, 0, 0, 1, true],
  ['Hoàng Đình Bảo', 'T', '25', '52.5', 7, 7, 0, 0, 0, false],
  ['Bùi Thị Mười', 'HT', '24.5', '43', 6, 5, 1, 0, 0, false],
  ['Tạ Đức Hiển', 'T', '26', '55', 7, 7, 0, 0, 0, false],
  ['Ngô Xuân Phương', 'T', '26.5', null, null, null, null, null, null, true],
  ['Đỗ Thị Hạnh Nguyên', 'T', '27', '61', 9, 9, 0, 0, 3, false],
]
const secret = 'a secret of the look, long enough to be one, really'
test('dev', { timeout: 3_000_000 }, async () => {
  const db = await openTestDatabase()
  const year = await exampleYear(db)
  const ids = []
  for (const [i, p] of people.entries()) {
    const id = newId(); ids.push(id)
    await insertMember(db.asOwner, { id, cellId: year.organizations.cell, name: p[0], card: 100 + i, political: p[9], ...(i === 0 ? {post:'committee-member'} : {}) })
  }
  await db.asOwner(`insert into discipline_record (id, organization_id, member_id, form, decision_number, decided_on, violation_id, violation) values ($1,$2,$3,'reprimand','03-QĐ/UBKT','2026-05-12',$4,'Vi phạm quy định')`, [newId(), year.organizations.cell, ids[7], newId()]).catch(e => console.log('discipline', e.message))
  const second = existsSync('/tmp/nq15/ws/second')
  const { campaignId } = await exampleCampaign(db, year, { secondEntryRequired: second })
  const cases = await db.asOwner('select id, member_id, full_name, not_rated_reason from rating_case where campaign_id=$1 and organization_id=$2 order by position_in_list', [campaignId, year.organizations.cell])
  const scope = year.scope('secretary', 'rating:work')
  const caseOf = (m) => String(cases.find(c => c.member_id === m).id)
  for (const [i, p] of people.entries()) {
    const patch = { generalPoints: p[2], resultPoints: p[3], selfLevel: p[1], tasksAssigned: p[4], tasksOnTime: p[5], tasksLate: p[6], tasksFailed: p[7], tasksExceeded: p[8], limitationsPointedOut: 1, limitationsRemedied: 1, reviewText: 'I. Ưu điểm, kết quả đạt được\nHoàn thành nhiệm vụ được giao trong năm.' }
    const r = await saveAssessment(db.database, scope, { requestId: newId(), caseId: caseOf(ids[i]), version: 0, patch, submit: p[3] !== null, now: exampleNow })
    if (!r.ok) console.log(p[0], r)
  }
  for (const who of ['secretary', 'deputy', 'clerk']) {
    const patch = { generalPoints: '28.5', resultPoints: who === 'clerk' ? '55' : '64', selfLevel: who === 'clerk' ? 'T' : 'XS', tasksAssigned: 10, tasksOnTime: 10, tasksLate: 0, tasksFailed: 0, tasksExceeded: 4, limitationsPointedOut: 0, limitationsRemedied: 0 }
    await saveAssessment(db.database, scope, { requestId: newId(), caseId: caseOf(year.members[who]), version: 0, patch, submit: true, now: exampleNow })
  }
  const of = { campaignId, organizationId: year.organizations.cell, entry: 1, now: exampleNow }
  const auth = createAuth(db.database, { secret, publicUrl: 'http://127.0.0.1:39871', limits: {} })
  const jars = {}
  for (const [username, role, org, memberId] of [
    ['bithu', 'org-secretary', year.organizations.cell, null],
    ['kiemphieu', 'cell-teller', year.organizations.cell, null],
    ['dangvien', 'member', year.organizations.cell, year.members.farmer],
    ['vanphong', 'grassroots-office', year.organizations.commune, null],
    ['thanhpho', 'city-office', year.organizations.city, null],
  ]) {
    const made = await createAccount(db.database, operatorScope('account:admin'), { username, displayName: { bithu: 'Nguyễn Thị Bích Hường', kiemphieu: 'Trần Quang Thịnh', dangvien: 'Phạm Thị Dung', vanphong: 'Lý Thị Mai', thanhpho: 'Hoàng Minh' }[username], role, organizationId: org, ...(memberId ? { memberId } : {}) })
    if (!made.ok) { console.log(username, made.refusal); continue }
    const browser = exampleBrowser()
    const step = await signIn(auth, { ...browser.visit(), username, password: made.value.password })
    browser.keep(step.value.setCookie)
    const ch = await changePassword(auth, { ...browser.visit(), current: made.value.password, next: 'hoa sữa tháng mười' })
    if (!ch.ok) console.log(ch)
    jars[username] = Object.fromEntries(browser.jar)
  }
  // typed by the secretary who will look at the page
  const [{ user_id: bithu }] = await db.asOwner(`select user_id from access_account a join auth."user" u on u.id=a.user_id where u.username='bithu'`)
  const rated = cases.filter(c => !c.not_rated_reason)
  await saveTallyRecord(db.database, scope, { ...of, requestId: newId(), version: 0, patch: { eligible: 14, present: 13, issued: 13, collected: 13, valid: 12, invalid: 1, heldOn: '2026-12-08', place: 'Nhà văn hóa Tổ dân phố số 1' } })
  for (const [i, c] of rated.entries()) {
    if (i === rated.length - 2) continue
    const patch = i === 6 ? { xs: 3, t: 5, ht: 3, kht: 0 } : { xs: i % 3 === 0 ? 9 : 1, t: i % 3 === 0 ? 3 : 11, ht: 0, kht: 0 }
    const r = await saveTallyVotes(db.database, scope, { ...of, requestId: newId(), version: 0, caseId: String(c.id), patch })
    if (!r.ok) console.log(r)
  }
  await db.asOwner('update rating_tally set entered_by=$1, entered_by_name=$2', [bithu, 'Nguyễn Thị Bích Hường'])
  writeFileSync('/tmp/nq15/ws/env.json', JSON.stringify({ url: db.url, secret, jars, cell: year.organizations.cell, campaignId, cases: rated.map(c => ({id: c.id, name: c.full_name})), stranger: year.organizations.strangerCell }))
  while (!existsSync('/tmp/nq15/ws/stop')) await new Promise(r => setTimeout(r, 500))
  await db.close()
})
