import { z } from 'zod'
import { day, id, word } from './payload-fields.ts'

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
  // Who reports for the organization that owes it; of a level that gave itself the task, its board too.
  'reports.directive-task-reminder': {
    payload: z.object({ kind: word, dueOn: day, roles: z.array(word) }),
    audience: { rolesField: 'roles' },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  // Of the organization that gave it.
  'reports.directive-task-escalated': {
    payload: z.object({ dueOn: day }),
    audience: { permissions: ['report:write'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  // Who works on the report: its author and whoever remarked on it before; one event each, so that nobody else is told.
  'reports.review-commented': {
    payload: z.object({ userId: id }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
  // Who made the remark, when the words of its section were written anew.
  'reports.review-rewritten': {
    payload: z.object({ userId: id }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
} as const
