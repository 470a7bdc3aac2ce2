/** When an emergency account was opened and when that use closes; null while its envelope is sealed. */
export type EmergencyOpening = { readonly openedAt: Date | null; readonly closesAt: Date | null }

/** `sealed`: may be opened. `open`: in use. `spent`: was used and opens nothing until it is sealed anew. */
export type EmergencyState = 'sealed' | 'open' | 'spent'

/** The state of an emergency account at a moment; at the very moment of closing it is closed. */
export function emergencyState({ openedAt, closesAt }: EmergencyOpening, now: Date): EmergencyState {
  if (!openedAt || !closesAt) return 'sealed'
  return now < closesAt ? 'open' : 'spent'
}

/** Hours that one use of an emergency account lasts unless said otherwise: a working day. */
export const emergencyHours = { usual: 8, least: 1, most: 72 } as const
