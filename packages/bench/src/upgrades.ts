import { markdownTable } from './table.ts'
import { faultsOf } from './upgrades/kept.ts'
import { makeState } from './upgrades/make.ts'
import { upgradeOnEmbedded } from './upgrades/on-embedded.ts'
import { freshWalls, upgradeOnServer, withEmptyDatabase } from './upgrades/on-server.ts'
import { startOwnServer } from './upgrades/own-server.ts'
import { type EarlierState, earlierStates } from './upgrades/states.ts'
import { differingWalls } from './upgrades/walls.ts'

/** Upgrades each earlier state with its rows to now, on PostgreSQL and on the embedded engine; throws where anything was not kept. */
export async function benchUpgrades(
  print: (line: string) => void,
  asked: readonly string[],
  server: string | undefined,
): Promise<void> {
  if (asked[0] === 'make') return makeState(print, asked[1] ?? '', asked[2] ?? '.')
  const unknown = asked.filter((name) => !earlierStates.some((state) => state.name === name))
  if (unknown.length > 0) throw new Error(`no such state: ${unknown.join(', ')}`)
  const states = earlierStates.filter(({ name }) => asked.length === 0 || asked.includes(name))
  const own = server ? null : await startOwnServer()
  // Whatever breaks it off, its server does not stay behind.
  const stopped = () => void own?.close().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped)
  try {
    await rehearseAll(print, states, server ?? own?.superuserUrl ?? '')
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stopped)
    await own?.close()
  }
}

async function rehearseAll(
  print: (line: string) => void,
  states: readonly EarlierState[],
  superuserUrl: string,
): Promise<void> {
  const fresh = await freshWalls(superuserUrl)
  const faults: string[] = []
  const rows: (string | number)[][] = []
  for (const state of states) {
    const found = await withEmptyDatabase(superuserUrl, state.name, (place) => upgradeOnServer(state, place))
    const embedded = await upgradeOnEmbedded(state)
    const walls = differingWalls(found.walls, fresh)
    const own = [
      ...faultsOf(found.kept),
      ...faultsOf(embedded.kept).map((fault) => `embedded: ${fault}`),
      ...walls,
      ...(['trail', 'doctor', 'page'] as const).flatMap((what) => (found[what] ? [`${what}: ${found[what]}`] : [])),
    ]
    faults.push(...own.map((fault) => `${state.name}: ${fault}`))
    const sum = (of: (one: (typeof found.kept)[number]) => number) => found.kept.reduce((all, one) => all + of(one), 0)
    const all = sum((one) => one.rows)
    rows.push([
      ...[state.name, state.upTo, all.toLocaleString('en'), found.kept.length, embedded.applied.length],
      ...[found.seconds.toFixed(1), embedded.seconds.toFixed(1)],
      `${(all - sum((one) => one.missing)).toLocaleString('en')}${faultsOf(embedded.kept).length > 0 ? ' (embedded: fewer)' : ''}`,
      ...[walls.length === 0, !found.trail, !found.doctor, !found.page].map((well) => (well ? 'yes' : 'NO')),
    ])
  }
  const head = [
    'State',
    'Last migration there',
    'Rows',
    'Tables',
    'Migrations since',
    '`nq15 migrate`, s',
    'Embedded, s',
  ]
  print(markdownTable([...head, 'Rows kept', 'Walls as new', 'Trail', 'Doctor', 'Page'], rows))
  for (const fault of faults) print(`NOT KEPT ${fault}`)
  if (faults.length > 0) throw new Error(`${faults.length} things were not kept`)
}
