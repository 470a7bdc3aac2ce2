import type { IncomingMessage } from 'node:http'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Permission } from '@nq15/domain/access'
import type { Auth } from '@nq15/use-cases/access/auth'
import { readActor, type SignedIn } from '@nq15/use-cases/access/read-actor'
import { initTRPC, TRPCError } from '@trpc/server'

/** What a call carries: who makes it, by the session that monitor checked itself, and the id that joins its log lines. */
export type CallContext = {
  readonly db: Database
  readonly signedIn: SignedIn | null
  readonly requestId: string
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

const t = initTRPC.context<CallContext>().create({
  errorFormatter: ({ shape, error }) =>
    // What went wrong inside is for the log; the caller gets the id to ask with.
    error.code === 'INTERNAL_SERVER_ERROR'
      ? { ...shape, message: 'internal error', data: { ...shape.data, stack: undefined } }
      : shape,
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/**
 * The only beginning of a procedure: asks for a permission and hands the proof on. Without a session 401; while a password or
 * a second factor is owed, or without a role that gives the permission, 403. The bare procedure is not exported.
 */
export const permitted = (permission: Permission) =>
  t.procedure.use(({ ctx, next }) => {
    if (!ctx.signedIn) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'signed-out' })
    if (ctx.signedIn.owes) throw new TRPCError({ code: 'FORBIDDEN', message: `owes-${ctx.signedIn.owes}` })
    const scope = proveScope(ctx.signedIn.actor, permission)
    if (!scope) throw new TRPCError({ code: 'FORBIDDEN', message: 'not-permitted' })
    return next({ ctx: { ...ctx, scope } })
  })
