import { constantFrom, property, assert as prove, uuid } from 'fast-check'
import { expect, test } from 'vitest'
import {
  judgePassphrase,
  judgeReason,
  judgeRecusal,
  mayReadOpened,
  openingEvents,
  openingStates,
  stepOpening,
  traceTextOf,
} from './vault-rules.ts'

const asker = 'asker'
const until = new Date('2026-12-08T10:00:00Z')
const before = new Date('2026-12-08T09:59:59Z')
const opening = { state: 'asked', askedBy: asker, until } as const

/** Every state by every event, the custodian acting in time; what is not named is refused. */
test.each([
  ['asked', { approve: 'open', refuse: 'refused', close: 'closed', end: 'ended' }],
  ['refused', {}],
  ['open', { close: 'closed', end: 'ended' }],
  ['closed', {}],
  ['ended', {}],
] as const)('an opening that is %s goes on by its table only', (state, ways) => {
  const to = new Map<string, string>(Object.entries(ways))
  for (const event of openingEvents) {
    const stepped = stepOpening({ ...opening, state }, { event, by: 'custodian', now: before, reason: '' })
    expect([event, stepped.ok ? stepped.value : stepped.refusal[0]?.code]).toEqual([
      event,
      to.get(event) ?? 'OPENING_NOT_IN_STATE',
    ])
  }
})

test.each([
  ['the asker approves', { event: 'approve', by: asker, now: before, reason: '' }, ['ASKER_DECIDES']],
  ['the asker refuses', { event: 'refuse', by: asker, now: before, reason: 'Thôi.' }, ['ASKER_DECIDES']],
  ['at its very end', { event: 'approve', by: 'custodian', now: until, reason: '' }, ['OPENING_IS_OVER']],
  [
    'with an identity as reason, by the asker, too late',
    { event: 'approve', by: asker, now: until, reason: 'Gọi 0912345678' },
    ['ASKER_DECIDES', 'OPENING_IS_OVER', 'REASON_TELLS_SENDER'],
  ],
] as const)('all findings at once: %s', (_, act, codes) => {
  const stepped = stepOpening(opening, act)
  expect(stepped.ok ? [] : stepped.refusal.map(({ code }) => code)).toEqual(codes)
})

test('an identity is read by its asker only, while open and before its end', () => {
  prove(
    property(constantFrom(...openingStates), uuid(), constantFrom(before, until), (state, other, now) => {
      const may = (by: string) => mayReadOpened({ ...opening, state }, by, now)
      expect(may(other)).toBe(false)
      expect(may(asker)).toBe(state === 'open' && now < until)
    }),
  )
})

test('nobody decides on what he asked for, whatever the state and the hour', () => {
  prove(
    property(uuid(), constantFrom(...openingStates), constantFrom(before, until), (who, state, now) => {
      for (const event of ['approve', 'refuse'] as const)
        expect(stepOpening({ state, askedBy: who, until }, { event, by: who, now, reason: '' }).ok).toBe(false)
    }),
  )
})

test.each([
  ['mười lăm ký tự', ['PASSPHRASE_TOO_SHORT']],
  ['123456789012345', ['PASSPHRASE_TOO_SHORT']],
  ['1234567890123456', []],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', ['PASSPHRASE_TOO_PLAIN']],
  ['abcdefgabcdefgabcdefg', ['PASSPHRASE_TOO_PLAIN']],
  ['abcdefghabcdefgh', []],
])('passphrase %s', (typed, codes) => {
  expect(judgePassphrase(typed).map(({ code }) => code)).toEqual(codes)
})

test.each([
  ['Mời làm việc để xác minh nội dung.', []],
  ['Người tố cáo là Mạc Thị Én.', ['REASON_TELLS_SENDER']],
  ['Số 001099887766', ['REASON_TELLS_SENDER']],
])('reason: %s', (reason, codes) => {
  expect(judgeReason(reason).map(({ code }) => code)).toEqual(codes)
})

test('stepping aside needs another', () => {
  expect([0, 1, 2].map((others) => judgeRecusal(others).length)).toEqual([1, 0, 0])
})

const identity = { name: 'Đặng Thị Én', address: 'Ngõ 5, tổ 9', idNumber: '', phone: '', other: '' }
test.each([
  ['case, signs and diacritics', { ...identity, name: 'DANG THI  EN', address: 'ngo 5 to 9' }, true],
  ['another address', { ...identity, address: 'Ngõ 6, tổ 9' }, false],
  ['the telephone says nothing', { ...identity, phone: '0912345678' }, true],
  ['a number decides', { ...identity, idNumber: '001 099 887 766' }, false],
])('the trace of an identity: %s', (_, other, isSame) => {
  expect(traceTextOf(other) === traceTextOf(identity)).toBe(isSame)
})

test('with the same number of the identity paper names may differ', () => {
  const one = traceTextOf({ ...identity, idNumber: '001099887766' })
  expect(traceTextOf({ ...identity, name: 'Én', idNumber: '001-099-887-766' })).toBe(one)
  // Eight digits are no such number.
  expect(traceTextOf({ ...identity, idNumber: '00109988' })).toBe(traceTextOf(identity))
})
