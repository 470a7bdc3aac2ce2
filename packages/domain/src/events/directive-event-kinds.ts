import { z } from 'zod'
import { day, word } from './payload-fields.ts'

/** What tasks of directives tell. */
export const directiveEventKinds = {
  'reports.directive-task-given': {
    payload: z.object({ dueOn: day }),
    audience: { roles: ['org-secretary', 'grassroots-office'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'reports.directive-task-reported': {
    payload: z.object({ dueOn: day }),
    audience: { permissions: ['report:write'] },
    urgency: 'daily',
  },
  'reports.directive-task-moved': {
    payload: z.object({ event: word }),
    audience: { roles: ['org-secretary', 'grassroots-office'] },
    urgency: 'daily',
  },
} as const
