import { expect, test } from 'vitest'
import {
  judgeProtectionRequest,
  type ProtectionStep,
  protectionEvents,
  protectionStates,
  stepProtection,
} from './protection.ts'

const today = '2026-12-08'
const flawless: ProtectionStep = {
  ...{ event: 'apply', onDay: '2026-12-07', measure: 'Bố trí nơi làm việc khác.', authority: 'Công an phường' },
  ...{ document: '12/QĐ', endReason: null },
}
const verified = { state: 'verified', lastOn: '2026-12-05' } as const

test.each([
  ['requested', { verify: 'verified', end: 'ended' }],
  ['verified', { apply: 'applied', end: 'ended' }],
  ['applied', { change: 'changed', end: 'ended' }],
  ['changed', { change: 'changed', end: 'ended' }],
  ['ended', {}],
] as const)('a protection that is %s goes on by its table only', (state, ways) => {
  expect(protectionStates).toContain(state)
  const to = new Map<string, string>(Object.entries(ways))
  for (const event of protectionEvents) {
    const step = { ...flawless, event, endReason: event === 'end' ? ('decision' as const) : null }
    const stepped = stepProtection({ state, lastOn: '2026-12-05' }, step, today)
    expect([event, stepped.ok ? stepped.value : stepped.refusal[0]?.code]).toEqual([
      event,
      to.get(event) ?? 'PROTECTION_NOT_IN_STATE',
    ])
  }
})

test.each([
  ['flawless', {}, []],
  ['tomorrow', { onDay: '2026-12-09' }, ['PROTECTED_IN_FUTURE']],
  ['on the day of the last step', { onDay: '2026-12-05' }, []],
  ['before the last step', { onDay: '2026-12-04' }, ['PROTECTED_BEFORE_LAST']],
  ['without a measure', { measure: '' }, ['MEASURE_MISSING']],
  ['without a document', { document: '' }, ['AUTHORITY_MISSING']],
  ['with a telephone', { measure: 'Gọi 0912345678' }, ['REASON_TELLS_SENDER']],
  ['an end without a reason', { event: 'end' }, ['END_REASON_MISSING']],
  ['a breach before anything was applied', { event: 'end', endReason: 'deliberate-breach' }, ['NOTHING_TO_BREACH']],
] as const)('a step %s', (_, change, codes) => {
  const stepped = stepProtection(verified, { ...flawless, ...change }, today)
  expect(stepped.ok ? [] : stepped.refusal.map(({ code }) => code)).toEqual(codes)
})

test.each([
  ['Đổi chỗ làm.', today, []],
  ['', '2026-12-09', ['MEASURE_MISSING', 'PROTECTED_IN_FUTURE']],
  ['Tôi là Mạc Thị Én', today, ['REASON_TELLS_SENDER']],
] as const)('a request "%s"', (measure, onDay, codes) => {
  expect(judgeProtectionRequest({ measure, onDay }, today).map(({ code }) => code)).toEqual(codes)
})
