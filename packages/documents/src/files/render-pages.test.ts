import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { exampleDocx, examplePdf } from './example-files.ts'
import { countPages, drawOffice, drawPage, findDrawers, NotDrawn } from './render-pages.ts'

async function* whole(bytes: Buffer) {
  yield bytes
}
const drawers = await findDrawers()

// What is drawn depends on the programs of the machine; without them the answer is a refusal and never a hanging page.
test('a PDF is counted and drawn, or it is said that it is not', async () => {
  const drawn = drawPage(whole(examplePdf()), 1)
  if (!drawers.pdf) return expect(drawn).rejects.toThrow(NotDrawn)
  expect(await countPages(whole(examplePdf()))).toBe(1)
  expect((await drawn).subarray(1, 4).toString()).toBe('PNG')
  await expect(countPages(whole(Buffer.from('no PDF')))).rejects.toThrow(NotDrawn)
  return undefined
})

test('an office file becomes a PDF and leaves nothing on the disk', async () => {
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('nq15-draw-'))
  const drawn = drawOffice(whole(await exampleDocx()), 'docx')
  if (drawers.office) expect((await drawn).subarray(0, 5).toString()).toBe('%PDF-')
  else await expect(drawn).rejects.toThrow(NotDrawn)
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith('nq15-draw-'))
  expect(after.filter((name) => !before.includes(name))).toEqual([])
}, 120_000)
