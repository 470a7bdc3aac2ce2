import { listPlanBoard, listPlansOfEntry } from '@nq15/db/consolidation/plan.read'
import { findPlanTask, listOwnTasks } from '@nq15/db/consolidation/task.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  newTaskSchema,
  planActSchema,
  reportPeriodSchema,
  reportWordsSchema,
  taskActSchema,
} from '@nq15/domain/consolidation'
import { keepReport, signReport } from '@nq15/use-cases/consolidation/keep-report'
import { openPlan } from '@nq15/use-cases/consolidation/open-plan'
import { openPlanOfConclusion } from '@nq15/use-cases/consolidation/open-plan-of-conclusion'
import { addPlanTask, dropPlanTask } from '@nq15/use-cases/consolidation/plan-tasks'
import { readChargePlans } from '@nq15/use-cases/consolidation/read-charge-plans'
import { readPlan } from '@nq15/use-cases/consolidation/read-plan'
import { listOwedReports, readReport } from '@nq15/use-cases/consolidation/read-report'
import { takePlanStep } from '@nq15/use-cases/consolidation/take-plan-step'
import { takeTaskStep } from '@nq15/use-cases/consolidation/take-task-step'
import { z } from 'zod'
import { day } from '../monitoring/answers.ts'
import { accepted, found, permitted, router, watching } from '../trpc.ts'

const report = { planId: z.uuid(), period: reportPeriodSchema }
const act = { requestId: z.uuid(), version: z.int().min(1) }

/** Consolidation plans: the board, a plan with its tasks, and every step of both. */
export const plansRouter = router({
  board: permitted('plan:read')
    .input(
      z.strictObject({
        areaCode: z.string().max(10).optional(),
        day: day.optional(),
        limit: z.int().min(1).max(1_000).default(500),
      }),
    )
    .query(({ ctx: { db, scope }, input: { day: asked, ...of } }) => {
      const today = todayInHanoi(new Date())
      const isPast = asked !== undefined && asked < today
      return db.asReader(scope, (tx) => listPlanBoard(tx, scope, { ...of, day: isPast ? asked : today, isPast }))
    }),

  charge: permitted('plan:read')
    .input(z.strictObject({ organizationIds: z.array(z.uuid()).max(20) }))
    .query(({ ctx: { db, scope }, input }) => readChargePlans(db, scope, { ...input, now: new Date() })),

  plan: permitted('plan:read')
    .input(z.strictObject({ planId: z.uuid(), day: day.nullable().default(null) }))
    .query(async ({ ctx: { db, scope }, input }) => found(await readPlan(db, scope, { ...input, now: new Date() }))),

  task: permitted('plan:read')
    .input(z.strictObject({ taskId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input: { taskId } }) => {
      const { planId } = found(await db.asReader(scope, (tx) => findPlanTask(tx, scope, taskId)))
      return found(await readPlan(db, scope, { planId, day: null, now: new Date() }))
    }),

  mine: permitted('plan:read').query(({ ctx: { db, scope } }) =>
    db.asReader(scope, (tx) => listOwnTasks(tx, scope, { limit: 50 })),
  ),

  ofEntry: permitted('plan:read')
    .input(z.strictObject({ entryId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input: { entryId } }) => {
      const plans = await db.asReader(scope, (tx) => listPlansOfEntry(tx, scope, entryId))
      return plans.map(({ planId, edition, state, endsOn }) => ({ planId, edition, state, endsOn }))
    }),

  open: watching('plan:work')
    .input(z.strictObject({ requestId: z.uuid(), entryId: z.uuid() }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openPlan(db, acting, { ...input, now: new Date() })),
    ),

  openOfConclusion: watching('plan:work')
    .input(z.strictObject({ requestId: z.uuid(), inspectionId: z.uuid() }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openPlanOfConclusion(db, acting, { ...input, now: new Date() })),
    ),

  addTask: watching('plan:work')
    .input(z.strictObject({ ...act, planId: z.uuid(), task: newTaskSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) => accepted(await addPlanTask(db, acting, input))),

  dropTask: watching('plan:work')
    .input(z.strictObject({ ...act, planId: z.uuid(), taskId: z.uuid() }))
    .mutation(async ({ ctx: { db, acting }, input }) => accepted(await dropPlanTask(db, acting, input))),

  step: watching('plan:read')
    .input(z.strictObject({ ...act, planId: z.uuid(), act: planActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takePlanStep(db, acting, { ...input, now: new Date() })),
    ),

  taskStep: watching('plan:read')
    .input(z.strictObject({ ...act, taskId: z.uuid(), act: taskActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeTaskStep(db, acting, { ...input, now: new Date() })),
    ),

  report: permitted('plan:read')
    .input(z.strictObject(report))
    .query(async ({ ctx: { db, scope }, input }) => found(await readReport(db, scope, { ...input, now: new Date() }))),

  reportsOwed: permitted('plan:read').query(({ ctx: { db, scope } }) =>
    db.asReader(scope, (tx) => listOwedReports(tx, scope, { today: todayInHanoi(new Date()) })),
  ),

  keepReport: watching('plan:work')
    .input(
      z.strictObject({
        ...{ ...report, requestId: z.uuid() },
        version: z.int().min(1).nullable(),
        words: reportWordsSchema,
      }),
    )
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await keepReport(db, acting, { ...input, now: new Date() })),
    ),

  signReport: watching('plan:work')
    .input(z.strictObject({ ...report, ...act }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await signReport(db, acting, { ...input, now: new Date() })),
    ),
})
