import { Readable } from 'node:stream'
import { createInflate } from 'node:zlib'
import type { ActiveContent } from '@nq15/domain/files'
import { type ByteSource, streamRange } from './byte-source.ts'
import { ContentRefused, damaged } from './content-refused.ts'

/**
 * Names of a PDF that make it act, looked for in every byte, in streams too: where a stream ends is told twice in a PDF, and
 * readers differ in whom they believe. All are long enough not to turn up in a picture by chance.
 */
const activeNames: Readonly<Record<string, ActiveContent>> = {
  JavaScript: 'script',
  Launch: 'launch',
  EmbeddedFile: 'embedded-file',
  EmbeddedFiles: 'embedded-file',
  FileAttachment: 'embedded-file',
  RichMedia: 'embedded-file',
  Rendition: 'script',
  ImportData: 'form-action',
  SubmitForm: 'form-action',
  GoToE: 'embedded-file',
}
/** Short names count outside of streams only. */
const shortActiveNames: Readonly<Record<string, ActiveContent>> = { XFA: 'script', JS: 'script', EF: 'embedded-file' }

const unpackedLimit = 256 * 1024 * 1024
const dictionaryReach = 4096
const carriedLength = 256

/**
 * Looks through a PDF without holding it: every name in clear, and every name inside packed object streams. Throws
 * `ContentRefused` for what acts, what is locked, what swells and what cannot be looked into.
 */
export async function inspectPdf(source: ByteSource): Promise<void> {
  const packed: number[] = []
  const scanner = new NameScanner({ inStreams: true })
  let window = ''
  let windowAt = 0
  let sawEnd = false
  let sawObject = false
  for await (const piece of streamRange(source)) {
    const text = piece.toString('latin1')
    scanner.feed(text)
    window += text
    for (const found of window.matchAll(/\bstream\r?\n/gu)) {
      const at = found.index
      // Found in the last round already, or too near the end to see what is behind.
      if (at < dictionaryReach && windowAt > 0) continue
      if (isObjectStream(window.slice(Math.max(0, at - dictionaryReach), at)))
        packed.push(windowAt + at + found[0].length)
    }
    sawEnd ||= window.includes('%%EOF')
    sawObject ||= /\d+\s+\d+\s+obj\b/u.test(window)
    const cut = Math.max(0, window.length - dictionaryReach - 16)
    windowAt += cut
    window = window.slice(cut)
  }
  scanner.end()
  if (!sawEnd || !sawObject) throw damaged()
  const budget = { left: unpackedLimit }
  for (const at of new Set(packed)) await inspectPackedObjects(source, at, budget)
}

/** Whether the dictionary before a stream says that it holds objects; one that cannot be unpacked here is refused. */
function isObjectStream(before: string): boolean {
  const dictionary = unescapeNames(
    before.slice(Math.max(before.lastIndexOf('endobj'), before.lastIndexOf('endstream'), 0)),
  )
  if (!/\/ObjStm\b/u.test(dictionary)) return false
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/u.exec(dictionary)?.[1] ?? ''
  if (filter === '') return false
  if (!/^\[?\s*\/(FlateDecode|Fl)\s*\]?$/u.test(filter) || /\/Predictor\s+(?!1\b)\d/u.test(dictionary)) throw damaged()
  return true
}

async function inspectPackedObjects(source: ByteSource, at: number, budget: { left: number }): Promise<void> {
  const scanner = new NameScanner({ inStreams: false })
  const inflate = Readable.from(streamRange(source, at)).pipe(createInflate())
  let first = true
  try {
    for await (const piece of inflate) {
      const bytes: Buffer = piece
      budget.left -= bytes.length
      if (budget.left < 0) throw new ContentRefused({ code: 'SWELLS' })
      first = false
      scanner.feed(bytes.toString('latin1'))
    }
  } catch (error) {
    // What follows the packed objects is not theirs: the unpacker stops with a complaint about it, after it gave everything.
    if (error instanceof ContentRefused) throw error
    if (first) throw damaged()
  } finally {
    inflate.destroy()
  }
  scanner.end()
}

const unescapeNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/giu, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** Reads names (`/Name`, with `#xx` for any letter) out of text that comes in pieces. */
class NameScanner {
  private carried = ''
  private inStream = false
  private readonly watchStreams: boolean
  constructor({ inStreams }: { inStreams: boolean }) {
    this.watchStreams = inStreams
  }

  feed(text: string): void {
    const all = this.carried + text
    // A name, or the word `stream`, may continue in the next piece.
    const cut = Math.max(0, all.length - carriedLength)
    const last = Math.max(0, all.slice(cut).search(/[\s/<>[\]()]/u))
    this.scan(all.slice(0, cut + last))
    this.carried = all.slice(cut + last)
  }

  end(): void {
    this.scan(this.carried)
    this.carried = ''
  }

  private scan(text: string): void {
    for (const [token] of text.matchAll(/\/[^\s/<>[\](){}%\0]{1,127}|\b(?:end)?stream\b/gu)) {
      if (!token.startsWith('/')) {
        if (this.watchStreams) this.inStream = token === 'stream'
        continue
      }
      const name = unescapeNames(token.slice(1))
      if (name === 'Encrypt' && !this.inStream && this.watchStreams)
        throw new ContentRefused({ code: 'PASSWORD_PROTECTED' })
      const what = activeNames[name] ?? (this.inStream ? undefined : shortActiveNames[name])
      if (what) throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: what })
    }
  }
}
