import type { Database } from '../client.ts'

/** The database's clock at the moment it was asked; reads no record. */
export function readServerClock(db: Database): Promise<Date> {
  return db.asSignIn(async (tx) => {
    const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
    if (!row) throw new Error('the database told no time')
    return row.now
  })
}
