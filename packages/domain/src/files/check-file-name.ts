import { ok, type Result, refuse } from '../shared/index.ts'
import { type FileKind, kindOfExtension } from './file-kind.ts'

/** Longest name that is kept, in UTF-8 bytes: what file systems and archives of offices take. */
export const maxNameBytes = 200

/** Why a name is refused. */
export type NameFault =
  | { readonly code: 'NAME_MISSING' }
  | { readonly code: 'NAME_TOO_LONG'; readonly limit: number }
  | { readonly code: 'NAME_FORBIDDEN' }
  | { readonly code: 'EXTENSION_UNKNOWN' }

// Control characters; marks that turn the direction of writing, so that "gpj.exe" reads "exe.jpg"; invisible joiners; what
// Windows forbids; a leading dot hides a file.
const forbidden =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"*:<>?|]/u
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu

/**
 * The name a file is kept under: composed (NFC), without any folder the browser sent along, one space between words.
 * Answers the name and the kind its extension claims; refuses what could deceive a reader or a file system.
 */
export function checkFileName(given: string): Result<{ readonly name: string; readonly claims: FileKind }, NameFault> {
  const last = given.normalize('NFC').split(/[\\/]/u).at(-1) ?? ''
  const name = last.replace(/[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu, ' ').trim()
  if (name === '' || name === '.' || name === '..') return refuse({ code: 'NAME_MISSING' })
  if (forbidden.test(name) || reserved.test(name) || /^\.|\.$/u.test(name)) return refuse({ code: 'NAME_FORBIDDEN' })
  if (bytesOf(name) > maxNameBytes) return refuse({ code: 'NAME_TOO_LONG', limit: maxNameBytes })
  const claims = name.includes('.') ? kindOfExtension((name.split('.').at(-1) ?? '').toLowerCase()) : undefined
  if (!claims) return refuse({ code: 'EXTENSION_UNKNOWN' })
  return ok({ name, claims })
}

/** Length in UTF-8, counted here since the domain knows no encoder. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
