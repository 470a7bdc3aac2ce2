export {
  auditFileHeader,
  auditFileLine,
  isAuditFileHeader,
  readAuditFileLine,
} from './audit-file.ts'
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
export {
  type BreakGlassRefusal,
  type BreakGlassStatement,
  breakGlassMostHours,
  breakGlassReasonLength,
  checkBreakGlass,
} from './check-break-glass.ts'
export {
  checkDelegation,
  type DelegationRefusal,
  mayBeDelegated,
  type OriginalGrant,
  type WantedDelegation,
} from './check-delegation.ts'
export { checkGrant, type DatedGrant, type GrantRefusal, standAloneRoles } from './check-grant.ts'
export { checkSeparation, type SeparationRefusal } from './check-separation.ts'
export { type EmergencyOpening, type EmergencyState, emergencyHours, emergencyState } from './emergency-state.ts'
export {
  type AccessExplanation,
  type AccessFacts,
  type AskedRecord,
  explainAccess,
  type HeldRight,
  opensClass,
  type ReachFinding,
  type RightFinding,
  type RowClass,
  rowClasses,
} from './explain-access.ts'
export { type ExplanationTexts, explanationTextsEn } from './explanation.en.ts'
export { explanationTextsVi } from './explanation.vi.ts'
export { roleLabelsEn } from './labels.en.ts'
export { roleLabelsVi } from './labels.vi.ts'
export { type AccessMessages, accessMessagesEn } from './messages.en.ts'
export { accessMessagesVi } from './messages.vi.ts'
export { type PasskeyPlace, passkeyPlace } from './passkey-place.ts'
export {
  allows,
  type KeyPermission,
  keyPermissions,
  type Permission,
  permissions,
  policy,
  secondFactorByDefault,
} from './policy.ts'
export {
  type AccountColumn,
  type AccountImport,
  type AccountRow,
  type AccountRowCode,
  type AccountRowReason,
  type AccountTexts,
  accountColumns,
  readAccountRow,
} from './read-account-row.ts'
export { type Claims, provesSecondFactor, usernameOfClaims } from './read-claims.ts'
export {
  type ReviewDays,
  type ReviewedGrant,
  type ReviewedLine,
  type ReviewFinding,
  reviewRights,
} from './review-rights.ts'
export { reviewFindingsEn, separationRulesEn } from './review-words.en.ts'
export { reviewFindingsVi, separationRulesVi } from './review-words.vi.ts'
export { type RowRights, rowRights } from './row-class.ts'
export { type AccountRowMessages, accountRowMessagesEn } from './row-messages.en.ts'
export { accountRowMessagesVi } from './row-messages.vi.ts'
export { type RightNote, type SaidExplanation, sayExplanation } from './say-explanation.ts'
export { type ReviewWords, sayReviewFinding } from './say-finding.ts'
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
export {
  checkKey,
  type KeyFinding,
  keyLifeDays,
  type MakeKey,
  makeKeySchema,
  networkSchema,
  rotationHours,
} from './service-key.ts'
export {
  ownSignIn,
  type ProviderSettings,
  readSignInSettings,
  type SettingFault,
  type SignInSettings,
} from './sign-in-settings.ts'
