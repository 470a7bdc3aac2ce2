/** What the first bytes are: the family, since office files are all zips and words have no mark. */
export type Container = 'pdf' | 'zip' | 'png' | 'jpeg' | 'tiff' | 'words'

/** How many first bytes `detectContainer` wants, or the whole file when it is shorter. */
export const headSize = 4096

const marks: readonly (readonly [Container, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]

/**
 * The family of a file by its first bytes alone, null for anything outside the list (programs, HTML, SVG, old Office,
 * archives). A mark counts at the very first byte only: a PDF with something in front of it is two files in one.
 */
export function detectContainer(head: Uint8Array): Container | null {
  for (const [container, mark] of marks) {
    if (mark.every((byte, index) => head[index] === byte)) return container
  }
  return isWords(head) && !opensAsMarkup(head) ? 'words' : null
}

/** Words have no control characters but tab, line ends and form feed; a byte-order mark of UTF-8 may stand first. */
function isWords(head: Uint8Array): boolean {
  return head.every(
    (byte) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d,
  )
}

/** What a browser might take for a page or a picture that runs scripts, or a shell for a program. */
function opensAsMarkup(head: Uint8Array): boolean {
  const from = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  let text = ''
  for (const byte of head.subarray(from, from + 1024)) text += String.fromCharCode(byte)
  const start = text.trimStart().toLowerCase()
  return (
    /^(<[!?a-z]|#!|%!|\{\\rtf|mime-version:|begin:v)/u.test(start) || /<(script|svg|html|iframe|object)\b/u.test(start)
  )
}
