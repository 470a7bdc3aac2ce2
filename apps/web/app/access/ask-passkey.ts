import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** What came of it: done, with the page to open after a sign-in; refused in a sentence of the server; or broken off. */
export type PasskeyOutcome =
  | { readonly kind: 'done'; readonly page: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'broken-off' }

type Registration = Parameters<typeof startRegistration>[0]['optionsJSON']
type Authentication = Parameters<typeof startAuthentication>[0]['optionsJSON']
type Answer = {
  readonly options?: Registration & Authentication
  readonly refused?: string
  readonly page?: string
}

/** Signs in with a passkey of this device. Loaded when somebody asks for it, and only then. */
export function enterWithPasskey(next: string | null): Promise<PasskeyOutcome> {
  const address = '/sign-in/passkey'
  return both(
    () => post(address, { step: 'begin' }),
    async (options) => {
      const answer = JSON.stringify(await startAuthentication({ optionsJSON: options }))
      return post(address, { step: 'finish', answer, ...(next ? { next } : {}) })
    },
  )
}

/** Makes a passkey on this device and adds it to one's own account. */
export function addPasskey({
  password,
  name,
}: {
  readonly password: string
  readonly name: string
}): Promise<PasskeyOutcome> {
  const address = '/account/passkeys/enrol'
  return both(
    () => post(address, { step: 'begin', password }),
    async (options) => {
      const answer = JSON.stringify(await startRegistration({ optionsJSON: options }))
      return post(address, { step: 'finish', answer, name })
    },
  )
}

async function both(
  begin: () => Promise<Answer>,
  finish: (options: NonNullable<Answer['options']>) => Promise<Answer>,
): Promise<PasskeyOutcome> {
  try {
    const begun = await begin()
    const ended = begun.options ? await finish(begun.options) : begun
    return ended.refused === undefined
      ? { kind: 'done', page: ended.page ?? '/' }
      : { kind: 'refused', sentence: ended.refused }
  } catch {
    // The person said no, the device has none, time ran out, or the network broke: browsers do not tell them apart.
    return { kind: 'broken-off' }
  }
}

async function post(address: string, fields: Record<string, string>): Promise<Answer> {
  const answered = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })
  return answered.json()
}
