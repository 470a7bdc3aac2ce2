import { type Document, Packer } from 'docx'
import JSZip from 'jszip'

/**
 * The bytes of a Word file. The same paper generated at the same time (ISO, UTC) gives the same bytes, so a file can be
 * known by its fingerprint: the library would write the machine's clock into it.
 */
export async function packPaper(paper: Document, generatedAt: string): Promise<Buffer> {
  const packed = await JSZip.loadAsync(await Packer.toBuffer(paper))
  const stamp = new Date(generatedAt)
  const again = new JSZip()
  for (const name of Object.keys(packed.files).sort(contentTypesFirst)) {
    const entry = packed.files[name]
    if (!entry || entry.dir) continue
    const content =
      name === 'docProps/core.xml' ? withTime(await entry.async('string'), stamp) : await entry.async('nodebuffer')
    again.file(name, content, { date: stamp, createFolders: false })
  }
  return again.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' })
}

const withTime = (xml: string, stamp: Date) =>
  xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${stamp.toISOString().slice(0, 19)}Z`)

/** Readers expect the list of contents in front. */
const contentTypesFirst = (one: string, other: string) =>
  Number(other === '[Content_Types].xml') - Number(one === '[Content_Types].xml') || (one < other ? -1 : 1)
