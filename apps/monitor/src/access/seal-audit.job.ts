import type { Database } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import { forgetEndedSessions } from '@nq15/use-cases/access/forget-ended-sessions'
import { type Sealed, sealAudit } from '@nq15/use-cases/access/seal-audit'
import { type Repeated, runEvery } from '../run-every.ts'

/** Half of the minute that the architecture promises, so that one failed round still keeps it. */
export const sealEveryMs = 30_000

const forgetEveryMs = 3_600_000

type Job = {
  readonly db: Database
  readonly onSealed: (sealed: Sealed) => void
  readonly onError: (error: unknown) => void
}

/** Seals the trail from now on: the first round looks at all of it, and stopping seals what is left. */
export function startSealing({ db, onSealed, onError }: Job): Repeated {
  const scope = sealerScope()
  let everything = true
  const repeated = runEvery({
    everyMs: sealEveryMs,
    onError,
    work: async (signal) => {
      onSealed(await sealAudit(db, scope, { now: () => new Date(), everything, signal }))
      everything = false
    },
  })
  return {
    stop: async () => {
      await repeated.stop()
      await sealAudit(db, scope, { now: () => new Date() }).then(onSealed, onError)
    },
  }
}

/** Removes what ended sessions left behind, once an hour. */
export const startForgetting = (db: Database, onError: (error: unknown) => void): Repeated =>
  runEvery({
    everyMs: forgetEveryMs,
    onError,
    work: async () => {
      await forgetEndedSessions(db, new Date())
    },
  })

function sealerScope(): Scope {
  const scope = proveScope(serviceActor('sealer'), 'audit:seal')
  if (!scope) throw new Error('the sealer may not seal')
  return scope
}
