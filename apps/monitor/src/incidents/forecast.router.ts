import { forecastAnswers, newProjectSchema, projectActSchema } from '@nq15/domain/incidents'
import { answerForecastAlarm } from '@nq15/use-cases/incidents/answer-forecast-alarm'
import { importProjectSheets } from '@nq15/use-cases/incidents/import-project-sheets'
import { changeProject, openProject } from '@nq15/use-cases/incidents/keep-project'
import { readBackTest, readForecast, readForecastSubject, readProject } from '@nq15/use-cases/incidents/read-forecast'
import { z } from 'zod'
import { day } from '../monitoring/answers.ts'
import { accepted, following, found, permitted, router } from '../trpc.ts'

const act = { requestId: z.uuid(), version: z.int().min(1) }

/** The forecast around projects: levels, alarms, and the projects themselves. */
export const forecastRouter = router({
  board: permitted('case:read')
    .input(z.strictObject({ asOf: day.nullable() }))
    .query(({ ctx: { db, scope }, input }) => readForecast(db, scope, { ...input, now: new Date() })),

  subject: permitted('case:read')
    .input(z.strictObject({ organizationId: z.uuid(), subject: z.string().max(40) }))
    .query(async ({ ctx: { db, scope }, input }) =>
      found(await readForecastSubject(db, scope, { ...input, now: new Date() })),
    ),

  backTest: permitted('case:read').query(({ ctx: { db, scope } }) => readBackTest(db, scope, { now: new Date() })),

  project: permitted('case:read')
    .input(z.strictObject({ projectId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input }) => found(await readProject(db, scope, { ...input, now: new Date() }))),

  openProject: following('case:work')
    .input(
      z.strictObject({
        requestId: z.uuid(),
        organizationId: z.uuid(),
        areaIds: z.array(z.uuid()).min(1).max(200),
        project: newProjectSchema,
      }),
    )
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openProject(db, acting, { ...input, now: new Date() })),
    ),

  importSheets: following('monitoring:enter')
    .input(
      z.strictObject({
        requestId: z.uuid(),
        organizationId: z.uuid(),
        start: z.iso.date(),
        content: z.base64().max(900_000),
        format: z.enum(['csv', 'xlsx']),
        fileName: z.string().trim().min(1).max(200),
        dryRun: z.boolean(),
      }),
    )
    .mutation(async ({ ctx: { db, scope, acting }, input: { content, ...input } }) => {
      const file = { ...input, content: Buffer.from(content, 'base64'), now: new Date() }
      return accepted(await importProjectSheets(db, { scope, hand: acting.hand }, file))
    }),

  changeProject: following('case:work')
    .input(z.strictObject({ ...act, projectId: z.uuid(), act: projectActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await changeProject(db, acting, { ...input, now: new Date() })),
    ),

  answer: following('case:read')
    .input(
      z.strictObject({
        ...act,
        alarmId: z.uuid(),
        answer: z.enum(forecastAnswers),
        reason: z.string().max(1_000),
      }),
    )
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await answerForecastAlarm(db, acting, { ...input, now: new Date() })),
    ),
})
