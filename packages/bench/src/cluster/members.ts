import { addressOf, type Machine } from './network.ts'

/** A node of the database as Patroni tells it. */
export type Member = {
  readonly name: string
  readonly role: string
  readonly state: string
  readonly lag?: number | string
}

/** The nodes that answer, asked at any of them. */
export async function listMembers(): Promise<readonly Member[]> {
  for (const node of ['db1', 'db2', 'db3'] as const) {
    const told = await fetch(`http://${addressOf(node)}:8008/cluster`, { signal: AbortSignal.timeout(2_000) })
      .then((answer) => answer.json() as Promise<{ members: Member[] }>)
      .catch(() => null)
    if (told) return told.members
  }
  return []
}

/** Who is primary, and who stands by so that nothing acknowledged can be lost with the primary. */
export function rolesOf(members: readonly Member[]) {
  const named = (role: string) => members.find((one) => one.role === role && one.state !== 'stopped')?.name ?? null
  return {
    primary: named('leader') as Machine | null,
    standby: named('sync_standby') as Machine | null,
    replicas: members.filter(({ role }) => role !== 'leader').length,
    // Patroni 3.0 calls a replica that follows 'running'; later versions 'streaming'.
    following: members.filter(
      ({ role, state, lag }) => role !== 'leader' && ['running', 'streaming'].includes(state) && lag === 0,
    ).length,
  }
}
