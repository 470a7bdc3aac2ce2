import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type IssueAct, issueActSchema } from './issue-command.ts'
import { countDuties, issueDuty } from './issue-duty.ts'
import { type IssueEvent, type IssueState, issueEvents, issueStates, issueTransition } from './issue-states.ts'
import { judgeOpinionNote, opinionNoteSchema } from './opinion-note.ts'
import { type IssueFacts, judgeAcknowledgement, judgeNewIssue, stepIssue } from './step-issue.ts'

const today = '2026-12-08'
const officers = { officer: 'Phó Chủ tịch UBND phường', deputy: 'Chánh Văn phòng Đảng ủy', dueOn: '2026-12-10' }
const spoken = { consultedBody: 'Ban Tuyên giáo và Dân vận', consultedOn: today }
const acts: Readonly<Record<IssueEvent, IssueAct>> = {
  assign: { event: 'assign', ...officers },
  reassign: { event: 'reassign', ...officers, reason: 'Đổi nhiệm vụ' },
  draft: { event: 'draft', facts: 'Đã chi trả đợt một.', answer: 'Đợt hai chi trả trong tháng 12.' },
  agree: { event: 'agree', ...spoken, number: '', remark: '' },
  'send-back': { event: 'send-back', ...spoken, remark: 'Nêu rõ căn cứ' },
  publish: {
    ...{ event: 'publish', channel: 'notice-board', publishedAt: 'Nhà văn hóa', publishedOn: today },
    nextUpdateOn: '2026-12-31',
  },
  update: { event: 'update', reason: 'Có đợt chi trả mới' },
  close: { event: 'close', reason: 'Đã xong' },
}
const whole: IssueFacts = { state: 'open', openedOn: '2026-12-01', draftedBy: 'an', agreedOn: '2026-12-07' }
const judge = (facts: Partial<IssueFacts>, act: IssueAct, actorUserId = 'binh') => {
  const judged = stepIssue({ ...whole, ...facts }, act, { actorUserId, today })
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' ')).join(', ')
}

describe('the whole table: every event in every state leads where it is written or is refused by name', () => {
  // 0 stands for: it stays where it is.
  const ways: Readonly<Record<IssueState, Partial<Record<IssueEvent, IssueState | 0>>>> = {
    open: { assign: 'assigned' },
    assigned: { reassign: 0, draft: 'drafting' },
    drafting: { reassign: 0, draft: 'drafting', agree: 'agreed', 'send-back': 0 },
    agreed: { reassign: 0, draft: 'drafting', publish: 'published' },
    published: { reassign: 0, update: 'updating', close: 'closed' },
    updating: { reassign: 0, draft: 0, agree: 0, 'send-back': 0, publish: 'published' },
    closed: {},
  }
  test.each(issueStates.flatMap((state) => issueEvents.map((event) => [state, event] as const)))(
    '%s: %s',
    (state, event) => {
      const way = ways[state][event]
      expect(judge({ state }, acts[event])).toBe(way === undefined ? 'NO_SUCH_STEP' : way === 0 ? state : way)
      expect(issueActSchema.safeParse(acts[event]).success).toBe(true)
    },
  )
})

test.each<[string, Partial<IssueFacts>, IssueAct, string]>([
  [
    'exactly one officer, and somebody else stands in',
    {},
    { ...acts.assign, deputy: 'phó chủ tịch UBND phường' } as IssueAct,
    'SAME_OFFICER',
  ],
  ['a day that has passed is no deadline', {}, { ...acts.assign, dueOn: '2026-12-07' } as IssueAct, 'DUE_IN_PAST'],
  ['who drafted does not approve', { state: 'drafting', draftedBy: 'binh' }, acts.agree, 'DRAFTER_AGREES'],
  [
    'nothing new was drafted since the publication',
    { state: 'updating', draftedBy: null },
    acts.agree,
    'NOTHING_DRAFTED',
  ],
  [
    'the department has not spoken before the question stood there, nor tomorrow',
    { state: 'drafting' },
    { ...acts.agree, consultedOn: '2026-11-30' } as IssueAct,
    'SPOKEN_BEFORE_OPENED',
  ],
  ['not tomorrow', { state: 'drafting' }, { ...acts.agree, consultedOn: '2026-12-09' } as IssueAct, 'DAY_AHEAD'],
  ['an update is approved anew', { state: 'updating', agreedOn: null }, acts.publish, 'NOT_AGREED'],
  [
    'published before it was approved, and the update is not ahead: both are said',
    { state: 'agreed', agreedOn: today },
    { ...acts.publish, publishedOn: '2026-12-06', nextUpdateOn: '2026-12-06' } as IssueAct,
    'PUBLISHED_BEFORE_AGREED, NEXT_UPDATE_NOT_AHEAD',
  ],
  ['no update is owed', { state: 'agreed' }, { ...acts.publish, nextUpdateOn: null } as IssueAct, 'published'],
  [
    'no name in what everybody reads',
    { state: 'assigned' },
    { ...acts.draft, answer: 'Ông Bình đã nhận tiền.' } as IssueAct,
    'NAMES_A_PERSON Ông Bình',
  ],
])('%s', (_, facts, act, expected) => expect(judge(facts, act)).toBe(expected))

test('a question names nobody either', () => {
  expect(judgeNewIssue({ question: 'Khi nào chi trả?', place: 'Tổ 7' })).toEqual([])
  expect(judgeNewIssue({ question: 'Gọi 0912 345 678', place: 'Tổ 7' })).toMatchObject([
    { code: 'NAMES_A_PERSON', condition: '0912 345 678' },
  ])
})

const note = { place: 'Tổ dân phố số 7', gist: 'Mong sớm có lịch chi trả đợt hai.', heardOn: today }
describe('what an opinion note refuses, by its very words', () => {
  test.each<[text: string, refused: string]>([
    ['Mong sớm có lịch chi trả đợt hai.', ''],
    ['Lo mùi rác về đêm ở hai thôn, 300 hộ.', ''],
    ['Đề nghị làm lại đường Nguyễn Trãi và phố Trần Duy Hưng.', ''],
    ['Hỏi về Quyết định 1344/QĐ-UBND ngày 22/02/2017.', ''],
    ['Nói là “chưa rõ”.', ''],
    ['Nguyễn Văn An nói giá đền bù thấp', 'Nguyễn Văn An'],
    ['Theo lời Trần Thị Bích Hạnh thì chưa họp', 'Trần Thị Bích Hạnh'],
    ['bà Lan bức xúc', 'bà Lan'],
    ['Gọi +84 912-345-678 để rõ', '+84 912-345-678'],
    ['số 0912.345.678', '0912.345.678'],
    ['CCCD 001 085 012 345', '001 085 012 345'],
    ['zalo: hoatim88', 'zalo: hoatim88'],
    ['theo @to7hanoi', '@to7hanoi'],
    ['xem https://vidu.example/bai', 'https://vidu.example/bai'],
    ['thư an@vidu.example', 'an@vidu.example'],
    ['Có người nói “chúng tôi sẽ không nhận tiền đâu”', '“chúng tôi sẽ không nhận tiền đâu”'],
  ])('%s', (gist, refused) => {
    const words = judgeOpinionNote({ ...note, gist }, today).map((one) => ('condition' in one ? one.condition : ''))
    expect(words).toEqual(refused === '' ? [] : [refused])
  })

  test('all of them are said at once, and a day to come', () => {
    const said = judgeOpinionNote({ place: 'nhà bà Lan', gist: 'gọi 0912345678', heardOn: '2026-12-09' }, today)
    expect(said.map(({ code }) => code)).toEqual(['NAMES_A_PERSON', 'NAMES_A_PERSON', 'HEARD_AHEAD'])
  })

  test('whatever is put round it, a number of nine to eleven digits is refused', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100_000_000n, max: 99_999_999_999n }),
        fc.constantFrom('', 'số ', 'ĐT: '),
        (number, before) => {
          expect(judgeOpinionNote({ ...note, gist: `${before}${number} nhé` }, today)).not.toEqual([])
        },
      ),
      { numRuns: 200, seed: 15 },
    )
  })

  test('closed lists, 300 characters, and no field for an address or a person', () => {
    const form = {
      ...note,
      ...{ organizationId: '11111111-1111-4111-8111-111111111111', topic: 'land', channel: 'dialogue' },
      ...{ tendency: 'concern', breadth: 'some' },
    }
    expect(opinionNoteSchema.safeParse(form).success).toBe(true)
    expect(opinionNoteSchema.safeParse({ ...form, gist: 'a'.repeat(301) }).success).toBe(false)
    expect(opinionNoteSchema.safeParse({ ...form, url: 'x' }).success).toBe(false)
    expect(opinionNoteSchema.safeParse({ ...form, channel: 'facebook' }).success).toBe(false)
  })
})

test.each([
  ['no day yet: nobody is late', 'open', null, null, 'unanswered'],
  ['the due day itself is in time', 'assigned', today, null, 'unanswered'],
  ['late from the next day', 'drafting', '2026-12-07', null, 'overdue'],
  ['agreed and not published is not answered', 'agreed', '2026-12-07', null, 'overdue'],
  ['published in time', 'published', '2026-12-07', null, 'none'],
  ['its update is due today', 'published', '2026-12-01', today, 'none'],
  ['its update is owed', 'published', '2026-12-01', '2026-12-07', 'outdated'],
  ['and still owed while it is written', 'updating', '2026-12-01', '2026-12-07', 'outdated'],
  ['closed owes nothing', 'closed', '2026-12-01', '2026-12-07', 'none'],
] as const)('%s', (_, state, dueOn, nextUpdateOn, duty) => {
  expect(issueDuty({ state, dueOn, nextUpdateOn }, today)).toBe(duty)
})

test('what each officer owes: nobody in charge stands first, then what is late', () => {
  const of = { organizationId: 'a', organizationName: 'Phường A' }
  const counted = countDuties([
    { ...of, officer: 'Chủ tịch', duty: 'unanswered' },
    { ...of, officer: 'Bí thư', duty: 'overdue' },
    { ...of, officer: 'Bí thư', duty: 'outdated' },
    { ...of, officer: 'Bí thư', duty: 'none' },
    { ...of, officer: null, duty: 'unanswered' },
  ])
  expect(counted.map(({ officer, unanswered, overdue, outdated }) => [officer, unanswered, overdue, outdated])).toEqual(
    [
      [null, 1, 0, 0],
      ['Bí thư', 1, 1, 1],
      ['Chủ tịch', 1, 0, 0],
    ],
  )
})

test('a cell talks over what was published, and not in the days to come', () => {
  const at = { publishedOn: '2026-12-05', today }
  const held = (heldOn: string) => {
    const judged = judgeAcknowledgement({ heldOn, present: 12 }, at)
    return judged.ok ? 'ok' : judged.refusal.code
  }
  expect(['2026-12-05', '2026-12-04', '2026-12-09'].map(held)).toEqual(['ok', 'HELD_BEFORE_PUBLISHED', 'HELD_AHEAD'])
})

test('whatever is done in whatever order, nothing is published that was not approved by a second person', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...issueEvents), fc.constantFrom('an', 'binh', 'cuong')), { maxLength: 14 }),
      (steps) => {
        let facts: IssueFacts = { state: 'open', openedOn: '2026-12-01', draftedBy: null, agreedOn: null }
        let approvedBy: string | null = null
        for (const [event, who] of steps) {
          const judged = stepIssue(facts, acts[event], { actorUserId: who, today })
          if (!judged.ok) continue
          if (event === 'publish') expect(approvedBy !== null && approvedBy !== facts.draftedBy).toBe(true)
          if (event === 'agree') approvedBy = who
          if (event === 'draft' || event === 'update') approvedBy = null
          facts = {
            ...facts,
            state: judged.value.to,
            draftedBy: event === 'draft' ? who : event === 'update' ? null : facts.draftedBy,
            agreedOn: event === 'agree' ? today : event === 'draft' || event === 'update' ? null : facts.agreedOn,
          }
        }
        expect(issueTransition(facts.state, 'assign') === undefined).toBe(facts.state !== 'open')
      },
    ),
    { numRuns: 200, seed: 15 },
  )
})
