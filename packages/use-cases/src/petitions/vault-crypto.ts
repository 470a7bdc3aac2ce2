import sodium from 'libsodium-wrappers-sumo'
import { combine, split } from 'shamir-secret-sharing'

await sodium.ready

/** How dear one try at a passphrase is: Argon2id's rounds and memory in bytes. */
export type PassphraseCost = { readonly operations: number; readonly memory: number }

/** 64 MiB and three rounds: about half a second here; stored beside each key, so that it can grow. */
export const usualCost: PassphraseCost = { operations: 3, memory: 64 * 1024 * 1024 }

/** A custodian's private key as it is stored: under a key made of his passphrase. Binary parts are base64. */
export type WrappedKey = PassphraseCost & { readonly wrappedKey: string; readonly salt: string }

/** A pair of keys; the private one is for memory only. */
export type KeyPair = { readonly publicKey: string; readonly privateKey: Uint8Array }

const coded = (bytes: Uint8Array) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL)
const plain = (text: string) => sodium.from_base64(text, sodium.base64_variants.ORIGINAL)

/** Overwrites a key in memory. */
export const forget = (key: Uint8Array): void => sodium.memzero(key)

/** Makes a pair of keys (X25519). */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  return { publicKey: coded(publicKey), privateKey }
}

const keyOf = (passphrase: string, salt: Uint8Array, { operations, memory }: PassphraseCost) =>
  sodium.crypto_pwhash(
    sodium.crypto_secretbox_KEYBYTES,
    passphrase.normalize('NFC'),
    salt,
    operations,
    memory,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )

/** Wraps a private key with a passphrase. */
export function wrapPrivateKey(privateKey: Uint8Array, passphrase: string, cost: PassphraseCost): WrappedKey {
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  const key = keyOf(passphrase, salt, cost)
  const box = sodium.crypto_secretbox_easy(privateKey, nonce, key)
  forget(key)
  return { ...cost, salt: coded(salt), wrappedKey: coded(joined(nonce, box)) }
}

/** The private key under a passphrase; null when the passphrase is another. */
export function unwrapPrivateKey(wrapped: WrappedKey, passphrase: string): Uint8Array | null {
  const bytes = plain(wrapped.wrappedKey)
  const key = keyOf(passphrase, plain(wrapped.salt), wrapped)
  try {
    return sodium.crypto_secretbox_open_easy(
      bytes.subarray(sodium.crypto_secretbox_NONCEBYTES),
      bytes.subarray(0, sodium.crypto_secretbox_NONCEBYTES),
      key,
    )
  } catch {
    return null
  } finally {
    forget(key)
  }
}

/** Makes a key for one paper, or for the index. */
export const makeDataKey = (): Uint8Array => sodium.crypto_aead_xchacha20poly1305_ietf_keygen()

/** Seals a key to a public key; nobody but the holder of its private half opens it. */
export const sealKey = (key: Uint8Array, publicKey: string): string =>
  coded(sodium.crypto_box_seal(key, plain(publicKey)))

/** The key sealed to a pair; null when it was sealed to another or was changed. */
export function unsealKey(sealed: string, { publicKey, privateKey }: KeyPair): Uint8Array | null {
  try {
    return sodium.crypto_box_seal_open(plain(sealed), plain(publicKey), privateKey)
  } catch {
    return null
  }
}

/** A text under a key; `of` binds it to its row, so that it opens nowhere else. */
export function sealText(
  text: string,
  key: Uint8Array,
  of: string,
): { readonly sealed: string; readonly nonce: string } {
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  // Filled up to whole blocks: the length of a name is no clue.
  const filled = sodium.pad(sodium.from_string(text), 512)
  return {
    sealed: coded(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(filled, of, null, nonce, key)),
    nonce: coded(nonce),
  }
}

/** The text under a key; null when the key or the row is another. */
export function openText(stored: { sealed: string; nonce: string }, key: Uint8Array, of: string): string | null {
  try {
    const filled = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      plain(stored.sealed),
      of,
      plain(stored.nonce),
      key,
    )
    return sodium.to_string(sodium.unpad(filled, 512))
  } catch {
    return null
  }
}

/** A piece of a file under a key, its nonce before it; `of` binds it to its row and place, so that it opens nowhere else. */
export function sealPiece(piece: Uint8Array, key: Uint8Array, of: string): Uint8Array {
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const filled = sodium.pad(piece, 4_096)
  return joined(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(filled, of, null, nonce, key))
}

/** The piece under a key; null when the key, the row or the place is another. */
export function openPiece(sealed: Uint8Array, key: Uint8Array, of: string): Uint8Array | null {
  const at = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
  try {
    const filled = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(at),
      of,
      sealed.subarray(0, at),
      key,
    )
    return sodium.unpad(filled, 4_096)
  } catch {
    return null
  }
}

/** The keyed trace of an identity within a unit and kind; without the key it can neither be made nor tried. */
export function traceOf(text: string, indexKey: Uint8Array, within: { organizationId: string; kind: string }): string {
  const own = sodium.crypto_generichash(32, `${within.organizationId}:${within.kind}`, indexKey)
  const trace = coded(sodium.crypto_generichash(32, text, own))
  forget(own)
  return trace
}

/** Three shares of a private key, any two of which make it whole; for paper, and for nowhere else. */
export async function makeShares(privateKey: Uint8Array): Promise<readonly string[]> {
  const shares = await split(privateKey, 3, 2)
  // Shown in groups with a sum at the end, so that a wrong letter is noticed before two shares are put together.
  return shares.map((share, at) => {
    const sum = sodium.crypto_generichash(4, share, null)
    const letters = sodium.to_hex(joined(share, sum)).toUpperCase()
    return `${at + 1}-${letters.match(/.{1,6}/gu)?.join('-') ?? ''}`
  })
}

/** The key pair that two shares make; null when one is mistyped or they are not of this public key. */
export async function joinShares(typed: readonly string[], publicKey: string): Promise<KeyPair | null> {
  const shares = typed.map(readShare)
  const [first, second] = shares
  if (!first || !second || sodium.to_hex(first) === sodium.to_hex(second)) return null
  try {
    const privateKey = await combine([first, second])
    if (coded(sodium.crypto_scalarmult_base(privateKey)) === publicKey) return { publicKey, privateKey }
    forget(privateKey)
    return null
  } catch {
    return null
  }
}

function readShare(typed: string): Uint8Array | null {
  const letters = typed
    .replace(/\s/gu, '')
    .replace(/^[1-3]-/u, '')
    .replaceAll('-', '')
    .toLowerCase()
  if (!/^([0-9a-f]{2})+$/u.test(letters) || letters.length < 20) return null
  const bytes = sodium.from_hex(letters)
  const share = bytes.subarray(0, -4)
  return sodium.to_hex(sodium.crypto_generichash(4, share, null)) === sodium.to_hex(bytes.subarray(-4))
    ? Uint8Array.from(share)
    : null
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}
