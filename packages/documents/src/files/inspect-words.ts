import { type ByteSource, streamRange } from './byte-source.ts'
import { ContentRefused, damaged } from './content-refused.ts'

// A cell of a table that a spreadsheet program would run: DDE, and functions that reach outside.
const runs =
  /(^|[\r\n,;\t])"?\s*[=+@-][^\r\n]{0,200}(\||\b(webservice|dde|call|exec|register\.id|importxml|hyperlink)\s*\()/iu

/** Throws `ContentRefused` unless the file is words in UTF-8 without control characters and, for a table, without formulas that act. */
export async function inspectWords(source: ByteSource, { isTable }: { isTable: boolean }): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let carried = ''
  for await (const piece of streamRange(source)) {
    const text = decode(decoder, piece, true)
    refuse(carried + text, isTable)
    carried = text.slice(-512)
  }
  refuse(carried + decode(decoder, Buffer.alloc(0), false), isTable)
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece: Buffer, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream })
  } catch {
    throw damaged()
  }
}

function refuse(text: string, isTable: boolean): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/u.test(text)) throw damaged()
  if (/<(script|svg|iframe|object|embed)\b/iu.test(text))
    throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'script' })
  if (isTable && runs.test(text)) throw new ContentRefused({ code: 'ACTIVE_CONTENT', detail: 'formula' })
}
