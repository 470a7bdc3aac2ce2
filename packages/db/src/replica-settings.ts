import type { ReplicaSettings } from './replica.ts'

/** Settings of the replica, or each bad one by its name and rule, never its value. */
export type ReadReplica =
  | { readonly ok: true; readonly value: ReplicaSettings | null }
  | { readonly ok: false; readonly faults: readonly { readonly name: string; readonly message: string }[] }

/**
 * Reads `DATABASE_REPLICA_URL` and `NQ15_REPLICA_MOST_BEHIND` (seconds, 1 to 600, else 30). The replica is read with the very login that
 * serves at the primary, whose lack of rights was proved there; null: every read goes to the primary.
 */
export function readReplicaSettings(given: Readonly<Record<string, string | undefined>>): ReadReplica {
  const { DATABASE_URL: primary, DATABASE_REPLICA_URL: url, NQ15_REPLICA_MOST_BEHIND: typed } = given
  const faults: { name: string; message: string }[] = []
  const seconds = typed ? Number(typed) : 30
  if (typed && !(/^\d{1,3}$/u.test(typed) && seconds >= 1 && seconds <= 600))
    faults.push({ name: 'NQ15_REPLICA_MOST_BEHIND', message: 'must be whole seconds from 1 to 600' })
  if (url && !/^postgres(ql)?:\/\//u.test(url))
    faults.push({ name: 'DATABASE_REPLICA_URL', message: 'must start with postgresql://' })
  else if (url && primary && loginOf(url) !== loginOf(primary))
    faults.push({ name: 'DATABASE_REPLICA_URL', message: 'must name the same login as DATABASE_URL' })
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: url ? { url, mostBehindMs: seconds * 1_000 } : null }
}

/** The address of a replica with the login of another address, for a login that was made and not given. */
export function withLoginOf(url: string, served: string): string {
  const { username, password } = new URL(served)
  return Object.assign(new URL(url), { username, password }).href
}

const loginOf = (url: string) => (URL.canParse(url) ? new URL(url).username : null)
