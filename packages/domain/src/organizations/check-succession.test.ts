import { expect, test } from 'vitest'
import { exampleMerger } from './example.ts'
import { checkSuccession, type Lifetime, type Succession, type SuccessionKind, successionCardinality } from './index.ts'

const day = '2025-07-01'
const old = { from: '2008-08-01', to: day }
const young = { from: day, to: '9999-12-31' }
const lasting = { from: '2008-08-01', to: '9999-12-31' }
const lives = (change: Record<string, Lifetime> = {}) =>
  new Map(Object.entries({ east: old, west: old, joined: young, ...change }))

function act(kind: SuccessionKind, before: readonly string[], after: readonly string[]): Succession {
  const links = before.flatMap((predecessorId) =>
    after.map((successorId) => ({ predecessorId, successorId, inheritsRecords: false })),
  )
  return exampleMerger({ kind, predecessorIds: before, successorIds: after, links })
}

const many = new Map<string, Lifetime>([
  ...['p0', 'p1', 'p2'].map((id) => [id, old] as const),
  ...['s0', 's1', 's2'].map((id) => [id, young] as const),
])

/** Kind, then every allowed count "predecessors>successors" among 0–3 of each. */
test.each<[SuccessionKind, string[]]>([
  ['establishment', ['0>1', '1>1', '2>1', '3>1']],
  ['merger', ['2>1', '3>1']],
  ['split', ['1>2', '1>3']],
  ['transfer', ['1>1']],
  ['rename', ['1>1']],
  ['dissolution', ['1>0']],
])('%s allows exactly %j', (kind, allowed) => {
  const counts = [0, 1, 2, 3]
  const passed = counts.flatMap((before) =>
    counts.flatMap((after) => {
      const ids = (letter: string, count: number) => counts.slice(0, count).map((number) => `${letter}${number}`)
      return checkSuccession(act(kind, ids('p', before), ids('s', after)), many).length === 0
        ? [`${before}>${after}`]
        : []
    }),
  )
  expect(passed.sort()).toEqual(allowed)
  expect(successionCardinality[kind]).toBeDefined()
})

test.each<[string, Succession, Map<string, Lifetime>, string[]]>([
  ['the flawless merger', exampleMerger(), lives(), []],
  ['a merger into one that lives on', act('merger', ['east', 'west'], ['west']), lives({ west: lasting }), []],
  [
    'a predecessor named twice',
    act('merger', ['east', 'east'], ['joined']),
    lives(),
    ['ORGANIZATION_TWICE', 'LINKS_DO_NOT_MATCH'],
  ],
  ['a link is missing', exampleMerger({ links: exampleMerger().links.slice(1) }), lives(), ['LINKS_DO_NOT_MATCH']],
  [
    'decided on the day of effect',
    exampleMerger({ decision: { number: '1', decidedOn: day, confidence: 'M' } }),
    lives(),
    [],
  ],
  [
    'decided a day later',
    exampleMerger({ decision: { number: '1', decidedOn: '2025-07-02', confidence: 'M' } }),
    lives(),
    ['DECIDED_AFTER_EFFECT'],
  ],
  ['an unknown organization', act('rename', ['nobody'], ['joined']), lives(), ['UNKNOWN_ORGANIZATION']],
  ['a merged one lives on', exampleMerger(), lives({ east: lasting }), ['PREDECESSOR_NOT_ENDED']],
  [
    'a merged one had ended a day before',
    exampleMerger(),
    lives({ east: { from: '2008-08-01', to: '2025-06-30' } }),
    ['PREDECESSOR_NOT_ALIVE'],
  ],
  [
    'a successor begins a day late',
    exampleMerger(),
    lives({ joined: { from: '2025-07-02', to: '9999-12-31' } }),
    ['SUCCESSOR_NOT_ALIVE'],
  ],
  [
    'an established one existed before',
    act('establishment', ['east'], ['joined']),
    lives({ joined: lasting }),
    ['SUCCESSOR_NOT_NEW'],
  ],
  ['a dissolved one lives on', act('dissolution', ['east'], []), lives({ east: lasting }), ['PREDECESSOR_NOT_ENDED']],
])('%s', (_, succession, lifetimes, codes) => {
  expect(checkSuccession(succession, lifetimes).map(({ code }) => code)).toEqual(codes)
})
