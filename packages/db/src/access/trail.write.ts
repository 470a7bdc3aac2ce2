import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** On whose word a step of the sign-in happens; the database's triggers and `app.audit` read it. */
export type TrailEntry = {
  /** The account, once it is known. */
  readonly userId: string | null
  readonly requestId: string
  readonly onBehalfOf?: string
}

/** One row of the trail: what happened to which record; never a password, a name or a content. */
export type TrailRow = {
  readonly action: string
  readonly recordTable: string
  readonly recordId: string | null
  readonly organizationId?: string | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Tells the trail who acts in this transaction of the sign-in, which has no actor of its own. */
export async function enterTrail(tx: Tx, { userId, requestId, onBehalfOf = '' }: TrailEntry): Promise<void> {
  await tx.$queryRaw`select set_config('app.user_id', ${userId ?? ''}, true),
    set_config('app.request_id', ${requestId}, true), set_config('app.on_behalf_of', ${onBehalfOf}, true)`
}

/** Writes one row of the trail in this transaction, under the entered actor. */
export async function writeTrail(tx: Tx, row: TrailRow): Promise<void> {
  const { action, recordTable, recordId, organizationId = null, detail = {} } = row
  await tx.$executeRaw`select app.audit(${action}, ${recordTable}, ${recordId}::uuid, ${organizationId}::uuid,
    ${JSON.stringify(detail)}::jsonb)`
}

/**
 * Opens a transaction of the sign-in for the keeping of accounts: the trail learns who acts, and the database is asked
 * again whether he may (his session or his role may have ended since the proof). Throws when not.
 */
export async function enterAccountKeeping(tx: Tx, scope: Scope): Promise<void> {
  const { kind, key, userId, requestId, onBehalfOf } = scope.actor
  const [answer] = await tx.$queryRaw<{ accounts: boolean | null }[]>`
    select (app.scope_of(${kind}, ${key}::uuid)).accounts`
  if (scope.permission !== 'account:admin' || !answer?.accounts) throw new Error('this actor keeps no accounts')
  await enterTrail(tx, { userId, requestId, onBehalfOf })
}

/**
 * Opens a transaction of the sign-in for what an account does with its own grants: the database is asked again whether the
 * actor's session or service is still alive. Throws when not.
 */
export async function enterOwnAccount(tx: Tx, scope: Scope): Promise<void> {
  const { kind, key, userId, requestId, onBehalfOf } = scope.actor
  const [answer] = await tx.$queryRaw<{ user_id: string | null }[]>`
    select (app.scope_of(${kind}, ${key}::uuid)).user_id::text as user_id`
  if (answer?.user_id !== userId) throw new Error('this actor is no longer signed in')
  await enterTrail(tx, { userId, requestId, onBehalfOf })
}
