/** SQLSTATEs of a server that goes, changes over or takes no more: shut down, starting, read-only after a change-over, broken connections, too many. */
const awayStates = ['57P01', '57P02', '57P03', '25006', '08000', '08001', '08003', '08004', '08006', '08P01', '53300']
const awayCodes = new Set([
  ...awayStates,
  // Of sockets and names.
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
  // Prisma's: not reachable, timed out, closed, no connection free, a transaction that could not begin or end in time.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
])
const awayKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** What the driver says without a code. */
const awayTexts =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/u

/**
 * Whether a fault means that the database does not answer now or is changing over, so that the same request may be sent again
 * shortly. Looks at codes along the chain of causes, since the client library wraps what the driver threw.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  const { code, originalCode, kind, message, cause, meta, driverAdapterError } = error as Record<string, unknown>
  if (awayCodes.has(String(code)) || awayCodes.has(String(originalCode)) || awayKinds.has(String(kind))) return true
  if (typeof message === 'string' && awayTexts.test(message)) return true
  return [cause, meta, driverAdapterError].some((inner) => isDatabaseAway(inner, depth + 1))
}
