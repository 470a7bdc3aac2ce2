import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { flawlessFacts } from '@nq15/domain/ratings'
import { Command } from 'commander'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ratingsCommands } from './ratings.commands.ts'

afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

/** Runs the command in this process, the cases on standard input. */
async function nq15(args: readonly string[], cases: unknown = []) {
  let [out, err] = ['', '']
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  ratingsCommands(program, { input: Readable.from([typeof cases === 'string' ? cases : JSON.stringify(cases)]) })
  process.exitCode = 0
  await program.parseAsync(args, { from: 'user' })
  return { out, err, exitCode: process.exitCode }
}
const json = async (verb: string, cases: unknown) => {
  const { out, exitCode } = await nq15([verb, '--cases', '-', '--json'], cases)
  return { answer: JSON.parse(out), exitCode }
}
const flawless = { id: 'm1', ruleSet: 'G3', subject: 'MEMBER_2B', input: flawlessFacts.MEMBER_2B }

describe('nq15 rate', () => {
  test('answers in the order asked, each with its id, level and reasons', async () => {
    const cases = [
      flawless,
      { ...flawless, id: 'm2', input: { ...flawless.input, tasksExceeded: 2 } },
      { ...flawless, id: 3, input: { ...flawless.input, exempt: true } },
    ]
    const { answer, exitCode } = await json('rate', cases)

    expect(exitCode).toBe(0)
    expect(answer).toMatchObject([
      { id: 'm1', level: 'XS', reasons: [] },
      {
        id: 'm2',
        level: 'T',
        reasons: [
          {
            code: 'EXCEEDED_UNDER_30',
            severity: 'INFO',
            fact: 'exceededRate',
            required: '>= 0.3',
            actual: '2/10',
            basis: { document: '366-QĐ/TW', provision: 'Điều 11 khoản 1.3', confidence: 'T' },
          },
        ],
      },
      { id: 3, level: 'NOT_RATED', reasons: [{ code: 'EXEMPT' }] },
    ])
  })

  test.each([
    { given: { generalPoints: 31 }, level: 'INVALID' },
    { given: { resultPoints: null }, level: 'MANUAL' },
  ])('ends with 1 when a case is $level', async ({ given, level }) => {
    const { answer, exitCode } = await json('rate', [{ ...flawless, input: { ...flawless.input, ...given } }])
    expect({ level: answer[0].level, exitCode }).toEqual({ level, exitCode: 1 })
  })

  test('a number written beyond the reach of floating numbers stays below 90', async () => {
    const written = JSON.stringify([{ ...flawless, input: { ...flawless.input, generalPoints: 28, resultPoints: 62 } }])
    const { out } = await nq15(['rate', '--cases', '-', '--json'], written.replace(':62', ':61.99999999999999999999'))
    expect(JSON.parse(out)).toMatchObject([{ level: 'T', reasons: [{ code: 'SCORE_UNDER_90' }] }])
  })

  test.each([
    { ruleSet: 'G1b', input: { proposedLevel: 'T' }, level: 'T', codes: [] },
    { ruleSet: 'G1b', input: { proposedLevel: 'T', employerLevel: 'KHT' }, level: 'KHT', codes: ['EMPLOYER_KHT'] },
    { ruleSet: 'G2', input: { discipline: 'KHIEN_TRACH' }, level: 'KHT', codes: ['DISCIPLINED'] },
    { ruleSet: 'G0', input: {}, level: 'MANUAL', codes: ['GENERATION_NOT_EVALUATED'] },
  ])('$ruleSet answers $level', async ({ ruleSet, input, level, codes }) => {
    const { answer } = await json('rate', [{ id: 'a', ruleSet, subject: 'MEMBER', input }])
    expect(answer).toMatchObject([{ id: 'a', level, reasons: codes.map((code) => ({ code })) }])
  })

  test('people read a sentence with its source', async () => {
    const { out } = await nq15(
      ['rate', '--cases', '-'],
      [{ ...flawless, input: { ...flawless.input, discipline: 'CANH_CAO', disciplineDutyRelated: true } }],
    )
    expect(out).toContain('m1  MEMBER_2B  KHT')
    expect(out).toContain('Bị kỷ luật trong năm (cảnh cáo)')
  })

  test.each([
    { because: 'no JSON', cases: '[{', says: 'The cases are not JSON' },
    { because: 'no array', cases: flawless, says: 'must be a JSON array' },
  ])('$because is wrong use: nothing on standard output', async ({ cases, says }) => {
    const { out, err, exitCode } = await nq15(['rate', '--cases', '-', '--json'], cases)
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 2 })
    expect(err).toContain(says)
  })

  test.each([
    { because: 'an unknown generation', given: { ruleSet: 'G9' }, says: 'ruleSet: G9' },
    { because: 'an unknown subject', given: { subject: 'CELL' }, says: 'subject' },
    { because: 'an unknown fact', given: { input: { points: 3 } }, says: 'input.points is not known' },
    { because: 'a fact of the wrong kind', given: { input: { exempt: 1 } }, says: 'input.exempt' },
  ])('$because is answered in its place, the others are rated', async ({ given, says }) => {
    const { answer, exitCode } = await json('rate', [{ ...flawless, id: 'bad', ...given }, flawless])
    expect(exitCode).toBe(1)
    expect(answer).toMatchObject([
      { id: 'bad', refused: true, code: 'BAD_CASE', message: expect.stringContaining(says) },
      { id: 'm1', level: 'XS' },
    ])
  })

  test('a case without an id, or that is none, keeps its place', async () => {
    const { answer } = await json('rate', [{ ...flawless, id: undefined }, 7, flawless])
    expect(answer).toMatchObject([{ id: null, code: 'BAD_CASE' }, { id: null, code: 'BAD_CASE' }, { id: 'm1' }])
  })

  test('the old name of a subject is read, with a notice apart', async () => {
    const { out, err } = await nq15(['rate', '--cases', '-', '--json'], [{ ...flawless, subject: 'MEMBER_2A' }])
    expect(JSON.parse(out)).toMatchObject([{ id: 'm1', level: 'XS' }])
    expect(err).toContain('MEMBER_2A is the old name of MEMBER_2B')
  })

  test('reads a file, and a missing one is wrong use', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nq15-rate-'))
    const file = join(folder, 'cases.json')
    await writeFile(file, JSON.stringify([flawless]))
    expect(JSON.parse((await nq15(['rate', '--cases', file, '--json'])).out)).toMatchObject([{ id: 'm1', level: 'XS' }])
    await rm(folder, { recursive: true })
    expect(await nq15(['rate', '--cases', file])).toMatchObject({ out: '', exitCode: 2 })
  })

  test('a missing option ends with 2', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`)
    })
    await expect(nq15(['rate'])).rejects.toThrow('exit 2')
    expect(exit).toHaveBeenCalledWith(2)
  })
})

describe('nq15 quota', () => {
  const rule = { percent: 20, denominator: 'T_OR_BETTER', rounding: 'FLOOR' }

  test('gives limit and excess, and each group where groups are given', async () => {
    const { answer, exitCode } = await json('quota', [
      { id: 'a', ...rule, counts: { XS: 20, T: 80, HT: 0, KHT: 0 } },
      {
        id: 'b',
        ...rule,
        counts: { XS: 5, T: 105, HT: 0, KHT: 0 },
        groups: [
          { key: '2A', counts: { XS: 5, T: 5, HT: 0, KHT: 0 } },
          { key: '2C', counts: { XS: 0, T: 100, HT: 0, KHT: 0 } },
        ],
      },
    ])
    expect(exitCode).toBe(1)
    expect(answer).toMatchObject([
      { id: 'a', limit: 20, excess: 0 },
      {
        id: 'b',
        limit: 22,
        excess: 3,
        perGroup: [
          { key: '2A', limit: 2, excess: 3 },
          { key: '2C', limit: 20, excess: 0 },
        ],
      },
    ])
    expect(answer[0]).not.toHaveProperty('perGroup')
  })

  test('an exception uses 25 % where the case gives no percentage of its own', async () => {
    const counts = { XS: 25, T: 75, HT: 0, KHT: 0 }
    const exception = { granted: true, decisionNo: '9-QĐ/TU' }
    const { answer, exitCode } = await json('quota', [
      { id: 'a', ...rule, counts, exception },
      { id: 'b', ...rule, counts, exception, exceptionPercent: 30 },
    ])
    expect({ exitCode, limits: answer.map(({ limit }: { limit: number }) => limit) }).toEqual({
      exitCode: 0,
      limits: [25, 30],
    })
  })

  test('a negative count is refused in its place and named', async () => {
    const { answer, exitCode } = await json('quota', [
      { id: 'a', ...rule, counts: { XS: -1, T: 0, HT: 0, KHT: 0 } },
      { id: 'b', ...rule, counts: { XS: 1, T: 9, HT: 0, KHT: 0 } },
    ])
    expect(exitCode).toBe(1)
    expect(answer).toMatchObject([
      { id: 'a', refused: true, code: 'BAD_CASE', message: expect.stringContaining('counts.XS') },
      { id: 'b', limit: 2 },
    ])
  })
})

describe('nq15 ballot', () => {
  const ballot = {
    id: 'v1',
    round: 1,
    eligible: 24,
    present: 22,
    issued: 22,
    collected: 22,
    valid: 21,
    invalid: 1,
    perLevel: { XS: 17, T: 4, HT: 0, KHT: 0 },
    threshold: { num: 1, den: 2, strict: true, base: 'PRESENT' },
  }

  test('gives the level, or every error by code', async () => {
    const { answer, exitCode } = await json('ballot', [ballot, { ...ballot, id: 'v2', present: 25, valid: 20 }])
    expect(exitCode).toBe(1)
    expect(answer).toMatchObject([
      { id: 'v1', ok: true, level: 'XS', errors: [], warnings: [] },
      {
        id: 'v2',
        ok: false,
        level: null,
        errors: ['PRESENT_OVER_ELIGIBLE', 'VALID_INVALID_NE_COLLECTED', 'LEVEL_SUM_NE_VALID'],
        warnings: [],
      },
    ])
  })

  test('round 2 gives the names chosen', async () => {
    const { perLevel: _, ...rest } = ballot
    const candidates = [
      { key: 'a', votes: 15 },
      { key: 'b', votes: 18 },
    ]
    const { answer, exitCode } = await json('ballot', [{ ...rest, round: 2, seats: 2, candidates }])
    expect(exitCode).toBe(0)
    expect(answer).toMatchObject([{ id: 'v1', ok: true, level: null, chosen: ['b', 'a'] }])
  })

  test('people read the code of the screen and the sum', async () => {
    const { out } = await nq15(['ballot', '--cases', '-'], [{ ...ballot, perLevel: { XS: 3, T: 11, HT: 6, KHT: 0 } }])
    expect(out).toContain('P-07 LEVEL_SUM_NE_VALID  3 + 11 + 6 + 0 = 20')
  })
})

describe('nq15 rules', () => {
  test('lists the rule sets with dates, sources and confidence', async () => {
    const { out, exitCode } = await nq15(['rules', 'list', '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject([
      { code: 'G3', inForce: { from: '2025-08-30', until: null }, confidence: 'T', method: 'POINTS' },
      { code: 'G2', ratingYears: { from: 2023, to: 2024 }, method: 'GRADES' },
      { code: 'G1b', ratingYears: { from: 2019, to: 2022 }, method: 'PROPOSED_LEVEL' },
      { code: 'G1', ratingYears: { from: 2018, to: 2018 }, method: 'LABELS_ONLY' },
      { code: 'G0', ratingYears: { from: 2014, to: 2017 }, method: 'LABELS_ONLY' },
      { code: 'G3q', period: 'QUARTER', method: 'LABELS_ONLY' },
    ])
  })

  test('shows one whole', async () => {
    expect(JSON.parse((await nq15(['rules', 'show', 'G3', '--json'])).out)).toMatchObject({
      code: 'G3',
      options: { gapPolicy: 'MANUAL' },
    })
    expect((await nq15(['rules', 'show', 'G3'])).out).toContain('EXCEEDED_UNDER_30')
    expect((await nq15(['rules', 'show', 'G0'])).out).toContain('label ORGANIZATION: Yếu kém = KHT')
  })

  test('a disputed point shows each reading with its source', async () => {
    const { out } = await nq15(['rules', 'show', 'G3'])
    expect(out).toContain('* quota.denominator = T_ONLY')
    expect(out).toContain('  quota.denominator = T_OR_BETTER')
  })

  test('one that is not here is wrong use', async () => {
    const { out, err, exitCode } = await nq15(['rules', 'show', 'G9'])
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 2 })
    expect(err).toContain('G9 is not in this version (it holds G3, G2, G1b, G1, G0, G3q)')
  })
})

describe('nq15 rules numbers', () => {
  test('names each number of law with its document and provision, and no convention of the product', async () => {
    const { out, exitCode } = await nq15(['rules', 'numbers', '--json'])
    const numbers: { key: string; document: string; provision: string; confidence: string }[] = JSON.parse(out)

    expect(exitCode).toBe(0)
    expect(numbers.filter(({ document, provision }) => document === '' || provision === '')).toEqual([])
    expect(numbers.filter(({ confidence }) => confidence === 'design')).toEqual([])
    expect(numbers.find(({ key }) => key === 'rating.G3.level.XS.EXCEEDED_UNDER_30.T')).toMatchObject({
      value: 30,
      unit: 'percent',
      document: '366-QĐ/TW',
      from: '2025-08-30',
      until: null,
    })
  })

  test('as a table without --json', async () => {
    const { out } = await nq15(['rules', 'numbers'])
    expect(out).toContain('Giải quyết khiếu nại lần đầu')
  })
})
