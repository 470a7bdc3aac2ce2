import type { IncomingMessage } from 'node:http'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Replica } from '@nq15/db/replica'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import { storageFault } from '@nq15/db/storage-fault'
import { inSpan, type OpenSpan } from '@nq15/db/trace'
import { type KeyPermission, keyPermissions, type Permission } from '@nq15/domain/access'
import type { Auth } from '@nq15/use-cases/access/auth'
import { RequestIdTakenError } from '@nq15/use-cases/access/once'
import type { KeyCaller } from '@nq15/use-cases/access/open-with-key'
import { readActor, type SignedIn } from '@nq15/use-cases/access/read-actor'
import { readKeyScope } from '@nq15/use-cases/access/read-key-scope'
import { initTRPC, TRPCError } from '@trpc/server'
import type { LiveEvents } from './events/live-events.ts'
import { databaseOf } from './replica-reads.ts'

/** What a call carries: who makes it, by the session that monitor checked itself, and the id that joins its log lines. */
export type CallContext = {
  readonly db: Database
  readonly signedIn: SignedIn | null
  /** Another system by its key, at the open service only. */
  readonly key?: KeyCaller
  readonly requestId: string
  /** What happens, for subscriptions; absent where nothing is followed. */
  readonly live?: LiveEvents
  /** A copy for reads that may be a little old; absent where there is none. */
  readonly replica?: Replica | null
  /** Told until when the figures of an answer were written, where they come from the copy. */
  readonly onReplicaRead?: (asOf: Date) => void
}

/** What a procedure says of itself. */
export type ProcedureMeta = {
  /** One sentence for the description of the open service; without it a key never gets in. */
  readonly open?: string
  /** The right that it asks for, set by the beginning of the procedure. */
  readonly permission?: Permission
}

/** A lawful refusal of a use case: its code and findings go to the caller as they are. */
export class RefusedCall extends TRPCError {
  readonly refusal: { readonly code: string }
  constructor(refusal: { readonly code: string }) {
    const code =
      refusal.code === 'NOT_FOUND'
        ? 'NOT_FOUND'
        : refusal.code === 'CHANGED_MEANWHILE' || refusal.code === 'request-id-taken'
          ? 'CONFLICT'
          : 'UNPROCESSABLE_CONTENT'
    super({ code, message: refusal.code })
    this.refusal = refusal
  }
}

/** The value of a result, or its refusal as an answer of the service. */
export function accepted<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly refusal: { readonly code: string } },
): Value {
  if (!result.ok) throw new RefusedCall(result.refusal)
  return result.value
}

/** What was asked for, or 404: outside one's scope and not there look the same. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new RefusedCall({ code: 'NOT_FOUND' })
  return value
}

/** Reads the caller from the session cookie that the web hands on. Nothing is believed because the web says so. */
export async function readCall(auth: Auth, request: IncomingMessage): Promise<CallContext> {
  const requestId = requestIdOf(request)
  const headers = new Headers({ cookie: request.headers.cookie ?? '' })
  return { db: auth.db, signedIn: await readActor(auth, headers, { requestId, slide: false }), requestId }
}

/** The caller's request id when it is one, else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(given) ? given : newId()
}

const t = initTRPC
  .context<CallContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error }) =>
      // What went wrong inside is for the log; the caller gets the id to ask with.
      error.code === 'INTERNAL_SERVER_ERROR'
        ? { ...shape, message: 'internal error', data: { ...shape.data, stack: undefined, refusal: null } }
        : {
            ...shape,
            // Zod's text quotes what was sent; the path and code of each fault are enough.
            message: error.code === 'BAD_REQUEST' ? 'bad-input' : shape.message,
            data: { ...shape.data, stack: undefined, refusal: error instanceof RefusedCall ? error.refusal : null },
          },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, maxDurationMs: 30 * 60_000 },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** A database that does not take work, a disk without room and a wrong clock are 503 and no mistake of ours; every other fault is thrown as it is. */
export function refuseUnkept(error: unknown): never {
  const fault = storageFault(error)
  if (fault === null) throw error
  throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: `storage-${fault}`, cause: error })
}

/** An id that was used for another act is the caller's fault, and said as one; storage that is away or full is nobody's. */
const asking = t.procedure.use(({ path, type, next }) =>
  inSpan(`${type} ${path}`, { 'nq15.procedure': path, 'nq15.procedure.kind': type }, async (span) => {
    const result = await next()
    if (span) tellEnd(span, result.ok ? null : result.error)
    if (!result.ok && result.error.cause instanceof RequestIdTakenError)
      throw new RefusedCall({ code: 'request-id-taken' })
    if (!result.ok && storageFault(result.error.cause) !== null) refuseUnkept(result.error.cause)
    return result
  }),
)

/** How a call ended, for a trace: codes only. */
function tellEnd(span: OpenSpan, error: TRPCError | null): void {
  span.note({ 'nq15.outcome': error?.code ?? 'OK' })
  if (error instanceof RefusedCall) span.note({ 'nq15.refusal': error.refusal.code })
  if (error?.code === 'INTERNAL_SERVER_ERROR') span.fail()
}

/**
 * The only beginning of a procedure: asks for a permission and hands the proof on. Without a session 401; while a password or
 * a second factor is owed, or without a role that gives the permission, 403. A key gets in where the procedure is open to
 * keys, it was given the permission, and its maker still holds it. The bare procedure is not exported.
 */
export const permitted = (permission: Permission, meta: ProcedureMeta = {}) =>
  asking.meta({ ...meta, permission }).use(async ({ ctx, path, next }) => {
    const db = databaseOf(path, { db: ctx.db, replica: ctx.replica, onRead: ctx.onReplicaRead })
    if (ctx.key) {
      const scope = meta.open === undefined ? null : await scopeOfKey(ctx.db, ctx.key, permission)
      if (!scope) throw new TRPCError({ code: 'FORBIDDEN', message: 'not-permitted' })
      return next({ ctx: { ...ctx, db, scope } })
    }
    if (!ctx.signedIn) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'signed-out' })
    if (ctx.signedIn.owes) throw new TRPCError({ code: 'FORBIDDEN', message: `owes-${ctx.signedIn.owes}` })
    const scope = proveScope(ctx.signedIn.actor, permission)
    if (!scope) throw new TRPCError({ code: 'FORBIDDEN', message: 'not-permitted' })
    return next({ ctx: { ...ctx, db, scope } })
  })

async function scopeOfKey(db: Database, key: KeyCaller, permission: Permission): Promise<Scope | null> {
  const isGiven =
    (keyPermissions as readonly Permission[]).includes(permission) &&
    key.permissions.includes(permission as KeyPermission)
  const [own, maker] = [proveScope(key.actor, permission), proveScope(key.maker, permission)]
  return isGiven && own && maker ? readKeyScope(db, { own, maker, organizationId: key.organizationId }) : null
}

/** Beginning of a procedure of an inspection: the person's proofs, and the hand that writes on his word. */
export const inspecting = (permission: Permission) =>
  permitted(permission).use(({ ctx, next }) => {
    const { actor } = ctx.scope
    const service = serviceActor('inspection', { requestId: actor.requestId, onBehalfOf: actor.userId })
    const hand = proveScope(service, 'inspection:decide')
    if (!hand) throw new Error('the hand of inspections lacks inspection:decide')
    const prove = (wanted: Permission) => proveScope(actor, wanted)
    return next({ ctx: { ...ctx, acting: { prove, hand } } })
  })

/** Beginning of a procedure of complex cases: the person's proofs, and the hand that writes on his word. */
export const following = (permission: Permission) =>
  permitted(permission).use(({ ctx, next }) => {
    const { actor } = ctx.scope
    const service = serviceActor('incidents', { requestId: actor.requestId, onBehalfOf: actor.userId })
    const hand = proveScope(service, 'case:decide')
    if (!hand) throw new Error('the hand of complex cases lacks case:decide')
    const prove = (wanted: Permission) => proveScope(actor, wanted)
    return next({ ctx: { ...ctx, acting: { prove, hand } } })
  })

/** Beginning of a procedure that changes the watch list: the person's proofs, and the hand that writes on his word. */
export const watching = (permission: Permission) =>
  permitted(permission).use(({ ctx, next }) => {
    const { actor } = ctx.scope
    const service = serviceActor('watch', { requestId: actor.requestId, onBehalfOf: actor.userId })
    const hand = proveScope(service, 'watch:decide')
    if (!hand) throw new Error('the hand of the watch list lacks watch:decide')
    const prove = (wanted: Permission) => proveScope(actor, wanted)
    return next({ ctx: { ...ctx, acting: { prove, hand } } })
  })
