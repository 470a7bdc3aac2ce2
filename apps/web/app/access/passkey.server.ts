import { beginPasskey, finishPasskey } from '@nq15/use-cases/access/enrol-passkey'
import { listOwnPasskeys, removePasskey } from '@nq15/use-cases/access/own-passkeys'
import { beginPasskeySignIn, signInWithPasskey } from '@nq15/use-cases/access/sign-in-with-passkey'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { type RequestArgs, requireSignedIn, safeNext } from '../server/session.server.ts'
import { accessSentence } from './sentence.server.ts'

const visitOf = ({ request, context }: RequestArgs) => ({
  headers: request.headers,
  address: context.address,
  requestId: context.requestId,
})

/** What the page's script gets: what it goes on with, or a sentence. */
const refused = (request: Request, refusal: Parameters<typeof accessSentence>[1], status: number) =>
  Response.json({ refused: accessSentence(request, refusal) }, { status })

const optional = z.string().max(3_000).optional()
// The parts of an answer that are read; what they say is checked by their signature.
const answerField = <Response extends z.ZodType>(response: Response) =>
  z
    .string()
    .max(20_000)
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        ctx.addIssue('no JSON')
        return z.NEVER
      }
    })
    .pipe(
      z.object({
        id: z.string().max(1_400),
        rawId: z.string().max(1_400),
        type: z.literal('public-key'),
        response,
        clientExtensionResults: z.object({}),
      }),
    )
const encoded = z.string().max(16_000)
const signInForm = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin') }),
  z.object({
    step: z.literal('finish'),
    next: optional,
    answer: answerField(
      z.object({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded, userHandle: optional }),
    ),
  }),
])

/** Both halves of a sign-in with a passkey, asked for by the script of the sign-in page. */
export async function passkeySignInAction(args: ActionFunctionArgs) {
  const { request, context } = args
  const { auth } = appResources()
  const form = signInForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return refused(request, { code: 'passkey-refused' }, 422)
  if (form.data.step === 'begin') {
    const begun = await beginPasskeySignIn(auth)
    if (!begun.ok) return refused(request, begun.refusal, 404)
    context.setCookies(begun.value.setCookie)
    return Response.json({ options: begun.value.options })
  }
  const { userHandle, ...response } = form.data.answer.response
  const answer = { ...form.data.answer, response: { ...response, ...(userHandle ? { userHandle } : {}) } }
  const step = await signInWithPasskey(auth, { ...visitOf(args), answer })
  if (!step.ok) return refused(request, step.refusal, step.refusal.code === 'too-many-attempts' ? 429 : 401)
  context.setCookies(step.value.setCookie)
  return Response.json({ page: safeNext(form.data.next ?? null) })
}

const enrolForm = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), password: z.string().max(512) }),
  z.object({
    step: z.literal('finish'),
    name: z.string().max(200),
    answer: answerField(
      z.object({
        clientDataJSON: encoded,
        attestationObject: encoded,
        transports: z.array(z.string().max(40)).max(10).optional(),
      }),
    ),
  }),
])

/** Both halves of adding a passkey, asked for by the script of the page of passkeys. */
export async function enrolPasskeyAction(args: ActionFunctionArgs) {
  const { request, context } = args
  await requireSignedIn(args)
  const { auth } = appResources()
  const form = enrolForm.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return refused(request, { code: 'passkey-refused' }, 422)
  if (form.data.step === 'begin') {
    const begun = await beginPasskey(auth, { ...visitOf(args), password: form.data.password })
    if (!begun.ok) return refused(request, begun.refusal, begun.refusal.code === 'too-many-attempts' ? 429 : 422)
    context.setCookies(begun.value.setCookie)
    return Response.json({ options: begun.value.options })
  }
  const { transports, ...response } = form.data.answer.response
  const answer = { ...form.data.answer, response: { ...response, ...(transports ? { transports } : {}) } }
  const added = await finishPasskey(auth, { ...visitOf(args), name: form.data.name, answer })
  return added.ok ? Response.json({ added: true }) : refused(request, added.refusal, 422)
}

/** One's own passkeys, and whether this address allows any. */
export async function passkeysLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { auth } = appResources()
  return {
    passkeys: await listOwnPasskeys(auth, person),
    possible: auth.passkeys !== null && person.method !== 'emergency',
    onlyProvider: auth.onlyProvider,
    /** Signed in with a password: it is asked for again. */
    asksPassword: person.method === 'password',
  }
}

/** Removes one of one's own passkeys. */
export async function passkeysAction(args: ActionFunctionArgs) {
  const person = await requireSignedIn(args)
  const form = z.object({ passkey: z.string().max(64) }).safeParse(Object.fromEntries(await args.request.formData()))
  const removed = await removePasskey(appResources().auth, person, form.success ? form.data.passkey : '')
  return removed.ok
    ? data({ refused: null })
    : data({ refused: accessSentence(args.request, removed.refusal) }, { status: 404 })
}
