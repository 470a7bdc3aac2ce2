import { queueWebhooks } from '@nq15/db/events/webhook.write'
import type { EventHandler } from './event-handler.ts'

/** Queues the events of early recognition for the targets of other systems. */
export const tellTargets: EventHandler = {
  name: 'tell-targets',
  wants: (type) => type.startsWith('monitoring.'),
  handle: async (tx, scope, events) => {
    await queueWebhooks(
      tx,
      scope,
      events.map(({ id }) => id),
    )
  },
}
