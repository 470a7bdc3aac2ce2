import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSenderMarks } from './find-identifiers.ts'
import type { PetitionIntake, PetitionSorting } from './intake.ts'
import { judgeIntake, judgeSorting, missingOf } from './judge-intake.ts'
import { likenessOf } from './likeness.ts'
import { petitionEvents, petitionStates, petitionTransition } from './petition-states.ts'
import { proposeHandling } from './propose-handling.ts'
import { countDuty, type HeldSession } from './reception-duty.ts'
import { representativesFit } from './representatives.ts'
import { type PetitionFacts, stepPetition } from './step-petition.ts'
import { judgeVisit, type VisitInput } from './visit.ts'

const complaint: PetitionIntake = {
  ...{ kind: 'complaint', source: 'in-person', receivedOn: '2026-11-20', writtenOn: '2026-11-18', identity: 'named' },
  ...{ petitionerName: 'Trịnh Văn Hòe', petitionerAddress: 'Tổ dân phố số 9', idHint: '417', sealedNumber: '' },
  ...{ petitionerCount: 1, representatives: 0, respondent: 'Chủ tịch UBND phường', respondentOrganizationId: null },
  ...{
    subject: '118/QĐ-UBND',
    content: 'Không đồng ý đơn giá và diện tích bồi thường.',
    demand: 'Đo lại thửa đất.',
    place: 'Tổ 9',
  },
  ...{ fieldL1: 'admin-land', fieldL2: 'land-recovery', originals: 0, copies: 3, forwarder: '', forwarderNumber: '' },
  ...{ isSigned: true, isVerifiable: false, severity: 'normal', partyTracks: [] },
}
const denunciation: PetitionIntake = {
  ...complaint,
  ...{
    kind: 'denunciation',
    petitionerName: '',
    petitionerAddress: '',
    idHint: '',
    sealedNumber: 'NP-12',
    source: 'post',
  },
  ...{ content: 'Ông Nguyễn Văn B nhận tiền khi xác nhận hồ sơ.', demand: '', subject: '' },
}
const ground = { today: '2026-11-23', unitAndAbove: ['unit', 'city'] }

test.each<[string, Partial<PetitionIntake>, PetitionIntake, string[]]>([
  ['a complaint as it should be', {}, complaint, []],
  ['received tomorrow', { receivedOn: '2026-11-24' }, complaint, ['DAY_IN_FUTURE']],
  ['written after it came', { writtenOn: '2026-11-21' }, complaint, ['WRITTEN_AFTER_RECEIPT']],
  ['a sealed denunciation', {}, denunciation, []],
  ['the name of a denouncer', { petitionerName: 'Lê Thị C' }, denunciation, ['DENOUNCER_NAMED']],
  ['his telephone in the content', { content: 'Gọi tôi số 0912 345 678.' }, denunciation, ['DENOUNCER_IN_TEXT']],
  ['his name in the content', { content: 'Tôi là Lê Thị C, tố cáo ông B.' }, denunciation, ['DENOUNCER_IN_TEXT']],
  ['no envelope', { sealedNumber: '' }, denunciation, ['SEALED_NUMBER_MISSING']],
  ['against the unit itself', { respondentOrganizationId: 'unit' }, denunciation, ['RESPONDENT_IS_UNIT']],
  ['against the level above', { respondentOrganizationId: 'city' }, denunciation, ['RESPONDENT_IS_UNIT']],
  ['against a cell below', { respondentOrganizationId: 'cell' }, denunciation, []],
  [
    'a complaint against the unit itself is its own first instance',
    { respondentOrganizationId: 'unit' },
    complaint,
    [],
  ],
  ['anonymous with a name', { identity: 'anonymous' }, complaint, ['NAME_OF_NOBODY']],
  ['five people without a representative', { petitionerCount: 5 }, complaint, ['REPRESENTATIVES_DO_NOT_FIT']],
  ['five people, two speak', { petitionerCount: 5, representatives: 2 }, complaint, []],
  ['ten people, three speak', { petitionerCount: 10, representatives: 3 }, complaint, ['REPRESENTATIVES_DO_NOT_FIT']],
  ['eleven people, five speak', { petitionerCount: 11, representatives: 5 }, complaint, []],
  ['eleven people, six speak', { petitionerCount: 11, representatives: 6 }, complaint, ['REPRESENTATIVES_DO_NOT_FIT']],
  ['a forged name is kept as it was signed', { identity: 'false-name' }, complaint, []],
  ['forwarded by nobody', { source: 'forwarded' }, complaint, ['FORWARDER_MISSING']],
])('a paper at the desk: %s', (_, change, base, codes) => {
  expect(judgeIntake({ ...base, ...change }, ground).map(({ code }) => code)).toEqual(codes)
})

test.each([
  [1, 0, true],
  [4, 0, true],
  [4, 1, false],
  [5, 1, true],
  [10, 2, true],
  [10, 3, false],
  [11, 3, true],
  [11, 5, true],
  [200, 6, false],
])('%i people with %i representatives: %s (L1:29)', (people, representatives, fits) => {
  expect(representativesFit(people, representatives)).toBe(fits)
})

test.each<[string, Partial<PetitionIntake>, Partial<PetitionSorting>, boolean, string]>([
  ['complaint, own', {}, {}, false, 'propose-accept'],
  ['complaint, not own: guided once', {}, { competence: 'none' }, false, 'guide'],
  ['the second time: filed', {}, { competence: 'none' }, true, 'file'],
  ['forwarded by a deputy, not own: returned', { source: 'forwarded' }, { competence: 'none' }, false, 'return'],
  ['a subordinate is late: urged', {}, { competence: 'subordinate-overdue' }, false, 'urge'],
  ['not eligible', {}, { eligibility: 'ineligible', reasons: ['vulgar'] }, false, 'file'],
  ['denunciation, own', { kind: 'denunciation' }, {}, false, 'propose-accept'],
  [
    'denunciation by post, not own: forwarded',
    { kind: 'denunciation', source: 'post' },
    { competence: 'none' },
    false,
    'forward',
  ],
  [
    'told in person, not own: guided',
    { kind: 'denunciation', source: 'in-person' },
    { competence: 'none' },
    false,
    'guide',
  ],
  [
    'sent to several: recorded only',
    { kind: 'denunciation' },
    { reasons: ['sent-to-many-incl-competent'] },
    false,
    'record-only',
  ],
  [
    'anonymous with evidence',
    { kind: 'denunciation', identity: 'anonymous', isVerifiable: true },
    {},
    false,
    'info-only',
  ],
  [
    'anonymous with evidence, not own',
    { kind: 'denunciation', identity: 'anonymous', isVerifiable: true },
    { competence: 'none' },
    false,
    'forward',
  ],
  ['anonymous without evidence', { kind: 'denunciation', identity: 'anonymous' }, {}, false, 'file'],
  ['false name without evidence', { kind: 'denunciation', identity: 'false-name' }, {}, false, 'file'],
  [
    'false name with evidence',
    { kind: 'denunciation', identity: 'false-name', isVerifiable: true },
    {},
    false,
    'info-only',
  ],
  [
    'denunciation sent again after it was guided: recorded only',
    { kind: 'denunciation', source: 'post' },
    { competence: 'none' },
    true,
    'record-only',
  ],
  ['feedback, own', { kind: 'feedback' }, {}, false, 'propose-accept'],
  ['feedback, not own', { kind: 'feedback' }, { competence: 'none' }, false, 'forward'],
  ['several contents: split', { kind: 'mixed' }, {}, false, 'split'],
])('routing: %s → %s', (_, paper, sorting, guidedBefore, handling) => {
  const sorted = {
    eligibility: 'eligible',
    reasons: [],
    competence: 'own',
    handling: 'file',
    ...sorting,
  } as PetitionSorting
  expect(proposeHandling({ ...complaint, ...paper }, sorted, { guidedBefore }).handling).toBe(handling)
})

test('what a complaint lacks keeps it from being eligible; an unsigned denunciation that can be verified lacks nothing', () => {
  expect(missingOf({ ...complaint, isSigned: false, demand: '' })).toEqual(['signature', 'demand'])
  expect(
    missingOf({ ...denunciation, isSigned: false, isVerifiable: true, sealedNumber: '', identity: 'anonymous' }),
  ).toEqual([])
  const sorting = { eligibility: 'eligible', reasons: [], competence: 'own', handling: 'propose-accept' } as const
  expect(judgeSorting({ ...complaint, isSigned: false }, sorting, { guidedBefore: false })).toEqual([
    { code: 'ELIGIBLE_BUT_MISSING', condition: 'signature' },
  ])
})

const facts: PetitionFacts = {
  ...complaint,
  state: 'registered',
  sorting: null,
  proposedBy: null,
  originalsReturnedOn: null,
}
const acting = { actorUserId: 'head', today: '2026-11-25', guidedBefore: false, into: null }
const letter = { number: '5/TB', onDay: '2026-11-24' }
const sorted = (handling: PetitionSorting['handling']): PetitionFacts => ({
  ...facts,
  state: 'sorted',
  sorting: { eligibility: 'eligible', reasons: [], competence: 'none', handling },
})
test.each<
  [string, PetitionFacts, Parameters<typeof stepPetition>[1], Partial<typeof acting> & object, string[] | string]
>([
  ['guided as it was sorted', sorted('guide'), { event: 'guide', ...letter, receiver: 'UBND quận' }, {}, 'guided'],
  [
    'guided a second time (G12)',
    sorted('guide'),
    { event: 'guide', ...letter, receiver: 'x' },
    { guidedBefore: true },
    ['GUIDED_BEFORE'],
  ],
  [
    'forwarded though sorted to guide',
    sorted('guide'),
    { event: 'forward', ...letter, receiver: 'x', receiverKind: 'administration' },
    {},
    ['HANDLING_WAS_OTHER'],
  ],
  [
    'a denunciation told in person (G13)',
    { ...sorted('forward'), kind: 'denunciation' },
    { event: 'forward', ...letter, receiver: 'Thanh tra', receiverKind: 'administration' },
    {},
    ['HANDED_IN_PERSON'],
  ],
  [
    'dated before the receipt',
    sorted('guide'),
    { event: 'guide', number: '1', onDay: '2026-11-19', receiver: 'x' },
    {},
    ['ACTED_BEFORE_RECEIPT'],
  ],
  [
    'accepted by who proposed it',
    { ...facts, state: 'acceptance-proposed', proposedBy: 'head' },
    { event: 'accept', ...letter, instance: 'first' },
    {},
    ['ACTOR_PROPOSED'],
  ],
  [
    'accepted by another',
    { ...facts, state: 'acceptance-proposed', proposedBy: 'clerk' },
    { event: 'accept', ...letter, instance: 'first' },
    {},
    'accepted',
  ],
  [
    'filed while originals are held',
    { ...sorted('file'), originals: 2 },
    { event: 'file', reason: 'x' },
    {},
    ['ORIGINALS_STILL_HELD'],
  ],
  [
    'joined to another kind (G16)',
    facts,
    { event: 'merge', intoId: '0', reason: 'x' },
    { into: { kind: 'feedback', state: 'registered', isSelf: false } as never },
    ['KINDS_DIFFER'],
  ],
])('a step of a paper: %s', (_, paper, act, change, expected) => {
  const step = stepPetition(paper, act, { ...acting, ...change })
  if (typeof expected === 'string') expect(step).toMatchObject({ ok: true, value: { to: expected } })
  else expect(step).toMatchObject({ ok: false, refusal: { findings: expected.map((code) => ({ code })) } })
})

test('the whole matrix of a paper: every state and event either has one row or is refused; nothing leaves the file', () => {
  const allowed = petitionStates.map(
    (state) => `${state}: ${petitionEvents.filter((event) => petitionTransition(state, event)).join(' ')}`,
  )
  expect(allowed).toMatchInlineSnapshot(`
    [
      "registered: sort merge return-originals",
      "sorted: sort split merge guide forward return urge propose file return-originals",
      "split: file return-originals",
      "merged: file return-originals",
      "guided: file return-originals",
      "forwarded: urge take-answer file return-originals",
      "awaiting-feedback: urge take-answer return-originals",
      "answered: file return-originals",
      "returned: file return-originals",
      "acceptance-proposed: send-back accept refuse return-originals",
      "accepted: close return-originals",
      "not-accepted: file return-originals",
      "closed: file return-originals",
      "filed: ",
      "destroyed: ",
    ]
  `)
})

test('likeness needs the content and one more; another kind is never the same matter; who sent it does not count', () => {
  const one = { ...complaint, content: 'Không đồng ý đơn giá bồi thường thửa đất số 12 tổ 9' }
  const again = {
    ...complaint,
    petitionerName: 'Người khác',
    content: 'Không đồng ý đơn giá bồi thường thửa đất số 12',
  }
  expect(likenessOf(one, again)).toEqual(['respondent', 'content', 'place'])
  expect(likenessOf(one, { ...again, place: 'Tổ 1' })).toEqual(['respondent', 'content'])
  expect(likenessOf(one, { ...again, content: 'Đề nghị sửa đường ngõ bị ngập khi mưa' })).toBeNull()
  expect(likenessOf(one, { ...again, kind: 'feedback' })).toBeNull()
})

test('no text with a number of twelve digits, a mail or a name of oneself passes as free of its sender', () => {
  const digits = fc.stringMatching(/^\d{12}$/)
  fc.assert(
    fc.property(digits, (number) => findSenderMarks(`căn cước ${number} của tôi`).includes('number')),
    { numRuns: 50 },
  )
  expect(findSenderMarks('Ông Nguyễn Văn B, Chủ tịch, ký Quyết định 118/QĐ-UBND ngày 29/10/2026.')).toEqual([])
  expect(findSenderMarks('Người tố cáo: Lê Thị C')).toEqual(['self-named'])
  expect(findSenderMarks('liên hệ a.b@thu.vn')).toEqual(['mail'])
})

const held = (heldOn: string, more: Partial<HeldSession> = {}): HeldSession => ({
  ...{ head: 'commune-chair', kind: 'periodic', isDelegated: false, heldOn },
  ...more,
})
test.each<[string, string, HeldSession[], string, number, string]>([
  ['two days in November', '2026-11', [held('2026-11-05'), held('2026-11-20')], '2026-12-01', 2, 'met'],
  [
    'two sessions of one day are one day',
    '2026-11',
    [held('2026-11-05'), held('2026-11-05')],
    '2026-12-01',
    1,
    'short',
  ],
  [
    'a deputy on the day of the head does not count (G04)',
    '2026-11',
    [held('2026-11-05'), held('2026-11-20', { isDelegated: true })],
    '2026-12-01',
    1,
    'short',
  ],
  [
    'out of schedule does not replace it (U21)',
    '2026-11',
    [held('2026-11-05'), held('2026-11-20', { kind: 'unscheduled' })],
    '2026-12-01',
    1,
    'short',
  ],
  ['the month is not over', '2026-11', [held('2026-11-05')], '2026-11-23', 1, 'running'],
  [
    'a weekly duty before July 2026 is counted, not judged',
    '2026-06',
    [held('2026-06-05')],
    '2026-12-01',
    1,
    'not-judged',
  ],
])('days of reception: %s', (_, month, sessions, today, counted, state) => {
  expect(countDuty('commune-chair', month, sessions, today)).toMatchObject({ counted, state })
})

const visit: VisitInput = {
  ...{
    kind: 'complaint',
    visitorName: 'Trịnh Văn Hòe',
    visitorAddress: '',
    idHint: '',
    people: 1,
    representatives: 0,
    sameContent: 0,
  },
  ...{
    isRepeat: false,
    content: 'Hỏi về bồi thường',
    demand: '',
    settledBy: '',
    result: 'answered-on-spot',
    refusalGround: null,
    receiver: '',
    letterNumber: '',
  },
}
test.each<[string, Partial<VisitInput>, string[]]>([
  ['as it should be', {}, []],
  ['the name of a denouncer', { kind: 'denunciation' }, ['DENOUNCER_NAMED']],
  ['a refusal without ground', { result: 'refused' }, ['GROUND_MISSING']],
  ['eleven people, one speaks', { people: 11, representatives: 1 }, []],
  ['guided nowhere', { result: 'guided' }, ['RECEIVER_MISSING']],
])('a coming: %s', (_, change, codes) => {
  expect(judgeVisit({ ...visit, ...change }).map(({ code }) => code)).toEqual(codes)
})
