export {
  batchHash,
  eventText,
  firstPreviousHash,
  type Hash,
  leafHash,
  merkleRoot,
  type SealedBatch,
  type SealedEvent,
} from './audit-seal.ts'
export { type AccountRefusal, checkNewPassword, passwordLength, readUsername } from './check-account.ts'
export { type BrokenSeal, checkBatch, type StoredBatch } from './check-batch.ts'
export { checkGrant, type DatedGrant, type GrantRefusal, standAloneRoles } from './check-grant.ts'
export { type AccessMessages, accessMessagesEn } from './messages.en.ts'
export { accessMessagesVi } from './messages.vi.ts'
export { allows, type Permission, permissions, policy, secondFactorByDefault } from './policy.ts'
export { type RowRights, rowRights } from './row-class.ts'
export {
  type AnyRole,
  type EmergencyRole,
  emergencyRoles,
  type Grant,
  type Role,
  roleSchema,
  roles,
  type ServiceRole,
  serviceRoles,
} from './schema.ts'
export {
  type Duty,
  duties,
  dutiesOf,
  findSeparationConflicts,
  type Reaches,
  type SeparationConflict,
  type SeparationRule,
  type SeparationRuleId,
  separationRuleIds,
  separationRules,
} from './separation-rules.ts'
