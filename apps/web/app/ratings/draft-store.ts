import { draftPrefix, removeDraft, wipeOldAndForeign } from '../ui/draft-wipe.ts'

/** What the server answers who asks for the key of his drafts. */
export type DraftKeyAnswer =
  | { readonly state: 'key'; readonly key: string; readonly issuedAt: string }
  | { readonly state: 'shared' | 'too-old' | 'signed-out' | 'refused' }

/** Whether what is typed here outlives the page: sealed in this browser, or not and why. */
export type Keeping = 'asking' | 'sealed' | 'shared' | 'not-here'

const nameOf = (userId: string, place: string) => `${draftPrefix}${userId}/${place}`

/** A draft as it lies in the browser: whose it is and since when, and nothing readable. */
type Sealed = { readonly issuedAt: string; readonly iv: string; readonly data: string }

/** The drafts of one account at one place. */
export type DraftStore = {
  readonly keeping: Keeping
  /** What was kept by an earlier page; null when there is nothing, or nothing that this account can open. */
  readonly kept: string | null
  /** Seals a text and lays it down; null takes the draft away. The last of several calls stands. */
  readonly keep: (text: string | null) => Promise<void>
}

type Place = { readonly userId: string; readonly place: string; readonly keyUrl: string }

/**
 * Opens the drafts of a place: asks the server for the key, reads what an earlier page left and seals what is typed from now
 * on. Without a key (shared machine, no line, a browser without Web Crypto, as on plain http) nothing is laid down. Null when
 * the server could not be asked, so that it is asked again.
 */
export async function openDrafts({ userId, place, keyUrl }: Place): Promise<DraftStore | null> {
  wipeOldAndForeign(userId)
  const name = nameOf(userId, place)
  if (!('crypto' in globalThis) || crypto.subtle === undefined) return nothingKept('not-here')
  const earlier = readSealed(name)
  const answer = await ask(keyUrl, { place, ...(earlier ? { issuedAt: earlier.issuedAt } : {}) })
  if (answer === null || answer.state === 'signed-out') return null
  if (answer.state === 'too-old') {
    removeDraft(name)
    return openDrafts({ userId, place, keyUrl })
  }
  if (answer.state !== 'key') {
    removeDraft(name)
    return nothingKept(answer.state === 'shared' ? 'shared' : 'not-here')
  }
  const key = await crypto.subtle.importKey('raw', bytesOf(answer.key), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const additionalData = new TextEncoder().encode(name)
  const kept = earlier && (await unseal(key, earlier, additionalData))
  if (earlier && kept === null) removeDraft(name)
  let latest = 0
  return {
    keeping: 'sealed',
    kept,
    keep: async (text) => {
      const turn = ++latest
      if (text === null) return removeDraft(name)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        key,
        new TextEncoder().encode(text),
      )
      if (turn !== latest) return
      write(name, { issuedAt: answer.issuedAt, iv: textOf(iv), data: textOf(new Uint8Array(sealed)) })
    },
  }
}

const nothingKept = (keeping: Keeping): DraftStore => ({ keeping, kept: null, keep: async () => undefined })

async function ask(url: string, body: object): Promise<DraftKeyAnswer | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.status >= 500 || response.status === 429) return null
    return (await response.json()) as DraftKeyAnswer
  } catch {
    return null
  }
}

async function unseal(key: CryptoKey, { iv, data }: Sealed, additionalData: BufferSource): Promise<string | null> {
  try {
    const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv), additionalData }, key, bytesOf(data))
    return new TextDecoder().decode(open)
  } catch {
    return null
  }
}

function readSealed(name: string): Sealed | null {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return isSealed(parsed) ? parsed : null
  } catch {
    return null
  }
}
const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  ['issuedAt', 'iv', 'data'].every((name) => typeof Reflect.get(value, name) === 'string')
function write(name: string, sealed: Sealed): void {
  try {
    localStorage.setItem(name, JSON.stringify(sealed))
  } catch {
    return
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
