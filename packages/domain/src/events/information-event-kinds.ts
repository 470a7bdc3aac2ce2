import { z } from 'zod'
import { day, word } from './payload-fields.ts'

/** What questions of an area tell. */
export const informationEventKinds = {
  // Somebody answers for a question until a day.
  'information.issue-assigned': {
    payload: z.object({ dueOn: day }),
    audience: { permissions: ['information:work', 'information:decide'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'information.issue-moved': {
    payload: z.object({ event: word, state: word }),
    audience: { permissions: ['information:work', 'information:decide'] },
    urgency: 'daily',
  },
  // An answer or an update whose day passed: told once to who decides for the area and who is in charge of it.
  'information.issue-escalated': {
    payload: z.object({ duty: word, dueOn: day }),
    audience: { permissions: ['information:decide'], roles: ['area-member'] },
    urgency: 'urgent',
  },
} as const
