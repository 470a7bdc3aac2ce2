import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { type Permission, permissions } from '@nq15/domain/access'
import { readActor, type SignedIn } from '@nq15/use-cases/access/read-actor'
import { recordOpenedPage } from '@nq15/use-cases/access/record-opened-page'
import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { appResources } from './database.server.ts'
import './request-context.server.ts'

/** What a loader or action is called with. */
export type RequestArgs = { readonly request: Request; readonly context: AppLoadContext }

// The loaders of one page run together and share the context of their request: the session is read once for all.
const known = new WeakMap<AppLoadContext, Promise<SignedIn | null>>()

/** Who is signed in, or null; slides the idle limit on. */
export function findSignedIn({ request, context }: RequestArgs): Promise<SignedIn | null> {
  const found = known.get(context) ?? readSignedIn({ request, context })
  known.set(context, found)
  return found
}

async function readSignedIn({ request, context }: RequestArgs): Promise<SignedIn | null> {
  const signedIn = await readActor(appResources().auth, request.headers, { requestId: context.requestId })
  if (signedIn) {
    context.setCookies(signedIn.setCookie)
    const scope = proveScope(signedIn.actor, 'organization:read')
    if (scope) await recordOpenedPage(appResources().db, scope, new URL(request.url).pathname)
  }
  return signedIn
}

/** Who is signed in and owes nothing; everybody else is sent to sign in, or to what he owes first. */
export async function requireSignedIn(args: RequestArgs): Promise<SignedIn> {
  const signedIn = await findSignedIn(args)
  if (!signedIn) throw redirect(`/sign-in?next=${encodeURIComponent(placeOf(args.request))}`)
  if (signedIn.owes === 'new-password') throw redirect('/account/first-password')
  if (signedIn.owes === 'second-factor') throw redirect('/account/second-factor')
  return signedIn
}

export type Gate = { readonly person: SignedIn; readonly scope: Scope }

/** The gate of every page and action: a signed-in person with the permission, else 403. Never trusts the page that asks. */
export async function requirePermission(args: RequestArgs, permission: Permission): Promise<Gate> {
  const person = await requireSignedIn(args)
  const scope = proveScope(person.actor, permission)
  if (!scope) throw data(null, { status: 403 })
  return { person, scope }
}

/** The first of several permissions that the person holds, for pages that different roles use differently; else 403. */
export async function requireAnyPermission(args: RequestArgs, permissions: readonly Permission[]): Promise<Gate> {
  const person = await requireSignedIn(args)
  for (const permission of permissions) {
    const scope = proveScope(person.actor, permission)
    if (scope) return { person, scope }
  }
  throw data(null, { status: 403 })
}

/** Any proof the person holds, for what every signed-in reader may know (the directory, campaigns); null without a grant. */
export function anyScope({ actor }: SignedIn): Scope | null {
  for (const permission of permissions) {
    const scope = proveScope(actor, permission)
    if (scope) return scope
  }
  return null
}

/** A person's proof of a permission, or null: for what a page offers only to some. */
export const findScope = (person: SignedIn, permission: Permission): Scope | null =>
  proveScope(person.actor, permission)

/** Where to come back to after signing in: only pages of this site, and only reading ones. */
function placeOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return request.method === 'GET' ? `${pathname}${search}` : '/'
}

/** The page to open after signing in: a path of this site, or the start page. */
export function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}
