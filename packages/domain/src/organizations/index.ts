export {
  checkSuccession,
  type Lifetime,
  type SuccessionFinding,
  type SuccessionFindingCode,
  successionFindingCodes,
} from './check-succession.ts'
export { checkTree, type TreeFinding, type TreeFindingCode, treeFindingCodes } from './check-tree.ts'
export {
  type FileRow,
  type HanoiFile,
  type HanoiFinding,
  type HanoiFindingCode,
  type HanoiRows,
  hanoiFiles,
  hanoiFindingCodes,
} from './hanoi-rows.ts'
export { orgSectorLabelsEn, orgTypeLabelsEn, sideLabelsEn, successionKindLabelsEn } from './labels.en.ts'
export { orgSectorLabelsVi, orgTypeLabelsVi, sideLabelsVi, successionKindLabelsVi } from './labels.vi.ts'
export { type Lineage, type LineageEntry, lineageOf } from './lineage-of.ts'
export { type OrganizationCode, type OrganizationMessages, organizationMessagesEn } from './messages.en.ts'
export { organizationMessagesVi } from './messages.vi.ts'
export { partyNameOf, type UnitPrefix, unitPrefixes, unitPrefixOf } from './party-name.ts'
export { aboveOn, type Reach, reachOf } from './reach.ts'
export {
  type HanoiPlan,
  type HanoiRefused,
  hanoiReformDay,
  hanoiReformDecision,
  hanoiTreeStart,
  historyOfPlan,
  organizationKey,
  type PlannedOrganization,
  type PlannedSuccession,
  readHanoi,
} from './read-hanoi.ts'
export {
  type KnownOnDay,
  type KnownOrganization,
  type OrganizationColumn,
  type OrganizationRow,
  type OrganizationRowCode,
  type OrganizationRowReason,
  type OrganizationRowRefused,
  type OrganizationTexts,
  organizationColumns,
  organizationRowCodes,
  readOrganizationRow,
} from './read-organization-row.ts'
export {
  type ActDecision,
  actDecisionSchema,
  isCell,
  mayStandUnder,
  type OrganizationHistory,
  type OrganizationVersion,
  type OrgSector,
  type OrgType,
  organizationVersionSchema,
  orgSectors,
  orgTypes,
  type Side,
  type Succession,
  type SuccessionKind,
  sides,
  successionCardinality,
  successionKinds,
  successionLinkSchema,
  successionSchema,
} from './schema.ts'
export { type TreeAsOf, type TreeRow, treeAsOf, type UnknownOnDay } from './tree-as-of.ts'
