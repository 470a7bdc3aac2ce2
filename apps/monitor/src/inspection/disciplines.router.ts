import { newProceedingSchema, proceedingActSchema } from '@nq15/domain/inspection'
import { openDiscipline } from '@nq15/use-cases/inspection/open-discipline'
import { countDiscipline, listDiscipline, readDiscipline } from '@nq15/use-cases/inspection/read-discipline'
import { takeDisciplineStep } from '@nq15/use-cases/inspection/take-discipline-step'
import { z } from 'zod'
import { accepted, found, inspecting, permitted, router } from '../trpc.ts'

/** Proceedings on discipline, for who needs to know; everybody else gets counts. */
export const disciplinesRouter = router({
  counts: inspecting('inspection:read')
    .input(z.strictObject({ organizationId: z.uuid(), year: z.int().min(2000).max(2100) }))
    .query(async ({ ctx: { db, scope, acting }, input }) => {
      const knowing = acting.prove('discipline:read')
      return found(await countDiscipline(db, { scope, knowing }, input))
    }),

  list: permitted('discipline:read').query(({ ctx: { db, scope } }) => listDiscipline(db, scope)),

  proceeding: permitted('discipline:read')
    .input(z.strictObject({ caseId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input }) =>
      found(await readDiscipline(db, scope, { ...input, now: new Date() })),
    ),

  open: inspecting('discipline:prepare')
    .input(z.strictObject({ requestId: z.uuid(), proceeding: newProceedingSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openDiscipline(db, acting, { ...input, now: new Date() })),
    ),

  step: inspecting('discipline:read')
    .input(z.strictObject({ requestId: z.uuid(), version: z.int().min(1), caseId: z.uuid(), act: proceedingActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeDisciplineStep(db, acting, { ...input, now: new Date() })),
    ),
})
