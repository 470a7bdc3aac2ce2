import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import { listWatchLists } from '@nq15/db/monitoring/watch-list.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { watchActSchema, watchListFormSchema, watchSignSchema, watchStates } from '@nq15/domain/monitoring'
import { keepWatchList } from '@nq15/use-cases/monitoring/keep-watch-list'
import { openWatchEntry } from '@nq15/use-cases/monitoring/open-watch-entry'
import { readBoard } from '@nq15/use-cases/monitoring/read-board'
import { readMeeting } from '@nq15/use-cases/monitoring/read-meeting'
import { readOrganizationWatch } from '@nq15/use-cases/monitoring/read-organization-watch'
import { readWatchEntry } from '@nq15/use-cases/monitoring/read-watch-entry'
import { prepareQuarter, readQuarterPage, signQuarter } from '@nq15/use-cases/monitoring/sign-watch-quarter'
import { takeWatchStep } from '@nq15/use-cases/monitoring/take-watch-step'
import { z } from 'zod'
import { accepted, found, permitted, router, watching } from '../trpc.ts'
import { day } from './answers.ts'
import { boardOut, entryOut, listOut, quarterOut } from './watch.schema.ts'

const quarter = { listId: z.uuid(), year: z.int().min(2000).max(2100), quarter: z.int().min(1).max(4) }
const act = { requestId: z.uuid(), version: z.int().min(1) }
const page = { cursor: z.uuid().optional(), limit: z.int().min(1).max(200).default(50) }

/** The watch list: lists, entries, steps, quarters and the board. */
export const watchRouter = router({
  lists: permitted('watch:read', { open: 'Các danh sách theo dõi: tên, mức, thời hạn.' })
    .output(z.array(listOut))
    .query(({ ctx: { db, scope } }) => db.asReader(scope, (tx) => listWatchLists(tx, scope))),

  entries: permitted('watch:read', { open: 'Tổ chức trong danh sách theo dõi, từng trang.' })
    .input(
      z.strictObject({
        listId: z.uuid().optional(),
        organizationId: z.uuid().optional(),
        states: z.array(z.enum(watchStates)).max(20).optional(),
        areaCode: z.string().max(10).optional(),
        ...page,
      }),
    )
    .output(z.object({ entries: z.array(entryOut), nextCursor: z.uuid().nullable() }))
    .query(async ({ ctx: { db, scope }, input: { cursor, limit, ...filter } }) => {
      const rows = await db.asReader(scope, (tx) =>
        listWatchEntries(tx, scope, { ...filter, after: cursor, limit: limit + 1 }),
      )
      const entries = rows.slice(0, limit)
      return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.entryId ?? null) : null }
    }),

  board: permitted('watch:read', {
    open: 'Bảng nhận diện sớm: số trong danh sách, thay đổi, xu hướng, mức theo địa bàn.',
  })
    .input(z.strictObject({ listId: z.uuid().optional(), day: day.optional() }))
    .output(boardOut)
    .query(({ ctx: { db, scope }, input }) =>
      readBoard(db, scope, { listId: input.listId ?? null, day: input.day ?? todayInHanoi(new Date()) }),
    ),

  quarter: permitted('watch:read', { open: 'Đối chiếu danh sách theo quý.' })
    .input(z.strictObject(quarter))
    .output(quarterOut)
    .query(async ({ ctx: { db, scope }, input }) => found(await readQuarterPage(db, scope, input))),

  entry: permitted('watch:read')
    .input(z.strictObject({ entryId: z.uuid(), locale: z.enum(['vi', 'en']).default('vi') }))
    .query(async ({ ctx: { db, scope }, input }) =>
      found(await readWatchEntry(db, scope, { ...input, now: new Date() })),
    ),

  meeting: permitted('watch:read')
    .input(z.strictObject({ listId: z.uuid(), locale: z.enum(['vi', 'en']).default('vi') }))
    .query(async ({ ctx: { db, scope }, input }) => found(await readMeeting(db, scope, input))),

  organization: permitted('watch:read')
    .input(z.strictObject({ organizationId: z.uuid(), locale: z.enum(['vi', 'en']).default('vi') }))
    .query(async ({ ctx: { db, scope }, input }) => found(await readOrganizationWatch(db, scope, input))),

  open: watching('watch:propose')
    .input(z.strictObject({ requestId: z.uuid(), listId: z.uuid(), organizationId: z.uuid(), sign: watchSignSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openWatchEntry(db, acting, { ...input, now: new Date() })),
    ),

  step: watching('watch:read')
    .input(z.strictObject({ ...act, entryId: z.uuid(), act: watchActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeWatchStep(db, acting, { ...input, now: new Date() })),
    ),

  keepList: permitted('watch:appraise')
    .input(
      z.strictObject({
        requestId: z.uuid(),
        organizationId: z.uuid(),
        listId: z.uuid().nullable(),
        version: z.int().min(0),
        form: watchListFormSchema,
      }),
    )
    .mutation(async ({ ctx: { db, scope }, input: { form, ...of } }) =>
      accepted(await keepWatchList(db, scope, { ...of, ...form })),
    ),

  prepareQuarter: watching('watch:appraise')
    .input(
      z.strictObject({
        ...quarter,
        requestId: z.uuid(),
        version: z.int().min(1).nullable(),
        reasons: z.array(z.strictObject({ entryId: z.uuid(), reason: z.string().trim().max(1_000) })).max(500),
      }),
    )
    .mutation(async ({ ctx: { db, acting }, input }) => accepted(await prepareQuarter(db, acting, input))),

  signQuarter: watching('watch:decide')
    .input(z.strictObject({ ...quarter, ...act }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await signQuarter(db, acting, { ...input, now: new Date() })),
    ),
})
