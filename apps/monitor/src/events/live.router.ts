import { seenOrganizations } from '@nq15/db/events/live.read'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { permitted, router } from '../trpc.ts'

/**
 * What happens, while it happens, for open pages: only what the reader may see, under the rights he has at that moment. Who comes back
 * after a break, also from another process, names the last event he was told of and is told what came since; some may come twice.
 */
export const liveRouter = router({
  events: permitted('monitoring:read')
    .input(z.object({ lastEventId: z.uuid().optional().catch(undefined) }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      if (!ctx.live || !signal) return
      for await (const events of ctx.live.follow(signal, input?.lastEventId)) {
        const ids = events.map(({ organizationId }) => organizationId)
        const seen = await ctx.db.asReader(ctx.scope, (tx) => seenOrganizations(tx, ctx.scope, ids))
        // Signed out, or without a role: nothing more is told.
        if (seen === null) return
        for (const { id, type, organizationId, recordId } of events) {
          if (seen.has(organizationId)) yield tracked(id, { type, organizationId, recordId })
        }
      }
    }),
})
