import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

/** A number asked about: what kind of record rests on it, and the days on which it held. */
export type AskedNumber = {
  readonly key: string
  readonly of: string
  readonly form?: string
  readonly from: string
  readonly until: string | null
}

const row = z.object({ key: z.string(), count: z.number() })
type Counts = ReadonlyMap<string, number>

const read = async (tx: Tx, sql: Prisma.Sql): Promise<Counts> => {
  const rows = await tx.$queryRaw<unknown[]>(sql)
  return new Map(
    rows.map((one) => {
      const { key, count } = row.parse(one)
      return [key, count]
    }),
  )
}

const wanted = (
  asked: readonly AskedNumber[],
): Prisma.Sql => Prisma.sql`jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
  as w("key" text, "of" text, "form" text, "from" date, "until" date)`
const held = (column: string): Prisma.Sql =>
  Prisma.raw(`${column} >= w."from" and (w."until" is null or ${column} < w."until")`)

/** Petitions and matters whose term is counted by each rule, received or opened while the version held; in the reader's reach. */
export const countByDeadline = (tx: Tx, scope: Scope, asked: readonly AskedNumber[]): Promise<Counts> =>
  read(
    tx,
    Prisma.sql`select w.key, (select count(*)::int from petition x where x.due_rule = w."of" and ${held('x.received_on')} and ${withinReach(scope)})
      + (select count(*)::int from petition_case x where x.due_rule = w."of" and ${held('x.opened_on')} and ${withinReach(scope)}) as count
      from ${wanted(asked)}`,
  )

/** Sessions of reception of each head while the duty held; in the reader's reach. */
export const countSessions = (tx: Tx, scope: Scope, asked: readonly AskedNumber[]): Promise<Counts> =>
  read(
    tx,
    Prisma.sql`select w.key, (select count(*)::int from reception_session x where x.head = w."of" and ${held('x.held_on')} and ${withinReach(scope)}) as count
      from ${wanted(asked)}`,
  )

/** Proceedings with the form a limitation is for; in the reader's reach. */
export const countProceedings = (tx: Tx, scope: Scope, asked: readonly AskedNumber[]): Promise<Counts> =>
  read(
    tx,
    Prisma.sql`select w.key, (select count(*)::int from discipline_case x
        where (x.object = 'organization') = (w."of" = 'organization') and x.form = w."form" and ${held('x.opened_on')} and ${withinReach(scope)}) as count
      from ${wanted(asked)}`,
  )
