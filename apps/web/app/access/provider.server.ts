import { beginProviderSignIn } from '@nq15/use-cases/access/begin-provider-sign-in'
import { finishProviderSignIn } from '@nq15/use-cases/access/finish-provider-sign-in'
import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { safeNext } from '../server/session.server.ts'

/** Sends the browser to the organization's provider; back to the sign-in with a sentence when that does not answer. */
export async function providerLoader({ request, context }: LoaderFunctionArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next'))
  const begun = await beginProviderSignIn(appResources().auth, { next })
  if (!begun.ok) throw redirect(`/sign-in?fault=${begun.refusal.code}&next=${encodeURIComponent(next)}`)
  context.setCookies(begun.value.setCookie)
  throw redirect(begun.value.url)
}

const statusOf = {
  'provider-off': 404,
  'provider-unreachable': 503,
  'provider-denied': 403,
  'provider-answer': 400,
  'sign-in-state': 400,
  'identity-unknown': 403,
} as const

/** Where the provider sends the browser back to: on to the page that was asked for, or a page that says what is wrong. */
export async function providerCallbackLoader({ request, context }: LoaderFunctionArgs) {
  const { auth } = appResources()
  const visit = { headers: request.headers, address: context.address, requestId: context.requestId }
  const step = await finishProviderSignIn(auth, { ...visit, search: new URL(request.url).search })
  if (!step.ok) {
    const { code } = step.refusal
    const subject = step.refusal.code === 'identity-unknown' ? step.refusal.subject : null
    const label = auth.provider?.settings.label ?? ''
    return data({ fault: code, subject, label, onlyProvider: auth.onlyProvider }, { status: statusOf[code] })
  }
  context.setCookies(step.value.setCookie)
  const page = safeNext(step.value.page)
  throw redirect(step.value.next === 'done' ? page : `/sign-in/code?next=${encodeURIComponent(page)}`)
}
