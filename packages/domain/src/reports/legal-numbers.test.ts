import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { numbersOfRules, ratingRuleSets, ruleSetByCode } from '../ratings/index.ts'
import { conventionNumbers, faultsOfNumbers, legalNumbers, roomNumbers, unsourcedNumbers } from './legal-numbers.ts'

const flawless = legalNumbers[0]
if (!flawless) throw new Error('no numbers')

describe('numbers of law', () => {
  it('have a document, a provision, a day and words, and are told once', () => {
    expect(faultsOfNumbers([...legalNumbers, ...conventionNumbers])).toEqual([])
  })

  it.each([
    ['without a document', { document: '' }, 'no document and provision'],
    ['without a provision', { provision: ' ' }, 'no document and provision'],
    ['with a page of our own for a provision', { provision: 'weak-units:9.4' }, 'no document and provision'],
    ['without a day', { from: '' }, 'no day from which it holds'],
    ['without words', { acts: [] }, 'no words'],
  ])('a number %s is a fault', (_, change, fault) => {
    expect(faultsOfNumbers([{ ...flawless, ...change }])).toEqual([`${flawless.key}: ${fault}`])
  })

  it('a number told twice is a fault', () => {
    expect(faultsOfNumbers([flawless, flawless])).toHaveLength(2)
  })

  /** A number may leave this list when its provision was read; none may join it. */
  it('whose provision nobody has read are these and no others', () => {
    expect(unsourcedNumbers.map(({ key }) => key).sort()).toEqual([
      'deadline.F3.2025-01-01',
      'deadline.F4.2025-01-01',
      'deadline.K7.2020-12-10',
      'deadline.P-3.2024-06-06',
      'deadline.R10.2019-02-18',
      'deadline.S1.2021-11-15',
      'members.badge-years',
      'members.discipline-lapses',
      'members.usual-most-age',
    ])
  })

  it('follow the data: another share in the rule set is another number on the page', () => {
    const found = ruleSetByCode(ratingRuleSets, 'G3')
    if (!found.ok) throw new Error('G3')
    const { options } = found.value
    const changed = { ...found.value, options: { ...options, quota: { ...options.quota, percent: 7 } } }
    expect(numbersOfRules(changed).find(({ key }) => key === 'rating.G3.quota')?.value).toBe(7)
  })

  it.each([
    ['rating.G3.quota', 20, 'percent'],
    ['rating.G3.band.XS', 90, 'points'],
    ['deadline.K2.2012-07-01', 30, 'calendar-days'],
    ['deadline.T3.complex.2019-01-01.extension', 30, 'calendar-days'],
    ['limitation.member.reprimand.2022-07-06', 60, 'months'],
    ['reception.Q6.2025-07-01', 2, 'days-a-month'],
  ])('%s is %s %s', (key, value, unit) => {
    expect(roomNumbers.find((one) => one.key === key)).toMatchObject({ value, unit })
  })
})

/**
 * Bare numbers of time, share or count that stand alone in a file of the rules. Each is a limit of the program, not of law; a new
 * one is either data with a source, given by its room as a number of law, or is named here with what it is.
 */
const programLimits: Readonly<Record<string, string>> = {
  'access/check-break-glass.ts breakGlassMostHours': 'how long an opening in an emergency lasts',
  'access/emergency-state.ts emergencyHours': 'how long an emergency account is open',
  'access/service-key.ts keyLifeDays': 'life of a key between programs',
  'access/service-key.ts rotationHours': 'overlap of two keys',
  'calendar/legal-day.ts longestMonths': 'the most months a day is moved by',
  'calendar/lunar-day.ts hanoiHours': 'the zone of the lunar calendar',
  'calendar/lunar-day.ts lunarYears': 'the years the lunar calendar is computed for',
  'members/discipline.ts lapseMonths': 'given as members.discipline-lapses',
  'members/party-age.ts badgeYears': 'given as members.badge-years',
  'monitoring/judge-organization.ts historyMonths': 'how far back a judgement looks',
  'monitoring/meetings.ts meetingMonths': 'data with its source beside it',
  'organizations/visit-note.ts dueSoonDays': 'when a reminder begins',
  'organizations/visit-note.ts noteWithinDays': 'how long a note may be written afterwards',
  'petitions/vault-rules.ts longestOpeningHours': 'how long an opening of the vault lasts',
  'ratings/draft-hours.ts draftHours': 'how long an unsent draft is kept',
  'ratings/my-work.ts soonDays': 'when a reminder begins',
}

const bare =
  /\b(?:export )?const (\w*(?:Days|Months|Years|Hours|Percent|Weeks|Least|Most|Age))\b(?::[^=]+)? = \{?[^\n]*?\b\d/g
/** The names of constants of a source text that hold a bare number. */
const bareNumbers = (text: string) => [...text.matchAll(bare)].map(([, name = '']) => name)

describe('bare numbers', () => {
  it('are seen', () => {
    expect(bareNumbers('export const appealDays = 30\n')).toEqual(['appealDays'])
    expect(bareNumbers('const span: Hours = { least: 1 }\nconst probationMonths = 12\n')).toEqual(['probationMonths'])
    expect(bareNumbers('const appealDays = rules.appeal.days\n')).toEqual([])
  })

  it('in the rules are limits of the program, each named with what it is', () => {
    const root = fileURLToPath(new URL('..', import.meta.url))
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /(?<!test)[.]ts$/.test(path),
    )
    const found = files.flatMap((path) =>
      bareNumbers(readFileSync(join(root, path), 'utf8')).map((name) => `${path.replaceAll('\\', '/')} ${name}`),
    )
    expect(found.filter((one) => !Object.hasOwn(programLimits, one)).sort()).toEqual([])
    expect(Object.keys(programLimits).filter((one) => !found.includes(one))).toEqual([])
  })
})
