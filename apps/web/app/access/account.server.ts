import { changePassword } from '@nq15/use-cases/access/change-password'
import { confirmSecondFactor } from '@nq15/use-cases/access/confirm-second-factor'
import { enrolSecondFactor } from '@nq15/use-cases/access/enrol-second-factor'
import { readOwnIdentity } from '@nq15/use-cases/access/link-identity'
import { listSessions, revokeOtherSessions, revokeSession } from '@nq15/use-cases/access/own-sessions'
import { signOut } from '@nq15/use-cases/access/sign-out'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findSignedIn, type RequestArgs, requireSignedIn } from '../server/session.server.ts'
import { accessSentence } from './sentence.server.ts'

/** Signed in, whatever is still owed: these pages are where it is paid. */
async function requireSession(args: RequestArgs) {
  const person = await findSignedIn(args)
  if (!person) throw redirect('/sign-in')
  return person
}

const visitOf = ({ request, context }: RequestArgs) => ({
  headers: request.headers,
  address: context.address,
  requestId: context.requestId,
})

/** The account's own facts, for its page and for what is owed. */
export async function accountLoader(args: LoaderFunctionArgs) {
  const { account, owes, method } = await requireSession(args)
  const { username, displayName, hasSecondFactor, isDemo, userId } = account
  const { db, auth } = appResources()
  const settings = auth.provider?.settings
  const identity = settings ? await readOwnIdentity(db, { userId, issuer: settings.issuer }) : null
  return {
    username,
    displayName,
    hasSecondFactor,
    isDemo,
    owes,
    emergency: method === 'emergency',
    provider: settings ? { label: settings.label, linkedAt: identity?.linkedAt ?? null } : null,
    passkeys: auth.passkeys !== null,
  }
}

const passwordForm = z.object({ current: z.string().max(512), next: z.string().max(512), again: z.string().max(512) })

/** Changes one's own password; the first one must be changed before anything else. */
export async function passwordAction(args: ActionFunctionArgs) {
  const { request } = args
  const { owes } = await requireSession(args)
  const form = passwordForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return data({ field: 'next', refused: '' }, { status: 422 })
  const { current, next, again } = form.data
  if (next !== again) return data({ field: 'again', refused: null }, { status: 422 })
  const changed = await changePassword(appResources().auth, { ...visitOf(args), current, next })
  if (!changed.ok) {
    const field = changed.refusal.code === 'wrong-password' ? 'current' : 'next'
    return data({ field, refused: accessSentence(request, changed.refusal) }, { status: 422 })
  }
  throw redirect(owes === 'new-password' ? '/' : '/account?changed=password')
}

/** The page that begins or confirms the second factor. */
export async function secondFactorLoader(args: LoaderFunctionArgs) {
  const { account, owes } = await requireSession(args)
  return { hasSecondFactor: account.hasSecondFactor, owes }
}

const secondFactorForm = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), password: z.string().max(512) }),
  z.object({ step: z.literal('confirm'), code: z.string().max(64) }),
])

/** Begins the second factor (the secret is shown once, drawn here and sent nowhere) or confirms it by a first code. */
export async function secondFactorAction(args: ActionFunctionArgs) {
  const { request, context } = args
  await requireSession(args)
  const form = secondFactorForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return data({ step: 'begin' as const, refused: '', enrolment: null }, { status: 422 })
  const { auth } = appResources()
  if (form.data.step === 'begin') {
    const begun = await enrolSecondFactor(auth, { ...visitOf(args), password: form.data.password })
    if (!begun.ok) {
      return data(
        { step: 'begin' as const, refused: accessSentence(request, begun.refusal), enrolment: null },
        { status: 422 },
      )
    }
    const { uri, secret, recoveryCodes } = begun.value
    return data({
      step: 'confirm' as const,
      refused: null,
      enrolment: { drawing: renderSVG(uri, { border: 2 }), secret, recoveryCodes },
    })
  }
  const confirmed = await confirmSecondFactor(auth, { ...visitOf(args), code: form.data.code })
  if (!confirmed.ok) {
    return data(
      { step: 'confirm' as const, refused: accessSentence(request, confirmed.refusal), enrolment: null },
      { status: 422 },
    )
  }
  context.setCookies(confirmed.value.setCookie)
  throw redirect('/account?changed=second-factor')
}

/** Where the account is signed in. */
export async function sessionsLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  return { sessions: await listSessions(appResources().auth, person) }
}

const sessionsForm = z.object({ session: z.string().max(64) })

/** Ends one other session, or all others. */
export async function sessionsAction(args: ActionFunctionArgs) {
  const person = await requireSignedIn(args)
  const { auth } = appResources()
  const form = sessionsForm.safeParse(Object.fromEntries(await args.request.formData()))
  if (!form.success)
    return data({ refused: accessSentence(args.request, { code: 'unknown-session' }) }, { status: 422 })
  if (form.data.session === 'others') {
    await revokeOtherSessions(auth, person)
    return data({ refused: null })
  }
  const ended = await revokeSession(auth, person, form.data.session)
  return ended.ok
    ? data({ refused: null })
    : data({ refused: accessSentence(args.request, ended.refusal) }, { status: 404 })
}

/** Signs out, clears the browser's cookies and goes on to the provider's own end where the sign-in was there. */
export async function signOutAction({ request, context }: ActionFunctionArgs) {
  const { auth } = appResources()
  const { setCookie, providerUrl } = await signOut(auth, { headers: request.headers, requestId: context.requestId })
  context.setCookies(setCookie)
  if (!providerUrl) throw redirect('/sign-in?out=1')
  // Our forms may not lead off this site, not even by a redirect; a page that goes on by itself may.
  if (request.headers.get('sec-fetch-dest') === 'document') {
    return new Response('', { headers: { Refresh: `0; url=${providerUrl}` } })
  }
  throw redirect(providerUrl)
}
