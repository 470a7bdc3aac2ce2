import { markdownTable } from './table.ts'
import { faultsOf, type TableKept } from './upgrades/kept.ts'
import { Leavings } from './upgrades/leavings.ts'
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
  const left = new Leavings()
  // Whatever breaks it off, nothing that it started or made stays behind.
  let stopping: Promise<never> | null = null
  const stop = () => {
    // Connections that are cut say so once more; that is no news now.
    process.on('uncaughtException', () => undefined)
    stopping ??= left.clearAndExit()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  try {
    if (server) return await rehearseAll(print, states, { superuserUrl: server, left })
    const own = await startOwnServer()
    await left.during(own.close, () => rehearseAll(print, states, { superuserUrl: own.superuserUrl, left }))
  } finally {
    if (stopping) await stopping
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  }
}

async function rehearseAll(
  print: (line: string) => void,
  states: readonly EarlierState[],
  server: { readonly superuserUrl: string; readonly left: Leavings },
): Promise<void> {
  const fresh = await freshWalls(server)
  const head = [
    'State',
    'Last migration there',
    'Rows',
    'Tables',
    'Migrations since',
    '`nq15 migrate`, s',
    'Embedded, s',
  ]
  print(markdownTable([...head, 'Rows kept', 'Walls as new', 'Trail', 'Doctor', 'Page'], []))
  const faults: string[] = []
  for (const state of states) {
    const found = await withEmptyDatabase(server, state.name, (place) => upgradeOnServer(state, place))
    const embedded = await upgradeOnEmbedded(state, server.left)
    const walls = differingWalls(found.walls, fresh)
    const onEmbedded = faultsOf(embedded.kept).map((fault) => `embedded: ${fault}`)
    const ofProduct = (['trail', 'doctor', 'page'] as const).flatMap((what) =>
      found[what] ? [`${what}: ${found[what]}`] : [],
    )
    faults.push(
      ...[...faultsOf(found.kept), ...onEmbedded, ...walls, ...ofProduct].map((one) => `${state.name}: ${one}`),
    )
    const sum = (of: (one: TableKept) => number) => found.kept.reduce((all, one) => all + of(one), 0)
    const rows = sum((one) => one.rows)
    const kept = (rows - sum((one) => one.missing)).toLocaleString('en')
    const cells = [
      ...[state.name, state.upTo, rows.toLocaleString('en'), found.kept.length, embedded.applied.length],
      ...[found.seconds.toFixed(1), embedded.seconds.toFixed(1)],
      onEmbedded.length > 0 ? `${kept}, fewer embedded` : kept,
      ...[walls.length === 0, !found.trail, !found.doctor, !found.page].map((well) => (well ? 'yes' : 'NO')),
    ]
    print(`| ${cells.join(' | ')} |`)
  }
  for (const fault of faults) print(`NOT KEPT ${fault}`)
  if (faults.length > 0) throw new Error(`${faults.length} things were not kept`)
}
