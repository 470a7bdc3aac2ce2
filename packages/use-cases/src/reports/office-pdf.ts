import { drawOffice, findDrawers, sourceOf, streamRange } from '@nq15/documents/files'

let found: Promise<boolean> | undefined

/** Turns a Word file into a PDF with the office program of this machine; null where none is installed. Looked for once. */
export async function officePdf(): Promise<((word: Buffer) => Promise<Buffer>) | null> {
  found ??= findDrawers().then(({ office }) => office)
  return (await found) ? async (word) => Buffer.from(await drawOffice(streamRange(sourceOf(word)), 'docx')) : null
}
