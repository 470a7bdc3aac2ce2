import { type ActiveContent, type FileKind, judgeArchive, officeKindOf } from '@nq15/domain/files'
import type { ByteSource } from './byte-source.ts'
import { ContentRefused, damaged } from './content-refused.ts'
import { listArchive, type PlacedEntry, unpackEntry } from './read-archive.ts'

const smallPart = 4 * 1024 * 1024

/** Words in the parts of an office file that make it act. Each must fit into `overlap`. */
const signs: readonly (readonly [ActiveContent, RegExp])[] = [
  [
    'macro',
    /macroenabled|vnd\.ms-office\.vbaproject|ms-excel\.(intl)?macrosheet|<office:script\b|<script:event-listener\b/iu,
  ],
  ['embedded-file', /<o:oleobject\b|<w:object\b[^>]{0,200}oleobject|<draw:object(-ole)?\b|oleobject["']/iu],
  ['script', /<!doctype|<!entity|<form:[a-z-]+ [^>]{0,400}\bhref=["']?(vnd\.sun\.star\.script|macro):/iu],
  [
    'external-link',
    /<table:table-source\b|<office:dde-source\b|<w:attachedtemplate\b|<ddelink\b|<form:connection-resource\b/iu,
  ],
  // A field split over several runs is put together by Word, so its halves are not seen here: the scanner's part.
  ['launch', /instr(text\b[^>]*>|=["'])\s*DDE(AUTO)?\b/iu],
]
const overlap = 1024

/**
 * The kind of an office file, after every part was unpacked once within its bounds and looked through. Throws
 * `ContentRefused` for locked, damaged, swelling and active files; null for a zip that is no office file of the list.
 */
export async function inspectOffice(source: ByteSource): Promise<FileKind | null> {
  const entries = await listArchive(source)
  const fault = judgeArchive(entries)
  if (fault) throw new ContentRefused(fault)
  const read = async (name: string) => {
    const entry = entries.find((one) => one.name === name)
    return entry ? readPart(source, entry) : ''
  }
  const mimetype = entries[0]?.name === 'mimetype' && entries[0].method === 0 ? await read('mimetype') : ''
  const contentTypes = await read('[Content_Types].xml')
  // A document with macros is an office file; it is told that, not "unknown".
  if (/macroenabled/iu.test(contentTypes)) throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'macro' })
  const kind = officeKindOf({ names: entries.map(({ name }) => name), mimetype, contentTypes })
  if (!kind) return null
  if (kind === 'odt' || kind === 'ods') await refuseLocked(await read('META-INF/manifest.xml'))
  for (const entry of entries) await inspectPart(source, entry)
  return kind
}

async function refuseLocked(manifest: string): Promise<void> {
  if (/encryption-data/iu.test(manifest)) throw new ContentRefused({ code: 'PASSWORD_PROTECTED' })
  if (/application\/(vnd\.sun\.star\.oleobject|x-openoffice-script)/iu.test(manifest)) {
    throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'embedded-file' })
  }
}

async function inspectPart(source: ByteSource, entry: PlacedEntry): Promise<void> {
  if (/\.rels$/iu.test(entry.name)) {
    refuseLoadingLinks(await readPart(source, entry))
    return
  }
  const isMarkup = /\.(xml|vml|rdf)$/iu.test(entry.name)
  let carried = ''
  for await (const piece of unpackEntry(source, entry)) {
    if (!isMarkup) continue
    const text: string = carried + plainOf(piece)
    const sign = signs.find(([, pattern]) => pattern.test(text))
    if (sign) throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: sign[0] })
    carried = text.slice(-overlap)
  }
}

/** Markup as text of one byte a letter; a part in UTF-16 loses its zero bytes, so that no sign hides between them. */
const plainOf = (piece: Buffer): string => piece.toString('latin1').replaceAll('\0', '')

/** A link to an address that a person clicks is ordinary; one that the program follows by itself is refused. */
function refuseLoadingLinks(rels: string): void {
  for (const [relation] of rels.matchAll(/<(?:\w+:)?relationship\b[^>]*>/giu)) {
    const external = /targetmode\s*=\s*["']\s*external/iu.test(relation)
    const clicked = /type\s*=\s*["'][^"']*\/hyperlink["']/iu.test(relation)
    const scripted = /target\s*=\s*["']\s*(javascript|vbscript|data|mhtml|ms-\w+):/iu.test(relation)
    if (scripted || (external && !clicked))
      throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'external-link' })
    if (/type\s*=\s*["'][^"']*\/(vbaproject|oleobject|control|attachedtemplate|package)["']/iu.test(relation)) {
      throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'embedded-file' })
    }
  }
}

async function readPart(source: ByteSource, entry: PlacedEntry): Promise<string> {
  if (entry.unpacked > smallPart) throw damaged()
  const pieces: Buffer[] = []
  for await (const piece of unpackEntry(source, entry)) pieces.push(piece)
  return plainOf(Buffer.concat(pieces))
}
