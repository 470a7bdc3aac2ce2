import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'

/** The programs that draw pages are not installed, took too long, or could not read the file. */
export class NotDrawn extends Error {
  override readonly name = 'NotDrawn'
}

const patienceMs = 30_000
const officePatienceMs = 90_000
const outputLimit = 64 * 1024 * 1024
/** Longer side of a drawn page in pixels: legible on a desk, bounded for any paper size a file claims. */
const longerSide = 1600

/** Which drawers this machine has: pages of a PDF (poppler), and a PDF of an office file (LibreOffice). */
export type Drawers = { readonly pdf: boolean; readonly office: boolean }

/** Looks once which drawers can be started. */
export async function findDrawers(): Promise<Drawers> {
  const starts = (program: string, argument: string) =>
    run(program, [argument], { patience: 10_000 }).then(
      () => true,
      () => false,
    )
  const [pdf, office] = await Promise.all([starts('pdftoppm', '-v'), starts('soffice', '--version')])
  return { pdf, office: pdf && office }
}

/** How many pages a PDF has. Throws `NotDrawn`. */
export async function countPages(pdf: AsyncIterable<Buffer>): Promise<number> {
  const said = await run('pdfinfo', ['-'], { input: pdf })
  const pages = Number(/^Pages:\s+(\d+)$/mu.exec(said.toString('utf8'))?.[1])
  if (!Number.isInteger(pages) || pages < 1) throw new NotDrawn('the file names no pages')
  return pages
}

/** One page of a PDF as a PNG. The content goes through a pipe and touches no disk. Throws `NotDrawn`. */
export async function drawPage(pdf: AsyncIterable<Buffer>, page: number): Promise<Buffer> {
  const which = ['-f', String(page), '-l', String(page)]
  const drawn = await run('pdftoppm', ['-png', ...which, '-scale-to', String(longerSide), '-'], { input: pdf })
  if (drawn.length === 0) throw new NotDrawn('no page came')
  return drawn
}

/**
 * An office file as a PDF. LibreOffice reads files only, so the content lies in a folder of its own for as long as it works,
 * readable by nobody else. Throws `NotDrawn`.
 */
export async function drawOffice(content: AsyncIterable<Buffer>, extension: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-draw-'))
  try {
    const file = join(folder, `in.${extension}`)
    await writeFile(file, content, { mode: 0o600 })
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    const options = [
      profile,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      file,
    ]
    await run('soffice', options, { patience: officePatienceMs, home: folder })
    return await readFile(join(folder, 'in.pdf')).catch(() => {
      throw new NotDrawn('no PDF came')
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Running = { readonly input?: AsyncIterable<Buffer>; readonly patience?: number; readonly home?: string }

/** Runs a program without a shell and with an empty environment; its output is bounded, its time too. */
function run(
  program: string,
  options: readonly string[],
  { input, patience = patienceMs, home }: Running,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const env = {
      NODE_ENV: 'production' as const,
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
      ...(home ? { HOME: home } : {}),
    }
    const child = spawn(program, options, { env, stdio: ['pipe', 'pipe', 'ignore'] })
    const pieces: Buffer[] = []
    let size = 0
    const give = (fault: NotDrawn) => {
      clearTimeout(late)
      child.kill('SIGKILL')
      reject(fault)
    }
    const late = setTimeout(() => give(new NotDrawn('took too long')), patience)
    child.once('error', () => give(new NotDrawn('not installed')))
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > outputLimit) give(new NotDrawn('too much came'))
      else pieces.push(piece)
    })
    child.once('close', (code) => {
      clearTimeout(late)
      if (code === 0) resolve(Buffer.concat(pieces))
      else reject(new NotDrawn('could not be read'))
    })
    // The program may have enough before it has read all.
    child.stdin.on('error', () => undefined)
    if (!input) return child.stdin.end()
    const source = Readable.from(input)
    source.once('error', () => give(new NotDrawn('the content broke off')))
    source.pipe(child.stdin)
    return undefined
  })
}
