import type { RuleSet } from './rule-set.ts'
import type { ScoreSheet } from './score-sheet.ts'

/** What a change touches; each kind has a plain name in the messages. */
export type RuleChangeKind = 'option' | 'calendar' | 'ballots' | 'sheet'

/** One difference between two rule sets of the same generation; null where the thing is not on that side. */
export type RuleChange = {
  readonly kind: RuleChangeKind
  /** The path of the option, the code of the row, or sheet/group/item. */
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** Everything in which two rule sets differ by what overlays may change, in the order of their pages. */
export function compareRules(before: RuleSet, after: RuleSet): readonly RuleChange[] {
  return [
    ...differences('option', optionsOf(before), optionsOf(after)),
    ...differences('ballots', roundsOf(before), roundsOf(after)),
    ...differences('calendar', calendarOf(before), calendarOf(after)),
    ...differences('sheet', sheetsOf(before), sheetsOf(after)),
  ]
}

type Table = ReadonlyMap<string, string>

function differences(kind: RuleChangeKind, before: Table, after: Table): RuleChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((path) => ({ kind, path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter((change) => change.before !== change.after)
}

const optionsOf = ({ options }: RuleSet): Table => new Map(leaves('', options))

const leaves = (path: string, value: object): [string, string][] =>
  Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    typeof inner === 'object' && inner !== null ? leaves(`${path}${key}.`, inner) : [[`${path}${key}`, String(inner)]],
  )

const roundsOf = ({ voting: { rounds } }: RuleSet): Table => new Map([['rounds', String(rounds.length)]])

const calendarOf = ({ calendar: { rows } }: RuleSet): Table =>
  new Map(rows.map(({ code, from, to, yearOffset }) => [code, `${from}…${to}${yearOffset === 1 ? ' (+1)' : ''}`]))

const sheetsOf = ({ scoreSheets = [] }: RuleSet): Table => new Map(scoreSheets.flatMap(sheetLines))

function sheetLines(sheet: ScoreSheet): [string, string][] {
  const at = (path: string) => `${sheet.code}/${path}`
  const groups = [...sheet.general, ...(sheet.results.kind === 'ITEMS' ? sheet.results.groups : [])]
  return [
    [sheet.code, `${sheet.title} · ${[...sheet.subjects].sort().join(', ')}`],
    ...groups.flatMap((group): [string, string][] => [
      [at(group.code), `${group.text} · ${group.max}`],
      ...group.items.map(({ code, text, max, mode, from }): [string, string] => [
        at(`${group.code}/${code}`),
        `${text} · ${max} · ${mode}${from ? ` ${from}` : ''}`,
      ]),
    ]),
    ...(sheet.results.kind === 'AXES'
      ? sheet.results.axes.map(({ code, text }): [string, string] => [at(`axes/${code}`), text])
      : []),
    ...sheet.bands.map(({ code, text, from, below }): [string, string] => [
      at(`bands/${code}`),
      `${text} · ${from}–${below ?? '1'}`,
    ]),
    ...(sheet.bonus
      ? [
          [at('bonus'), sheet.bonus.cap] satisfies [string, string],
          ...sheet.bonus.items.map(({ code, text, max }): [string, string] => [
            at(`bonus/${code}`),
            `${text} · ${max}`,
          ]),
        ]
      : []),
  ]
}
