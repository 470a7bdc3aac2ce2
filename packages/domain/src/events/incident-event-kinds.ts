import { z } from 'zod'
import { count, day, id, word } from './payload-fields.ts'

/** What complex cases, promises and the forecast tell. */
export const incidentEventKinds = {
  'incidents.case-moved': {
    payload: z.object({ event: word, state: word }),
    audience: { permissions: ['case:work', 'case:decide'] },
    urgency: 'daily',
  },
  // A day passed and the promise was not kept: who answers is told, and the forecast is looked at again.
  'incidents.commitment-missed': {
    payload: z.object({ dueOn: day, caseId: id.optional(), projectId: id.optional() }),
    audience: { permissions: ['case:work', 'case:decide'] },
    urgency: 'urgent',
  },
  // The watch level of a commune or project rose: answered with action or a reason within its days.
  'incidents.level-risen': {
    payload: z.object({ level: count, dueOn: day }),
    audience: { permissions: ['case:work', 'case:decide'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  // The conclusion of a meeting of Steering Committee 15 was signed: what it asks is followed from now on.
  'incidents.meeting-concluded': {
    payload: z.object({ conclusions: count }),
    audience: { permissions: ['case:work', 'case:decide'] },
    urgency: 'daily',
  },
  'incidents.alarm-escalated': {
    payload: z.object({ level: count, dueOn: day }),
    audience: { permissions: ['case:decide'] },
    urgency: 'urgent',
  },
} as const
