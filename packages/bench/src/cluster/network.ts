import { execFileSync } from 'node:child_process'

/** The namespaces of a rehearsal, each one machine, by their last number in its network. */
export const machines = { db1: 11, db2: 12, db3: 13, dcs: 21, lb: 31, app1: 41, app2: 42 } as const
export type Machine = keyof typeof machines

const bridge = 'nq15-br'
const prefix = '10.215.15'
/** Machines of the rehearsal and the bridge of this one; nothing outside reaches them, since nothing is routed. */
export const network = `${prefix}.0/24`
export const addressOf = (machine: Machine): string => `${prefix}.${machines[machine]}`
const spaceOf = (machine: Machine) => `nq15-${machine}`
/** The end of a machine's cable at the bridge. */
const cableOf = (machine: Machine) => `nq15-v-${machine}`

const ip = (...args: string[]) => execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** How a program is begun on a machine. */
export const on = (machine: Machine, ...command: string[]): string[] => [
  ...['ip', 'netns', 'exec', spaceOf(machine)],
  ...command,
]

/** Throws, with what to do, where a rehearsal's network is there already: it is another's, and not to be removed by us. */
export function proveUnlaid(): void {
  const there = ip('netns', 'list')
    .split('\n')
    .filter((line) => line.startsWith('nq15-'))
  if (there.length > 0)
    throw new Error(
      `another rehearsal runs, or one was killed: ${there.map((line) => line.split(' ')[0]).join(', ')}. If none runs, for each: ip netns pids NAME | xargs -r kill -9; ip netns del NAME; at last: ip link del ${bridge}`,
    )
  if (ip('route', 'show', network).trim() !== '') throw new Error(`the network ${network} is in use on this machine`)
}

/** Lays bridge, namespaces and cables. */
export function layNetwork(): void {
  ip('link', 'add', bridge, 'type', 'bridge')
  ip('addr', 'add', `${prefix}.1/24`, 'dev', bridge)
  ip('link', 'set', bridge, 'up')
  for (const machine of Object.keys(machines) as Machine[]) {
    const [space, cable] = [spaceOf(machine), cableOf(machine)]
    ip('netns', 'add', space)
    ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space)
    ip('link', 'set', cable, 'master', bridge, 'up')
    ip('-n', space, 'link', 'set', 'lo', 'up')
    ip('-n', space, 'addr', 'add', `${addressOf(machine)}/24`, 'dev', 'eth0')
    ip('-n', space, 'link', 'set', 'eth0', 'up')
  }
}

/** Processes of a machine. */
export const processesOf = (machine: Machine): number[] =>
  ip('netns', 'pids', spaceOf(machine)).split('\n').filter(Boolean).map(Number)

/** As power that fails: the cable goes dark first, so that nobody is told, then everything on the machine dies by `kill -9`. */
export function killMachine(machine: Machine): void {
  ip('link', 'set', cableOf(machine), 'down')
  killAll(machine)
}

/** The cable of a killed machine again; its programs are begun by who began them. */
export const plugIn = (machine: Machine): void => void ip('link', 'set', cableOf(machine), 'up')

/** Asks everything on every machine to end, and waits for it: a database that is killed leaves shared memory behind. */
function endAll(all: readonly Machine[]): void {
  for (const machine of all) signal(machine, 'SIGTERM')
  for (let round = 0; round < 100 && all.some((machine) => processesOf(machine).length > 0); round += 1) pause(100)
}

/** Waits without giving the process away: what is broken off must be put away before it ends. */
const pause = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function signal(machine: Machine, how: NodeJS.Signals): void {
  for (const pid of processesOf(machine)) {
    try {
      process.kill(pid, how)
    } catch {
      // Died between the list and the signal.
    }
  }
}

function killAll(machine: Machine): void {
  // A program may begin another one while we count: until nobody is left.
  for (let round = 0; round < 50; round += 1) {
    if (processesOf(machine).length === 0) return
    signal(machine, 'SIGKILL')
    pause(50)
  }
}

/** Ends everything on every machine and removes what was laid; parts that are not there are passed over. */
export function removeNetwork(): void {
  const attempt = (work: () => unknown) => {
    try {
      work()
    } catch {
      // Not laid, or gone already.
    }
  }
  // First who uses the others: the product, then the database, then its store.
  for (const group of [
    ['app1', 'app2'],
    ['db1', 'db2', 'db3'],
    ['lb', 'dcs'],
  ] as const)
    attempt(() => endAll(group))
  for (const machine of Object.keys(machines) as Machine[]) {
    attempt(() => killAll(machine))
    attempt(() => ip('netns', 'del', spaceOf(machine)))
    attempt(() => ip('link', 'del', cableOf(machine)))
  }
  attempt(() => ip('link', 'del', bridge))
}
