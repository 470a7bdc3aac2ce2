import { listInspectionProposals, listInspections } from '@nq15/db/inspection/inspection.read'
import { listProgrammes } from '@nq15/db/inspection/programme.read'
import { findRemedy, listOpenRemedies } from '@nq15/db/inspection/remedy.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  inspectionActSchema,
  inspectionParameterNames,
  newInspectionSchema,
  newProgrammeSchema,
  newTeamMemberSchema,
  remedyActSchema,
} from '@nq15/domain/inspection'
import { addTeamMember, dropTeamMember } from '@nq15/use-cases/inspection/change-team'
import { keepProgramme, setInspectionParameter } from '@nq15/use-cases/inspection/keep-programme'
import { openInspection } from '@nq15/use-cases/inspection/open-inspection'
import { readInspection, readInspectionRules } from '@nq15/use-cases/inspection/read-inspection'
import { takeInspectionStep } from '@nq15/use-cases/inspection/take-inspection-step'
import { takeRemedyStep } from '@nq15/use-cases/inspection/take-remedy-step'
import { z } from 'zod'
import { day } from '../monitoring/answers.ts'
import { accepted, found, inspecting, permitted, router } from '../trpc.ts'

const act = { requestId: z.uuid(), version: z.int().min(1) }
const ofInspection = { ...act, inspectionId: z.uuid() }

/** Inspection and supervision: programmes, an inspection with its team and remedies, and every step of them. */
export const inspectionsRouter = router({
  board: permitted('inspection:read').query(({ ctx: { db, scope } }) =>
    db.asReader(scope, async (tx) => ({
      inspections: await listInspections(tx, scope, { today: todayInHanoi(new Date()), limit: 300 }),
      programmes: await listProgrammes(tx, scope),
      remedies: await listOpenRemedies(tx, scope, { limit: 200 }),
      proposals: await listInspectionProposals(tx, scope),
    })),
  ),

  inspection: inspecting('inspection:read')
    .input(z.strictObject({ inspectionId: z.uuid() }))
    .query(async ({ ctx: { db, scope, acting }, input }) =>
      found(await readInspection(db, { scope, hand: acting.hand }, { ...input, now: new Date() })),
    ),

  remedy: inspecting('inspection:read')
    .input(z.strictObject({ remedyId: z.uuid() }))
    .query(async ({ ctx: { db, scope, acting }, input: { remedyId } }) => {
      const { inspectionId } = found(await db.asReader(scope, (tx) => findRemedy(tx, scope, remedyId)))
      return found(await readInspection(db, { scope, hand: acting.hand }, { inspectionId, now: new Date() }))
    }),

  rules: permitted('inspection:read')
    .input(z.strictObject({ bodyId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input }) =>
      found(await readInspectionRules(db, scope, { ...input, now: new Date() })),
    ),

  setParameter: inspecting('inspection:decide')
    .input(
      z.strictObject({
        requestId: z.uuid(),
        organizationId: z.uuid(),
        parameter: z.strictObject({
          name: z.enum(inspectionParameterNames),
          value: z.int().min(1).max(400),
          validFrom: day,
          source: z.string().trim().min(1).max(300),
        }),
      }),
    )
    .mutation(async ({ ctx: { db, acting }, input }) => accepted(await setInspectionParameter(db, acting, input))),

  keepProgramme: inspecting('inspection:conduct')
    .input(z.strictObject({ requestId: z.uuid(), programme: newProgrammeSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) => accepted(await keepProgramme(db, acting, input))),

  open: inspecting('inspection:conduct')
    .input(z.strictObject({ requestId: z.uuid(), inspection: newInspectionSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openInspection(db, acting, { ...input, now: new Date() })),
    ),

  addTeam: inspecting('inspection:conduct')
    .input(z.strictObject({ ...ofInspection, member: newTeamMemberSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await addTeamMember(db, acting, { ...input, now: new Date() })),
    ),

  dropTeam: inspecting('inspection:conduct')
    .input(z.strictObject({ ...ofInspection, teamId: z.uuid(), reason: z.string().trim().min(1).max(500) }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await dropTeamMember(db, acting, { ...input, now: new Date() })),
    ),

  step: inspecting('inspection:read')
    .input(z.strictObject({ ...ofInspection, act: inspectionActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeInspectionStep(db, acting, { ...input, now: new Date() })),
    ),

  remedyStep: inspecting('inspection:read')
    .input(z.strictObject({ ...act, remedyId: z.uuid(), act: remedyActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeRemedyStep(db, acting, { ...input, now: new Date() })),
    ),
})
