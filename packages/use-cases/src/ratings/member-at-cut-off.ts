import type { MemberToFreeze } from '@nq15/db/ratings/population.read'
import type { MemberAtCutOff } from '@nq15/domain/ratings'

/** A stored member as the population's rule asks about him. */
export const memberAtCutOff = (member: MemberToFreeze): MemberAtCutOff => ({
  admittedOn: member.admittedOn,
  exempt: member.status === 'exempt',
  suspended: member.status === 'suspended',
  transferredOut: member.status === 'transferred-out',
  temporarilyAway: member.status === 'temporary-transfer',
  deceased: member.status === 'deceased',
  longAbsence: member.status === 'long-absence',
  underInvestigation: false,
  isLeader: member.isLeader,
  inPoliticalSystem: member.inPoliticalSystem,
  otherReason: null,
})
