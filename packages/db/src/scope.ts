import type { Grant, Permission } from '@nq15/domain/access'

declare const proven: unique symbol

/** Who acts: an account by its session or by its running job, or a service of the product (command, clock), with the grants in force today. */
export type Actor = {
  readonly kind: 'session' | 'service' | 'run' | 'key'
  /** Id of the session, of the service, of the running job or of another system's key; the database checks it again when a transaction enters. */
  readonly key: string
  readonly userId: string
  readonly name: string
  readonly memberId: string | null
  readonly grants: readonly Grant[]
  /** Joins log lines, audit rows and the request of one act. */
  readonly requestId: string
  /** The account on whose word a service acts, else empty. */
  readonly onBehalfOf: string
}

/**
 * The proof that an actor holds a permission, and over which organizations (with everything below them). Every storage
 * function asks for one, so a query without authorization does not compile. Only the gates can make it.
 */
export type Scope = {
  readonly actor: Actor
  readonly permission: Permission
  /** Granted organizations; `everything` is kept for services. */
  readonly organizationIds: readonly string[] | 'everything'
  readonly [proven]: true
}
