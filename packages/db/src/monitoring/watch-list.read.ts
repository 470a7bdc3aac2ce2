import { type WatchRules, watchRulesSchema } from '@nq15/domain/monitoring'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

/** A watch list with its rules, and the organization whose standing committee decides on it. */
export type WatchListRow = {
  readonly listId: string
  readonly organizationId: string
  readonly organizationName: string
  readonly name: string
  readonly rules: WatchRules
  readonly updatedByName: string
  readonly version: number
  /** Its organization lies within the reader's reach. */
  readonly isWithin: boolean
}

const row = z.object({
  listId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  name: z.string(),
  rules: watchRulesSchema,
  updatedByName: z.string(),
  version: z.number(),
  isWithin: z.boolean(),
})

/** Every list, of the highest organization first; names and levels say nothing about anybody. */
export async function listWatchLists(tx: Tx, scope: Scope): Promise<WatchListRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "listId", x.organization_id::text as "organizationId", x.name, x.rules, x.updated_by_name as "updatedByName", x.version, ${withinReach(scope)} as "isWithin",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')
          as "organizationName"
      from watch_list x
     order by (select count(*) from app.organization_reach r where r.organization_id = x.organization_id
         and r.valid_from <= app.today() and app.today() < r.valid_to), x.name, x.id`
  return rows.map((one) => row.parse(one))
}

/** One list by its id; null when there is none. */
export async function findWatchList(tx: Tx, scope: Scope, listId: string): Promise<WatchListRow | null> {
  if (!isId(listId)) return null
  return (await listWatchLists(tx, scope)).find((one) => one.listId === listId) ?? null
}
