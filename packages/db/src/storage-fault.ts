/** Why nothing could be kept: no room left on a disk, a database that does not take work right now, or this program's wrong clock. */
export type StorageFault = 'full' | 'away' | 'clock'

const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** The store of files, and out of memory or connections, starting, stopping, changing over (25006) or broken off, by the codes of PostgreSQL, Prisma and the network. */
const away =
  /^(08\w{3}|25006|53\w{3}|57P0[1-5]|58030|P1001|P1002|P1008|P1017|P2024|P2028|P2037|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|STORE_FAULT)$/u
const awayKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
  'DatabaseDoesNotExist',
])
// The driver gives these no code at all.
const brokenOff =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/u

/** Tells a fault of the place where things are kept from a mistake of ours; null for everything else. A lack of room wins. */
export function storageFault(error: unknown): StorageFault | null {
  let found: StorageFault | null = null
  let at: unknown = error
  // A fault is wrapped by the adapter, the client and the caller: never deeper than this.
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    const judged = judge(at)
    if (judged === 'full') return judged
    found ??= judged
    at = under(at)
  }
  return found
}

function judge(one: object): StorageFault | null {
  const codes = ['code', 'originalCode']
    .map((name) => Reflect.get(one, name))
    .filter((code) => typeof code === 'string')
  if (codes.some((code) => full.has(code))) return 'full'
  if (codes.includes('WRONG_CLOCK')) return 'clock'
  const kind = Reflect.get(one, 'kind')
  const message = one instanceof Error ? one.message : Reflect.get(one, 'originalMessage')
  return codes.some((code) => away.test(code)) ||
    (typeof kind === 'string' && awayKinds.has(kind)) ||
    (typeof message === 'string' && brokenOff.test(message))
    ? 'away'
    : null
}

function under(one: object): unknown {
  const meta = Reflect.get(one, 'meta')
  const adapted = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'driverAdapterError') : null
  return adapted ?? Reflect.get(one, 'cause')
}
