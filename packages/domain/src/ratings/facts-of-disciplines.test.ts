import { describe, expect, test } from 'vitest'
import { type DisciplineFact, factsOfDisciplines } from './facts-of-disciplines.ts'

const reprimand: DisciplineFact = {
  ...{ form: 'reprimand', decidedOn: '2026-05-12', violationId: 'a', state: 'effective' },
  ...{ dutyRelated: 'yes', violatedOn: '2026-03-16', selfDetected: false },
}
const with_ = (given: Partial<DisciplineFact>) => ({ ...reprimand, ...given })
const second = (given: Partial<DisciplineFact>) => with_({ violationId: 'b', decidedOn: '2026-06-01', ...given })

// link · of an earlier year · found and remedied by the member; `-` is not said.
const cases: [string, DisciplineFact[], string][] = [
  ['linked to duty, of this year', [reprimand], 'KHIEN_TRACH yes no -'],
  ['not linked to duty', [with_({ dutyRelated: 'no' })], 'KHIEN_TRACH no - -'],
  ['nobody said whether linked', [with_({ dutyRelated: null })], 'KHIEN_TRACH - no -'],
  ['whether linked was not established', [with_({ dutyRelated: 'not-established' })], 'KHIEN_TRACH - no -'],
  ['done last year, disciplined now', [with_({ violatedOn: '2025-11-30' })], 'KHIEN_TRACH yes yes -'],
  ['done on the first day of the year', [with_({ violatedOn: '2026-01-01' })], 'KHIEN_TRACH yes no -'],
  ['the day of the violation is not said', [with_({ violatedOn: null })], 'KHIEN_TRACH yes - -'],
  ['found and remedied by the member', [with_({ selfDetected: true })], 'KHIEN_TRACH yes no yes'],
  ['one linked beside one that is not', [reprimand, second({ dutyRelated: 'no' })], 'KHIEN_TRACH yes no -'],
  [
    'one not linked beside one not said',
    [with_({ dutyRelated: 'no' }), second({ dutyRelated: null })],
    'KHIEN_TRACH - no -',
  ],
  [
    'one of last year excuses not one of this year',
    [reprimand, second({ violatedOn: '2025-02-01' })],
    'KHIEN_TRACH yes no -',
  ],
  [
    'each with its own circumstance',
    [with_({ selfDetected: true }), second({ violatedOn: '2025-02-01' })],
    'KHIEN_TRACH yes yes yes',
  ],
  ['the heavier form counts', [reprimand, second({ form: 'warning' })], 'CANH_CAO yes no -'],
  ['revoked as wrongful', [with_({ state: 'revoked-wrongful' })], '- - - -'],
  ['decided in another year', [with_({ decidedOn: '2025-12-31' })], '- - - -'],
  ['none', [], '- - - -'],
]

describe('disciplines of a year as the rules read them', () => {
  test.each(cases)('%s', (_, onFile, said) => {
    const facts = factsOfDisciplines(onFile, 2026)
    const word = (value: boolean | undefined) => (value === undefined ? '-' : value ? 'yes' : 'no')
    expect(
      [
        facts.discipline ?? '-',
        word(facts.disciplineDutyRelated),
        word(facts.violationFromEarlierYear),
        word(facts.disciplinedSelfDetectedAndRemedied),
      ].join(' '),
    ).toBe(said)
  })
})
