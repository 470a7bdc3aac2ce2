import { expect, test } from 'vitest'
import { exampleDiscipline } from './example.ts'
import { disciplineStateOn, disciplinesIn } from './index.ts'

const one = exampleDiscipline()
const other = exampleDiscipline({
  disciplineId: 'discipline-2',
  violationId: 'violation-2',
  form: 'warning',
  decidedOn: '2025-09-01',
  announcedOn: '2025-09-05',
})

test.each([
  ['before the decision', one, [one], '2025-03-09', null],
  ['on the day of the decision', one, [one], '2025-03-10', 'effective'],
  ['the last day of 12 months after announcement', one, [one], '2026-03-14', 'effective'],
  ['12 months after announcement', one, [one], '2026-03-15', 'lapsed'],
  ['never announced: 12 months after decision', { ...one, announcedOn: null }, [one], '2026-03-10', 'lapsed'],
  ['expulsion does not lapse', { ...one, form: 'expulsion' as const }, [one], '2035-01-01', 'effective'],
  ['a relapse keeps it in effect', one, [one, other], '2026-03-15', 'effective'],
  ['and lets it lapse with the relapse', one, [one, other], '2026-09-05', 'lapsed'],
  [
    'a decision after the lapse is no relapse',
    one,
    [one, { ...other, decidedOn: '2026-03-15', announcedOn: null }],
    '2026-03-15',
    'lapsed',
  ],
  ['a revoked relapse does not count', one, [one, { ...other, revokedOn: '2026-01-01' }], '2026-03-15', 'lapsed'],
  ['the day before revocation', { ...one, revokedOn: '2025-06-01' }, [one], '2025-05-31', 'effective'],
  ['on the day of revocation', { ...one, revokedOn: '2025-06-01' }, [one], '2025-06-01', 'revoked-wrongful'],
])('%s', (_, discipline, all, day, state) => {
  expect(disciplineStateOn(discipline, all, day)).toBe(state)
})

const year = { from: '2025-01-01', to: '2026-01-01', asOf: '2025-12-31', countedBefore: [] }

test.each([
  ['one in the period', [one], year, ['discipline-1'], 'reprimand'],
  ['decided on the first day', [{ ...one, decidedOn: '2025-01-01' }], year, ['discipline-1'], 'reprimand'],
  ['decided on the day before', [{ ...one, decidedOn: '2024-12-31' }], year, [], null],
  ['decided on the first day after', [{ ...one, decidedOn: '2026-01-01' }], { ...year, asOf: '2026-01-31' }, [], null],
  ['decided after what is known', [one], { ...year, asOf: '2025-03-09' }, [], null],
  ['revoked as wrongful', [{ ...one, revokedOn: '2025-12-31' }], year, [], null],
  ['revoked later than what is known', [{ ...one, revokedOn: '2026-01-01' }], year, ['discipline-1'], 'reprimand'],
  ['two violations: the heaviest form', [one, other], year, ['discipline-1', 'discipline-2'], 'warning'],
  [
    'two decisions on one violation',
    [one, { ...other, violationId: 'violation-1' }],
    year,
    ['discipline-2'],
    'warning',
  ],
  ['counted in an earlier year', [one], { ...year, countedBefore: ['violation-1'] }, [], null],
])('%s', (_, disciplines, period, counted, heaviest) => {
  const found = disciplinesIn(disciplines, period)
  expect(found.counted.map(({ disciplineId }) => disciplineId)).toEqual(counted)
  expect(found.heaviest).toBe(heaviest)
})

test('what an earlier year counted is told apart, not lost', () => {
  const found = disciplinesIn([one, other], { ...year, countedBefore: ['violation-1'] })
  expect(found.alreadyCounted).toEqual([one])
  expect(found.heaviest).toBe('warning')
})
