import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examplePaper, goldenPapers } from '../src/ratings/example-papers.ts'
import { partyLayoutOn } from '../src/reports/party-layout.ts'
import { pdfPaper } from '../src/reports/pdf-paper.ts'
import { wordPaper } from '../src/reports/word-paper.ts'

/*
 * Every paper as a picture, page by page, against the one that people have looked at. Tolerance: of the picture elements of a page
 * at 50 dpi at most one in a thousand may differ, after edges of letters are left out; a changed line is four times as much.
 * NQ15_GOLDEN_WRITE=1 writes the pictures anew; look at each before it is committed.
 */
const tolerance = 0.001
const run = promisify(execFile)
const pictures = fileURLToPath(new URL('./pages', import.meta.url))
// biome-ignore lint/style/noProcessEnv: the switch of this step
const writing = process.env['NQ15_GOLDEN_WRITE'] === '1'
const generatedAt = '2026-12-08T03:00:00Z'
const proof = {
  sha256: '0123456789abcdef'.repeat(4),
  check: { address: 'https://kiem-tra.example/', code: '23456789ABCDEFGHJKMN', shownCode: '23456-789AB-CDEFG-HJKMN' },
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-golden-'))
  for (const name of ['word', 'pages']) await mkdir(join(folder, name))
  if (writing) await mkdir(pictures, { recursive: true })
  for (const { name, example } of goldenPapers) {
    const paper = examplePaper(example)
    const layout = partyLayoutOn(paper.day)
    await writeFile(join(folder, 'word', `word-${name}.docx`), await wordPaper(paper, layout, generatedAt))
    await writeFile(join(folder, `pdf-${name}.pdf`), await pdfPaper(paper, layout, { generatedAt, proof }))
  }
  const words = goldenPapers.map(({ name }) => join(folder, 'word', `word-${name}.docx`))
  // One start of the office program for all of them.
  await run(
    'soffice',
    [
      `-env:UserInstallation=file://${join(folder, 'office')}`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      ...words,
    ],
    { timeout: 240_000 },
  )
  const printed = (await readdir(folder)).filter((one) => one.endsWith('.pdf'))
  const draw = async (name: string) =>
    run('pdftoppm', [
      '-r',
      '50',
      '-gray',
      '-png',
      join(folder, name),
      join(folder, 'pages', name.replace(/\.pdf$/u, '')),
    ])
  // A few at a time: each is a process of its own.
  for (let at = 0; at < printed.length; at += 8) await Promise.all(printed.slice(at, at + 8).map(draw))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pagesOf = async (place: string, name: string) =>
  (await readdir(place))
    .filter((one) => one.startsWith(`${name}-`) && /^-\d+\.png$/u.test(one.slice(name.length)))
    .sort()

test.each(goldenPapers.flatMap(({ name }) => [`word-${name}`, `pdf-${name}`]))(
  '%s looks as it was looked at',
  async (name) => {
    const drawn = await pagesOf(join(folder, 'pages'), name)
    expect(drawn.length).toBeGreaterThan(0)
    if (writing)
      for (const page of drawn) await writeFile(join(pictures, page), await readFile(join(folder, 'pages', page)))
    expect(drawn).toEqual(await pagesOf(pictures, name))
    for (const page of drawn) {
      const [seen, kept] = [await picture(join(folder, 'pages', page)), await picture(join(pictures, page))]
      expect([seen.width, seen.height], page).toEqual([kept.width, kept.height])
      const differing = pixelmatch(seen.data, kept.data, undefined, seen.width, seen.height, { threshold: 0.25 })
      expect(differing / (seen.width * seen.height), page).toBeLessThanOrEqual(tolerance)
    }
  },
)

const picture = async (file: string) => PNG.sync.read(await readFile(file))
