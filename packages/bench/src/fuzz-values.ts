/** A sequence of numbers from 0 to below 1 that is the same for the same seed (mulberry32). */
export function seededDice(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    below,
    /** True once in `often` throws. */
    once: (often: number): boolean => below(often) === 0,
    pick: <Value>(from: readonly [Value, ...Value[]] | readonly Value[]): Value => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}
export type Dice = ReturnType<typeof seededDice>

/** Something well-formed that is nowhere. */
export const strangeId = '01900000-0000-7000-8000-000000000000'

/** Texts that have broken a reader somewhere: signs, lengths, other grammars, near misses of days, numbers and ids. */
export const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e‮txt.exe',
  'Đồng chí Nguyễn Văn Ạ',
  'Nguyễn Văn A'.normalize('NFD'),
  '%',
  '%00',
  '%F0%28',
  '_',
  '\\',
  "'",
  "' or 1=1 --",
  '"; drop table member; --',
  '$1',
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '</w:t></w:r>',
  '=HYPERLINK("http://evil.example")',
  '../../../../etc/passwd',
  '//evil.example/x',
  'javascript:alert(1)',
  'http://127.0.0.1:22/',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[object Object]',
  'NaN',
  'Infinity',
  '-0',
  '-1',
  '0',
  '1',
  '2',
  '1e309',
  '9007199254740993',
  '99999999999999999999',
  '2147483648',
  '0x10',
  '1,5',
  '1.5',
  '2026',
  '0000',
  '9999',
  '2026-11',
  '2026-11-30',
  '2026-02-31',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01',
  '30/11/2026',
  '31/02/2026',
  '2026-11-30T25:61:00Z',
  '2026-10-25T02:30',
  strangeId,
  strangeId.toUpperCase(),
  strangeId.slice(1),
  'a'.repeat(400),
  'ạ'.repeat(5_000),
  'x'.repeat(70_000),
  '🙂'.repeat(300),
] as const

/** Names of fields that nobody asked for, beside those harvested from the pages. */
export const oddNames = [
  '__proto__',
  'constructor.prototype.isAdmin',
  'a[b][c]',
  'a[0]',
  'role',
  'userId',
  'organizationId',
  'isDemo',
  'decidedBy',
  'state',
  'createdAt',
  '',
  ' ',
  'x'.repeat(300),
] as const

/** Names that many forms and addresses of the product share. */
export const usualNames = [
  'requestId',
  'version',
  'intent',
  'act',
  'event',
  'kind',
  'state',
  'page',
  'year',
  'month',
  'day',
  'from',
  'to',
  'q',
  'format',
  'view',
  'table',
  'organization',
  'reason',
  'file',
] as const
