import { signIn } from '@nq15/use-cases/access/sign-in'
import { verifySecondFactor } from '@nq15/use-cases/access/verify-second-factor'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { findSignedIn, safeNext } from '../server/session.server.ts'
import { accessSentence } from './sentence.server.ts'

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'))

/** Whoever is signed in already goes on; everybody else sees the form. */
export async function signInLoader(args: LoaderFunctionArgs) {
  if (await findSignedIn(args)) throw redirect(nextOf(args.request))
  const { searchParams } = new URL(args.request.url)
  const { provider, onlyProvider, passkeys } = appResources().auth
  return {
    demo: webEnv().demo,
    provider: provider?.settings.label ?? null,
    /** Where the provider alone signs in, the form is for emergency accounts and stands apart. */
    form: !onlyProvider || searchParams.has('emergency'),
    emergency: onlyProvider && searchParams.has('emergency'),
    passkeys: passkeys !== null,
    unreachable: searchParams.get('fault') === 'provider-unreachable',
  }
}

const signInForm = z.object({ username: z.string().max(200), password: z.string().max(512) })

/** Tries a name and a password; the answer never says which of the two was wrong. */
export async function signInAction({ request, context }: ActionFunctionArgs) {
  const form = signInForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return data({ refused: accessSentence(request, { code: 'wrong-credentials' }) }, { status: 422 })
  const { address, requestId } = context
  const step = await signIn(appResources().auth, { headers: request.headers, address, requestId, ...form.data })
  if (!step.ok) return refusedAnswer(request, step.refusal)
  context.setCookies(step.value.setCookie)
  const next = nextOf(request)
  throw redirect(step.value.next === 'done' ? next : `/sign-in/code?next=${encodeURIComponent(next)}`)
}

const codeForm = z.object({ kind: z.enum(['totp', 'recovery']), code: z.string().max(64) })

/** The second step: a code of the authenticator, or one recovery code. */
export async function codeAction({ request, context }: ActionFunctionArgs) {
  const form = codeForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return data({ refused: accessSentence(request, { code: 'wrong-code' }) }, { status: 422 })
  const { address, requestId } = context
  const visit = { headers: request.headers, address, requestId, ...form.data }
  const step = await verifySecondFactor(appResources().auth, visit)
  if (!step.ok) {
    if (step.refusal.code === 'challenge-expired') throw redirect('/sign-in?expired=1')
    return refusedAnswer(request, step.refusal)
  }
  context.setCookies(step.value.setCookie)
  throw redirect(nextOf(request))
}

type Refusal = Parameters<typeof accessSentence>[1] & { readonly retryAfterSeconds?: number }

function refusedAnswer(request: Request, refusal: Refusal) {
  const late = refusal.retryAfterSeconds
  const headers: HeadersInit = late === undefined ? {} : { 'Retry-After': String(late) }
  return data({ refused: accessSentence(request, refusal) }, { status: late === undefined ? 401 : 429, headers })
}
