import { type Document, Packer } from 'docx'
import JSZip from 'jszip'
import { type ListData, writeListXml } from './write-list-xml.ts'
import { type ZipEntry, zipEntries } from './zip-entries.ts'

/** The lists of a paper, and the mark of the paragraphs they replace. */
type Lists = { readonly lists: readonly ListData[]; readonly mark: string; readonly generatedAt: string }

/**
 * The bytes of a Word file, its lists written in at their marks. The same paper at the same time (ISO, UTC) gives the same
 * bytes, so a file can be known by its fingerprint: the library would write the machine's clock into it.
 */
export async function packWithLists(paper: Document, { lists, mark, generatedAt }: Lists): Promise<Buffer> {
  const packed = await JSZip.loadAsync(await Packer.toBuffer(paper))
  const stamp = new Date(generatedAt)
  const entries: ZipEntry[] = []
  for (const name of Object.keys(packed.files).sort(contentTypesFirst)) {
    const entry = packed.files[name]
    if (!entry || entry.dir) continue
    const changed =
      name === 'docProps/core.xml'
        ? Buffer.from(withTime(await entry.async('string'), stamp))
        : name === 'word/document.xml' && lists.length > 0
          ? withLists(await entry.async('string'), lists, mark)
          : await entry.async('nodebuffer')
    entries.push({ name, content: changed })
  }
  return zipEntries(entries, stamp)
}

/** The text with its lists, piece by piece: a list of thousands never lies there whole. */
function* withLists(xml: string, lists: readonly ListData[], mark: string): Generator<string> {
  let from = 0
  for (let at = xml.indexOf(mark); at >= 0; at = xml.indexOf(mark, from)) {
    const begin = Math.max(xml.lastIndexOf('<w:p>', at), xml.lastIndexOf('<w:p ', at))
    const [, which = ''] = / (\d+)\./u.exec(xml.slice(at + mark.length, at + mark.length + 12)) ?? []
    const list = lists[Number(which)]
    if (!list) throw new Error('a list of a paper is missing')
    yield xml.slice(from, begin)
    yield* writeListXml(list)
    from = xml.indexOf('</w:p>', at) + '</w:p>'.length
  }
  yield xml.slice(from)
}

const withTime = (xml: string, stamp: Date) =>
  xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${stamp.toISOString().slice(0, 19)}Z`)

/** Readers expect the list of contents in front. */
const contentTypesFirst = (one: string, other: string) =>
  Number(other === '[Content_Types].xml') - Number(one === '[Content_Types].xml') || (one < other ? -1 : 1)
