import { sheetIds } from '@nq15/domain/monitoring'
import { importSheets } from '@nq15/use-cases/monitoring/import-sheets'
import { readEntryBoard, readEntrySheet } from '@nq15/use-cases/monitoring/read-entry'
import { saveSheet, saveSheetSchema } from '@nq15/use-cases/monitoring/save-sheet'
import { verifySheets } from '@nq15/use-cases/monitoring/verify-sheets'
import { z } from 'zod'
import { forecastAtOnce } from '../incidents/forecast-at-once.ts'
import { permitted, router } from '../trpc.ts'
import { answer, answerOf, bilingual, id, monthStart, requestId, valueOrThrow } from './answers.ts'
import { judgeAtOnce } from './judge-at-once.ts'

const sheetId = z.enum(sheetIds)
const subject = z.string().regex(/^[0-9A-Za-z._-]{0,60}$/)
const figures = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]))

const storedSheet = z.object({
  id,
  organizationId: id,
  sheet: z.string(),
  subject: z.string(),
  subjectName: z.string().nullable(),
  kind: z.enum(['month', 'quarter', 'year']),
  start: z.string(),
  figures,
  source: z.string(),
  quality: z.string(),
  enteredBy: id,
  enteredByName: z.string(),
  enteredAt: z.date(),
  verifiedByName: z.string().nullable(),
  verifiedAt: z.date().nullable(),
  version: z.number(),
  correctionReason: z.string().nullable(),
  supersededAt: z.date().nullable(),
})

const entrySheet = z.object({
  organizationId: id,
  organizationName: z.string(),
  sheet: sheetId,
  subject: z.string(),
  subjectName: z.string().nullable(),
  start: z.string(),
  dueOn: z.string(),
  versions: z.array(storedSheet).readonly(),
  before: storedSheet.nullable(),
  added: z.array(z.object({ name: z.string(), sheet: z.string(), label: bilingual })).readonly(),
  owed: z.array(sheetId).readonly(),
  subjects: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
  mayEnter: z.boolean(),
  counted: storedSheet.nullable(),
})

const entryBoard = z.object({
  organizationId: id,
  organizationName: z.string(),
  sheet: sheetId,
  start: z.string(),
  dueOn: z.string(),
  counts: z.object({ owed: z.number(), sent: z.number(), verified: z.number() }),
  rows: z
    .array(
      z.object({
        organizationId: id,
        name: z.string(),
        code: z.string(),
        factId: id.nullable(),
        enteredByName: z.string().nullable(),
        enteredBy: id.nullable(),
        enteredAt: z.date().nullable(),
        verifiedAt: z.date().nullable(),
        version: z.number().nullable(),
      }),
    )
    .readonly(),
  next: z.string().nullable(),
})

const askedSheet = z.object({
  organizationId: id,
  sheet: sheetId.nullable().default(null),
  subject: subject.default(''),
  start: monthStart.nullable().default(null),
})

/** Where a page of organizations begins: the name and id of the last one before. */
const boardCursor = z.string().regex(/^[^\n]{0,300}\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** Sheets of figures: reading, entering, verifying, completeness. */
export const factsRouter = router({
  sheet: permitted('monitoring:read')
    .input(askedSheet)
    .output(entrySheet)
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readEntrySheet(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),
  board: permitted('monitoring:read')
    .input(
      z.object({
        organizationId: id,
        sheet: sheetId.default('cell-month'),
        start: monthStart.nullable().default(null),
        only: z.enum(['all', 'missing']).default('all'),
        cursor: boardCursor.nullable().default(null),
      }),
    )
    .output(entryBoard)
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readEntryBoard(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),
  save: permitted('monitoring:enter')
    .input(saveSheetSchema.extend({ requestId }))
    .output(answerOf(z.object({ factId: id, version: z.number(), start: z.string(), judged: z.boolean() })))
    .mutation(async ({ ctx, input }) => {
      const saved = answer(await saveSheet(ctx.db, ctx.scope, { ...input, now: new Date() }))
      if (!saved.ok) return saved
      // The sign is there when the page is drawn again; what fails here is made up for by the clock.
      await forecastAtOnce(ctx.db, input)
      const judged = await judgeAtOnce(ctx.db, { organizationId: input.organizationId, from: saved.value.start })
      return { ok: true, value: { ...saved.value, judged } }
    }),
  verify: permitted('monitoring:verify')
    .input(z.object({ requestId, factIds: z.array(id).min(1).max(200) }))
    .output(answerOf(z.object({ verified: z.number() })))
    .mutation(async ({ ctx, input }) => answer(await verifySheets(ctx.db, ctx.scope, input))),
  import: permitted('monitoring:enter')
    .input(
      z.object({
        requestId,
        organizationId: id,
        sheet: sheetId,
        start: monthStart,
        content: z.base64().max(900_000),
        format: z.enum(['csv', 'xlsx']),
        fileName: z.string().trim().min(1).max(200),
        dryRun: z.boolean(),
      }),
    )
    .output(
      answerOf(
        z.object({
          rows: z.number(),
          stored: z.number(),
          refused: z
            .array(z.object({ line: z.number(), code: z.string(), reasons: z.array(z.string()).readonly() }))
            .readonly(),
          errors: z.string().nullable(),
        }),
      ),
    )
    .mutation(async ({ ctx, input: { content, ...input } }) =>
      answer(
        await importSheets(ctx.db, ctx.scope, { ...input, content: Buffer.from(content, 'base64'), now: new Date() }),
      ),
    ),
})
