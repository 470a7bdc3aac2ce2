import { endSeatSchema, newMeetingSchema, newSeatSchema, steeringActSchema } from '@nq15/domain/incidents'
import { giveSeat, leaveSeat, planMeeting, takeSteeringStep } from '@nq15/use-cases/incidents/keep-steering'
import { readMeeting, readSteering } from '@nq15/use-cases/incidents/read-steering'
import { z } from 'zod'
import { day } from '../monitoring/answers.ts'
import { accepted, following, found, permitted, router } from '../trpc.ts'

const act = { requestId: z.uuid(), version: z.int().min(1) }

/** Steering Committee 15: who sits on it through time, its meetings, and what their conclusions ask. */
export const steeringRouter = router({
  board: permitted('case:read')
    .input(z.strictObject({ asOf: day.nullable() }))
    .query(({ ctx: { db, scope }, input }) => readSteering(db, scope, { ...input, now: new Date() })),

  meeting: permitted('case:read')
    .input(z.strictObject({ meetingId: z.uuid() }))
    .query(async ({ ctx: { db, scope }, input }) => found(await readMeeting(db, scope, { ...input, now: new Date() }))),

  seat: following('case:decide')
    .input(z.strictObject({ requestId: z.uuid(), seat: newSeatSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await giveSeat(db, acting, { ...input, now: new Date() })),
    ),

  leave: following('case:decide')
    .input(z.strictObject({ ...act, seatId: z.uuid(), end: endSeatSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await leaveSeat(db, acting, { ...input, now: new Date() })),
    ),

  plan: following('case:work')
    .input(z.strictObject({ requestId: z.uuid(), meeting: newMeetingSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await planMeeting(db, acting, { ...input, now: new Date() })),
    ),

  step: following('case:read')
    .input(z.strictObject({ ...act, meetingId: z.uuid(), act: steeringActSchema }))
    .mutation(async ({ ctx: { db, acting }, input }) =>
      accepted(await takeSteeringStep(db, acting, { ...input, now: new Date() })),
    ),
})
