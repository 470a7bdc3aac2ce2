import { createHmac } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Auth } from './auth.ts'

const keyOf = ({ secret }: Auth) => createHmac('sha256', secret).update('stored text').digest('hex')

/** A text as it is stored beside a session: only a process with the secret reads it. */
export const sealText = (auth: Auth, text: string): Promise<string> =>
  symmetricEncrypt({ key: keyOf(auth), data: text })

/** The text again; null when it was made with another secret. */
export const openText = (auth: Auth, sealed: string): Promise<string | null> =>
  symmetricDecrypt({ key: keyOf(auth), data: sealed }).catch(() => null)
