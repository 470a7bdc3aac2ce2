import pg from 'pg'

/**
 * A pool whose connections may break at any time without ending the process: an idle one is replaced, one in use fails its next query.
 * The library emits a fault between two queries on the connection itself, and a fault that nobody listens to is thrown.
 */
export function calmPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}
