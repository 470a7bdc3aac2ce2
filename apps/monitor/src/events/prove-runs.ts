import { readStanding } from '@nq15/db/access/account.read'
import type { Database } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { type ServiceName, serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import type { PersonJob } from '@nq15/use-cases/events/define-job'
import type { BegunRun } from '@nq15/use-cases/events/perform-run'

/** The proof of a service for a permission; throws when it has none, which is a fault of the job's declaration. */
export function serviceScope(service: ServiceName, permission: Permission): Scope {
  const scope = proveScope(serviceActor(service), permission)
  if (!scope) throw new Error(`${service} lacks ${permission}`)
  return scope
}

/** The proof of who asked for a run, with the rights he has today; null when he lost them, or the account is closed. */
export async function proveRun(db: Database, run: BegunRun, job: PersonJob): Promise<Scope | null> {
  const standing = await db.asSignIn((tx) => readStanding(tx, run.userId))
  if (!standing || standing.disabled || standing.mustChangePassword) return null
  const { userId, displayName: name, memberId, grants } = standing
  const actor = { kind: 'run', key: run.id, userId, name, memberId, grants, requestId: run.id, onBehalfOf: '' } as const
  return proveScope(actor, job.permission)
}
