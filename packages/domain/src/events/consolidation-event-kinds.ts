import { z } from 'zod'
import { day, id, word } from './payload-fields.ts'

/** What consolidation plans tell: of a plan, its tasks and its reports. */
export const consolidationEventKinds = {
  'consolidation.plan-moved': {
    payload: z.object({ event: word, state: word }),
    audience: { permissions: ['plan:appraise', 'plan:decide'] },
    urgency: 'daily',
  },
  'consolidation.plan-decided': {
    payload: z.object({ event: word, state: word, decidedOn: day }),
    audience: { permissions: ['plan:work', 'plan:appraise'] },
    urgency: 'urgent',
  },
  // Days or states of tasks have changed: their reminders are made anew.
  'consolidation.tasks-dated': { payload: z.object({ planId: id }), audience: {}, urgency: 'silent' },
  'consolidation.task-reminder': {
    payload: z.object({ kind: word, dueOn: day, userId: id.optional(), roles: z.array(word) }),
    // Its owner; where he has no account, who speaks for the organization.
    audience: { userField: 'userId', rolesField: 'roles' },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'consolidation.task-escalated': {
    payload: z.object({ dueOn: day, planId: id }),
    audience: { permissions: ['plan:appraise', 'plan:decide'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  'consolidation.report-late': {
    payload: z.object({ kind: word, dueOn: day }),
    audience: { permissions: ['plan:work', 'plan:appraise'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
} as const
