import type { FileKind } from './file-kind.ts'

/** One entry of an office file, as its directory claims it. */
export type ArchiveEntry = { readonly name: string; readonly packed: number; readonly unpacked: number }

/** Why the content of a file is refused; `detail` names the part, for the log and the page. */
export type ContentFault =
  | { readonly code: 'DAMAGED' }
  | { readonly code: 'PASSWORD_PROTECTED' }
  | { readonly code: 'ACTIVE_CONTENT'; readonly detail: ActiveContent }
  | { readonly code: 'SWELLS' }
  | { readonly code: 'TOO_MANY_PIXELS'; readonly limit: number }

/** What could act when somebody opens the file. */
export const activeContents = [
  'script',
  'macro',
  'launch',
  'embedded-file',
  'external-link',
  'form-action',
  'formula',
] as const
export type ActiveContent = (typeof activeContents)[number]

/** Bounds of an office file: an honest one stays far below them. */
export const archiveBounds = {
  entries: 4000,
  unpackedBytes: 400 * 1024 * 1024,
  /** Unpacked over packed, for an entry large enough to matter. */
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
} as const

const activeNames: readonly (readonly [ActiveContent, RegExp])[] = [
  ['macro', /(^|\/)(vbaproject(signature)?|vbadata)|^basic\/|^scripts\/|(^|\/)macrosheets\/|(^|\/)customui/u],
  [
    'embedded-file',
    /(^|\/)(embeddings|activex|ctrlprops)\/|(^|\/)oleobject|^object \d|\.(exe|dll|js|vbs|bat|cmd|scr|jar|html?|svgz?)$/u,
  ],
  ['external-link', /(^|\/)externallinks\/|(^|\/)(connections|querytables?\/)/u],
]

/**
 * Judges an office file by the names and sizes of its entries: path tricks, twice the same name, bombs, and parts that
 * could act. Null when nothing is wrong; the sizes are claims and are checked again while unpacking.
 */
export function judgeArchive(entries: readonly ArchiveEntry[]): ContentFault | null {
  if (entries.length === 0) return { code: 'DAMAGED' }
  if (entries.length > archiveBounds.entries) return { code: 'SWELLS' }
  const names = new Set<string>()
  let total = 0
  for (const { name, packed, unpacked } of entries) {
    const folded = name.toLowerCase()
    if (names.has(folded) || isTrick(name)) return { code: 'DAMAGED' }
    names.add(folded)
    total += unpacked
    if (total > archiveBounds.unpackedBytes || swells(packed, unpacked)) return { code: 'SWELLS' }
    const active = activeNames.find(([, pattern]) => pattern.test(folded))
    if (active) return { code: 'ACTIVE_CONTENT', detail: active[0] }
  }
  return null
}

const isTrick = (name: string) =>
  name === '' || name.startsWith('/') || name.includes('\\') || /(^|\/)\.\.?(\/|$)/u.test(name) || /\p{Cc}/u.test(name)

/** Whether an entry grows beyond what honest content does. */
export const swells = (packed: number, unpacked: number): boolean =>
  unpacked > archiveBounds.ratioFrom && unpacked > packed * archiveBounds.ratio

/** The office kind an archive is, by what stands in it; null for any other zip. */
export function officeKindOf(facts: {
  readonly names: readonly string[]
  /** Content of the entry `mimetype`, '' without. */
  readonly mimetype: string
  /** Content of `[Content_Types].xml`, '' without. */
  readonly contentTypes: string
}): FileKind | null {
  if (facts.mimetype === 'application/vnd.oasis.opendocument.text') return 'odt'
  if (facts.mimetype === 'application/vnd.oasis.opendocument.spreadsheet') return 'ods'
  if (facts.mimetype !== '') return null
  const is = (part: string, main: string) =>
    facts.names.includes(part) && facts.contentTypes.includes(`vnd.openxmlformats-officedocument.${main}.main+xml`)
  if (is('word/document.xml', 'wordprocessingml.document')) return 'docx'
  if (is('xl/workbook.xml', 'spreadsheetml.sheet')) return 'xlsx'
  return null
}
