import { ok, type Result, refuse } from '../shared/index.ts'
import { commonPasswords } from './common-passwords.ts'

/** Length of a password people choose, in characters; the second factor and the slow-down do the rest. */
export const passwordLength = { least: 12, most: 128 } as const

export type AccountRefusal =
  | { readonly code: 'username-malformed'; readonly value: string }
  | { readonly code: 'password-too-short'; readonly required: number; readonly actual: number }
  | { readonly code: 'password-too-long'; readonly required: number; readonly actual: number }
  | { readonly code: 'password-like-username' }
  | { readonly code: 'password-too-common' }
  | { readonly code: 'password-unchanged' }

/** Brings a typed username to its one form (small letters) or refuses it: 3 to 30 of a–z, 0–9, dot, hyphen, underscore. */
export function readUsername(typed: string): Result<string, AccountRefusal> {
  const username = typed.normalize('NFC').trim().toLowerCase()
  return /^[a-z0-9](?:[a-z0-9._-]{1,28})[a-z0-9]$/.test(username)
    ? ok(username)
    : refuse({ code: 'username-malformed', value: typed })
}

/**
 * Whether a password may become an account's own: at least 12 characters, none of the well-known ones, neither the
 * username nor its repetition, not the one before. No rule about kinds of characters (practice of NIST SP 800-63B,
 * a convention of this product).
 */
export function checkNewPassword(asked: {
  readonly username: string
  readonly password: string
  readonly before?: string
}): Result<true, AccountRefusal> {
  const length = [...asked.password].length
  if (length < passwordLength.least) {
    return refuse({ code: 'password-too-short', required: passwordLength.least, actual: length })
  }
  if (length > passwordLength.most) {
    return refuse({ code: 'password-too-long', required: passwordLength.most, actual: length })
  }
  if (asked.password === asked.before) return refuse({ code: 'password-unchanged' })
  const plain = asked.password.normalize('NFKC').toLowerCase()
  const rest = plain.replaceAll(asked.username, '').replace(/[^\p{L}]/gu, '')
  if (plain.includes(asked.username) && rest.length < passwordLength.least / 2) {
    return refuse({ code: 'password-like-username' })
  }
  if (isCommon(plain)) return refuse({ code: 'password-too-common' })
  return ok(true)
}

/** One character, a short word over and over, a run of the keyboard, or a common word with digits around it. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true
  if (/^(.{1,6})\1+$/u.test(plain)) return true
  const runs = [
    '01234567890123456789',
    '98765432109876543210',
    'abcdefghijklmnopqrstuvwxyz',
    'qwertyuiopasdfghjklzxcvbnm',
  ]
  if (runs.some((run) => run.includes(plain))) return true
  const letters = plain.replace(/[\d\s!@#$%^&*._-]+/g, '')
  return commonPasswords.has(plain) || commonPasswords.has(letters)
}
