import type { Tx } from '../client.ts'

/** The account of a username that may sign in, or null; asked as the sign-in, which alone knows usernames. */
export async function findAccountId(tx: Tx, username: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select a.user_id as id from access_account a join auth."user" u on u.id = a.user_id
     where u.username = lower(${username}) and a.disabled_at is null`
  return rows[0]?.id ?? null
}
