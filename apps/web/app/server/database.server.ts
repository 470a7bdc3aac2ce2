import { connect, type Database } from '@nq15/db/client'
import { readServerClock } from '@nq15/db/operations/server-clock.read'
import { openReplica, type Replica } from '@nq15/db/replica'
import { type Auth, createAuth } from '@nq15/use-cases/access/auth'
import { type ClockWatch, watchClock } from '@nq15/use-cases/operations/watch-clock'
import { webEnv } from '../env.server.ts'
import { addReadinessCheck, onClose } from './lifecycle.server.ts'

/** `replica` is null where every read goes to the primary. */
type Resources = {
  readonly db: Database
  readonly auth: Auth
  readonly replica: Replica | null
  readonly clock: ClockWatch
}

let resources: Resources | undefined

/** The database and the sign-in of this process, connected at the first call and closed at shutdown. */
export function appResources(): Resources {
  if (resources) return resources
  const env = webEnv()
  // A server gives a hundred connections, and all the web processes together take no more than twenty to thirty of them.
  const db = connect({ url: env.databaseUrl, poolSize: Math.max(7, Math.ceil(20 / env.processes)) })
  const auth = createAuth(db, { secret: env.secret, publicUrl: env.publicUrl, signIn: env.signIn })
  addReadinessCheck({ name: 'database', check: () => db.isReady() })
  const clock = watchClock(() => readServerClock(db))
  addReadinessCheck({ name: 'clock', check: () => clock.isRight() })
  onClose(() => db.close())
  const replica = env.replica ? openReplica(db, env.replica) : null
  if (replica) onClose(() => replica.close())
  resources = { db, auth, replica, clock }
  return resources
}
