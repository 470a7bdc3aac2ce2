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

/** Stores a grant; who gave it is the actor of the scope. Answers its id. */
export async function insertGrant(
  tx: Tx,
  scope: Scope,
  grant: DatedGrant & { readonly userId: string; readonly reason: string | null },
): Promise<string> {
  const id = newId()
  const { validFrom, validTo, ...rest } = grant
  await tx.accessGrant.createMany({
    data: [{ id, ...rest, validFrom: dateOf(validFrom), validTo: dateOf(validTo), grantedBy: scope.actor.userId }],
  })
  return id
}

/**
 * Ends a grant: `day` is the first day without it; one that has not begun by then loses all its days. False when there is
 * no such grant or it has ended already.
 */
export async function endGrantOn(tx: Tx, _scope: Scope, id: string, day: LegalDay): Promise<boolean> {
  const count = await tx.$executeRaw`
    update access_grant set valid_to = greatest(valid_from, ${day}::date)
     where id = ${id}::uuid and valid_to > greatest(valid_from, ${day}::date)`
  return count > 0
}
