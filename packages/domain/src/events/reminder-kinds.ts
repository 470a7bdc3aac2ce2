import type { Role } from '../access/index.ts'

/** What somebody may be reminded of, and which roles over its organization are. A new kind: one line and its sentence. */
export const reminderKinds = {
  'ratings.cell-due': { roles: ['org-secretary'] },
  'ratings.committee-due': { roles: ['grassroots-office', 'grassroots-committee'] },
  'ratings.unit-due': { roles: ['org-secretary'] },
  'ratings.unit-decision-due': {
    roles: ['grassroots-office', 'grassroots-committee', 'organization-board', 'standing-committee'],
  },
  // After the day is past: who decides is told that reports are missing.
  'ratings.unit-late-due': { roles: ['grassroots-office', 'organization-board'] },
} as const satisfies Record<string, { readonly roles: readonly Role[] }>

export type ReminderKind = keyof typeof reminderKinds

/** Whether the catalogue of reminders knows this kind. */
export const isReminderKind = (kind: string): kind is ReminderKind => Object.hasOwn(reminderKinds, kind)
