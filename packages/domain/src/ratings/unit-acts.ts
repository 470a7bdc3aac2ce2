import type { UnitEvent, UnitState } from './unit-state.ts'

/** What somebody may do with cases of units; each counts only at the organization a grant names, never below it. */
export const unitPermissions = ['unit:report', 'unit:appraise', 'unit:decide'] as const
export type UnitPermission = (typeof unitPermissions)[number]

/** Where an act is done: by the unit itself, by the level between, by who decides. */
export const unitPlaces = ['unit', 'intermediate', 'decider'] as const
export type UnitPlace = (typeof unitPlaces)[number]

export type UnitAct = { readonly permission: UnitPermission; readonly place: UnitPlace }

const byUnit: UnitAct = { permission: 'unit:report', place: 'unit' }
const byIntermediate: UnitAct = { permission: 'unit:report', place: 'intermediate' }
const byAdvisers: UnitAct = { permission: 'unit:appraise', place: 'decider' }

const actOf: Readonly<Record<UnitEvent, UnitAct>> = {
  start: byUnit,
  send: byUnit,
  submit: byUnit,
  withdraw: byUnit,
  forward: byIntermediate,
  'take-up': byAdvisers,
  return: byAdvisers,
  accept: byAdvisers,
  reopen: byAdvisers,
  decide: { permission: 'unit:decide', place: 'decider' },
}

/**
 * Whose act a step is (vocabulary, section 12): the unit's secretary reports, the secretary of the level between forwards or
 * returns what lies with it, the advisory body of the deciding level appraises, its committee decides.
 */
export const whoseStep = (event: UnitEvent, state: UnitState): UnitAct =>
  event === 'return' && state === 'with-intermediate' ? byIntermediate : actOf[event]

type Case = { readonly organizationId: string; readonly intermediateId: string | null; readonly deciderId: string }

/** In which places somebody stands towards a case whose grants of one permission name these organizations. */
export function placesOf(of: Case, named: readonly string[]): readonly UnitPlace[] {
  const at = { unit: of.organizationId, intermediate: of.intermediateId, decider: of.deciderId }
  return unitPlaces.filter((place) => at[place] !== null && named.includes(at[place]))
}
