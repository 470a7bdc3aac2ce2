import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import JSZip from 'jszip'

const run = promisify(execFile)

/** What a press downloads: where it lies, its name, and the text of all its parts without their marks. */
export type Opened = { readonly path: string; readonly name: string; readonly text: string }

/** Downloads by a press and opens the Word or Excel file. */
export async function downloadAndOpen(page: Page, press: () => Promise<void>): Promise<Opened> {
  const coming = page.waitForEvent('download')
  await press()
  const download = await coming
  const name = download.suggestedFilename()
  const path = join(await mkdtemp(join(tmpdir(), 'nq15-e2e-file-')), name)
  await download.saveAs(path)
  const zip = await JSZip.loadAsync(await readFile(path))
  const parts = Object.values(zip.files).filter((file) => /\.xml$/.test(file.name))
  const texts = await Promise.all(parts.map((file) => file.async('string')))
  // A cell and a paragraph end a word; runs inside one do not.
  const plain = texts.map((xml) => xml.replace(/<\/(w:p|w:tc|si|c|v)>/g, ' ').replace(/<[^>]+>/g, ''))
  return { path, name, text: plain.join(' ').replace(/\s+/g, ' ') }
}

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((place) => existsSync(place))

/** The file as LibreOffice prints it: the bytes of the PDF, or null where there is no LibreOffice. */
export async function printed({ path, name }: Opened): Promise<Buffer | null> {
  if (!office) return null
  const folder = await mkdtemp(join(tmpdir(), 'nq15-e2e-pdf-'))
  const own = `-env:UserInstallation=file://${join(folder, 'profile')}`
  await run(office, [own, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], { timeout: 120_000 })
  return readFile(join(folder, name.replace(/\.\w+$/, '.pdf')))
}
