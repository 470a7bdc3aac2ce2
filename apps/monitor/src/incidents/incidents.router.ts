import { listCommitments } from '@nq15/db/incidents/commitment.read'
import { listIncidents } from '@nq15/db/incidents/incident.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { commitmentActSchema, incidentActSchema, newCommitmentSchema, newIncidentSchema } from '@nq15/domain/incidents'
import { makeCommitment, takeCommitmentStep } from '@nq15/use-cases/incidents/make-commitment'
import { openIncident } from '@nq15/use-cases/incidents/open-incident'
import { readIncident } from '@nq15/use-cases/incidents/read-incident'
import { takeIncidentStep } from '@nq15/use-cases/incidents/take-incident-step'
import { z } from 'zod'
import { accepted, following, found, permitted, router } from '../trpc.ts'

const act = { requestId: z.uuid(), version: z.int().min(1) }

/** The register of complex cases and their public commitments. */
export const incidentsRouter = router({
  register: permitted('case:read').query(({ ctx: { db, scope } }) =>
    db.asReader(scope, async (tx) => ({
      incidents: await listIncidents(tx, scope, { today: todayInHanoi(new Date()), limit: 500 }),
      commitments: await listCommitments(tx, scope, { limit: 300 }),
    })),
  ),

  incident: permitted('case:read')
    .input(z.strictObject({ caseId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input }) =>
      found(await readIncident(db, scope, { ...input, now: new Date() })),
    ),

  open: following('case:work')
    .input(z.strictObject({ requestId: z.uuid(), incident: newIncidentSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await openIncident(db, acting, { ...input, now: new Date() })),
    ),

  step: following('case:read')
    .input(z.strictObject({ ...act, caseId: z.uuid(), act: incidentActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeIncidentStep(db, acting, { ...input, now: new Date() })),
    ),

  promise: following('case:work')
    .input(z.strictObject({ requestId: z.uuid(), caseId: z.uuid(), commitment: newCommitmentSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await makeCommitment(db, acting, { ...input, now: new Date() })),
    ),

  stepPromise: following('case:work')
    .input(z.strictObject({ ...act, commitmentId: z.uuid(), act: commitmentActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeCommitmentStep(db, acting, { ...input, now: new Date() })),
    ),
})
