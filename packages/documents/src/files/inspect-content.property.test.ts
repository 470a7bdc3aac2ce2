import { uploadKinds } from '@nq15/domain/files'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sourceOf } from './byte-source.ts'
import {
  exampleDocx,
  exampleJpeg,
  exampleOpenDocument,
  examplePdf,
  examplePng,
  exampleTiff,
  exampleXlsx,
} from './example-files.ts'
import { inspectContent } from './inspect-content.ts'

// Seeded, so that CI looks at the same files each time; NQ15_LONG looks at many more.
// biome-ignore lint/style/noProcessEnv: the one place where this test chooses its length
const runs = process.env['NQ15_LONG'] === '1' ? { numRuns: 20_000 } : { numRuns: 300, seed: 15 }
const kind = fc.constantFrom(...uploadKinds)

test('whatever the bytes are, there is an answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), kind, async (bytes, claims) => {
      const answer = await inspectContent(sourceOf(Buffer.from(bytes)), claims)
      // Only words have no mark of their own, so that random bytes may be them.
      if (answer.ok) expect(['text', 'csv']).toContain(answer.value)
    }),
    runs,
  )
})

test('a sound file with bytes changed, cut or added is taken under its own kind or refused, and never fails', async () => {
  const sound = [
    examplePdf({ packed: '1 0 << /Type /Annot >>' }),
    await exampleDocx(),
    await exampleXlsx(),
    await exampleOpenDocument('text'),
    examplePng(),
    exampleJpeg(),
    exampleTiff(),
  ]
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.option(fc.nat(), { freq: 5 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(sound.length - 1),
      fc.array(change, { maxLength: 4 }),
      kind,
      async (which, changes, claims) => {
        let bytes = Buffer.from(sound[which] ?? Buffer.alloc(0))
        for (const { at, byte, cut } of changes) {
          bytes[at % bytes.length] = byte
          if (cut !== null) bytes = bytes.subarray(0, 1 + (cut % bytes.length))
        }
        const answer = await inspectContent(sourceOf(bytes), claims)
        if (answer.ok) expect(answer.value).toBe(claims)
      },
    ),
    runs,
  )
})

test('an active name is found wherever it stands in a PDF', async () => {
  const filler = fc.string({ unit: fc.constantFrom('a', ' ', '(', ')', '<', '/', '#', '4', '\n', 's'), maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(
      filler,
      filler,
      fc.constantFrom('JavaScript', 'Launch', 'EmbeddedFile'),
      async (before, after, name) => {
        const answer = await inspectContent(sourceOf(examplePdf({ extra: `${before} /${name} ${after}` })), 'pdf')
        expect(answer.ok).toBe(false)
      },
    ),
    runs,
  )
})
