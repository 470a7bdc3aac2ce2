import type { DatedGrant } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps two grants of one account apart in time, so that each is checked against the other. */
export async function lockAccount(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`select 1 from access_account where user_id = ${userId}::uuid for update`
}

/** The same for several accounts, always in one order, so that two imports do not wait for each other. */
export async function lockAccounts(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    select 1 from access_account where user_id = any (${[...userIds]}::uuid[]) order by user_id for update`
}

/** Stores a grant; who gave it is the actor of the scope. Answers its id. */
export async function insertGrant(
  tx: Tx,
  scope: Scope,
  grant: DatedGrant & {
    readonly userId: string
    readonly reason: string | null
    /** The grant it is passed on from, for an absence. */
    readonly delegatedFrom?: string
  },
): Promise<string> {
  const id = newId()
  const { validFrom, validTo, ...rest } = grant
  await tx.accessGrant.createMany({
    data: [{ id, ...rest, validFrom: dateOf(validFrom), validTo: dateOf(validTo), grantedBy: scope.actor.userId }],
  })
  return id
}

/** Stores grants of an import in one statement; who gave them is the actor of the scope. */
export async function insertGrants(
  tx: Tx,
  scope: Scope,
  grants: readonly (DatedGrant & { readonly userId: string; readonly reason: string | null })[],
): Promise<void> {
  const rows = grants.map((grant) => ({ ...grant, id: newId() }))
  for (let at = 0; at < rows.length; at += 5_000) {
    await tx.$executeRaw`
      insert into access_grant (id, user_id, role, organization_id, valid_from, valid_to, reason, granted_by)
      select id, "userId", role, "organizationId", "validFrom", "validTo", reason, ${scope.actor.userId}::uuid
        from json_to_recordset(${JSON.stringify(rows.slice(at, at + 5_000))}::json) as r(id uuid, "userId" uuid, role text,
          "organizationId" uuid, "validFrom" date, "validTo" date, reason text)`
  }
}

type Ending = { readonly day: LegalDay; readonly reason?: string | null }

/**
 * Ends a grant: `day` is the first day without it; one that has not begun by then loses all its days, and what was delegated
 * from it ends too. False when there is no such grant or it has ended already.
 */
export async function endGrantOn(tx: Tx, scope: Scope, id: string, { day, reason = null }: Ending): Promise<boolean> {
  const count = await tx.$executeRaw`
    update access_grant set valid_to = greatest(valid_from, ${day}::date), ended_by = ${scope.actor.userId}::uuid,
        ended_at = clock_timestamp(), end_reason = ${reason}
     where id = ${id}::uuid and valid_to > greatest(valid_from, ${day}::date)`
  return count > 0
}

/** Ends every grant of an account that lasts beyond a day; answers how many. */
export async function endGrantsOf(
  tx: Tx,
  scope: Scope,
  userId: string,
  { day, reason = null }: Ending,
): Promise<number> {
  return tx.$executeRaw`
    update access_grant set valid_to = greatest(valid_from, ${day}::date), ended_by = ${scope.actor.userId}::uuid,
        ended_at = clock_timestamp(), end_reason = ${reason}
     where user_id = ${userId}::uuid and valid_to > greatest(valid_from, ${day}::date)`
}
