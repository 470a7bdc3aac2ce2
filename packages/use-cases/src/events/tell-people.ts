import { type FanOut, fanOut } from '@nq15/db/events/notification.write'
import { audienceOf, eventKind, isEventType } from '@nq15/domain/events'
import type { EventHandler } from './event-handler.ts'

/** Puts events into the inboxes of those who can act on them, as the catalogue says. */
export const tellPeople: EventHandler = {
  name: 'tell-people',
  wants: (type) => isEventType(type) && eventKind(type).urgency !== 'silent',
  handle: async (tx, scope, events) => {
    const wanted = events.flatMap(({ id, type, payload }): FanOut[] => {
      const told = isEventType(type) ? audienceOf(type, payload) : null
      return told ? [{ ...told, eventId: id }] : []
    })
    await fanOut(tx, scope, wanted)
  },
}
