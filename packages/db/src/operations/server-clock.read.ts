import type { Database, Tx } from '../client.ts'

/** Seconds by which the clocks of a program and of the database may differ before no day is computed any more. */
export const clockLimitSeconds = 300

/** What is thrown where a day or a limit would be judged by a clock that is wrong; undoes the transaction it is thrown in. */
export class WrongClock extends Error {
  override readonly name = 'WrongClock'
  readonly code = 'WRONG_CLOCK'
}

/** The database's clock at the moment it was asked; reads no record. */
export const readServerClock = (db: Database): Promise<Date> => db.asSignIn(askClock)

/** Throws `WrongClock` where this program's clock is not the database's, asked now and in this transaction. */
export async function demandRightClock(tx: Tx, now: () => number = Date.now): Promise<void> {
  const server = await askClock(tx)
  if (Math.abs(now() - server.getTime()) > clockLimitSeconds * 1_000) throw new WrongClock()
}

async function askClock(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
  if (!row) throw new Error('the database told no time')
  return row.now
}
