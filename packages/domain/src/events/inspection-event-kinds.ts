import { z } from 'zod'
import { day, id, word } from './payload-fields.ts'

/** What inspection and supervision tell: of an inspection, of its remedies, and that a discipline changed. */
export const inspectionEventKinds = {
  'inspection.moved': {
    payload: z.object({ event: word, state: word }),
    audience: { permissions: ['inspection:conduct', 'inspection:decide'] },
    urgency: 'daily',
  },
  'inspection.decided': {
    payload: z.object({ event: word, state: word, decidedOn: day }),
    audience: { permissions: ['inspection:report', 'inspection:conduct'] },
    urgency: 'urgent',
  },
  // Days or states of remedies have changed: their reminders are made anew.
  'inspection.remedies-dated': { payload: z.object({ inspectionId: id }), audience: {}, urgency: 'silent' },
  'inspection.remedy-reported': {
    payload: z.object({ inspectionId: id }),
    audience: { permissions: ['inspection:conduct'] },
    urgency: 'daily',
  },
  'inspection.remedy-reminder': {
    payload: z.object({ kind: word, dueOn: day, userId: id.optional(), roles: z.array(word) }),
    // Its owner; where he has no account, who speaks for the organization.
    audience: { userField: 'userId', rolesField: 'roles' },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'inspection.remedy-escalated': {
    payload: z.object({ dueOn: day, inspectionId: id }),
    audience: { permissions: ['inspection:conduct', 'inspection:decide'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  // A discipline has effect, lapsed or proved wrongful: levels and indicators that rest on it are looked at again. No name, no form.
  'inspection.discipline-changed': {
    payload: z.object({ state: word, decidedOn: day }),
    audience: { permissions: ['rating:board', 'rating:decide'] },
    urgency: 'daily',
  },
} as const
