export {
  type AreaKind,
  areaKindOf,
  areaKinds,
  communeKinds,
  type NeighbourhoodKind,
  neighbourhoodKinds,
} from './area.ts'
export { type AreaMessages, areaMessagesEn } from './area-messages.en.ts'
export { areaMessagesVi } from './area-messages.vi.ts'
export {
  type Assign,
  type AssignmentFault,
  type AssignmentKind,
  type AssignmentPeriod,
  type AssignmentRefusalCode,
  type AssignmentRefused,
  assignmentKinds,
  assignmentRefusalCodes,
  assignSchema,
  checkAssign,
  checkEnd,
  checkHandOver,
  checkTakeBack,
  type HandOver,
  handOverSchema,
  lastDayOf,
  mainFaults,
} from './assignment.ts'
export {
  checkSuccession,
  type Lifetime,
  type SuccessionFinding,
  type SuccessionFindingCode,
  successionFindingCodes,
} from './check-succession.ts'
export { checkTree, type TreeFinding, type TreeFindingCode, treeFindingCodes } from './check-tree.ts'
export { type DrawnOutlines, drawOutlines } from './draw-outlines.ts'
export {
  checkReceptionDay,
  type DutyBearer,
  type DutyKind,
  type DutyMonth,
  type DutyNorm,
  dutyBearers,
  dutyKinds,
  dutyMonths,
  dutyNormSchema,
  type NewDutyNorm,
  type NewReceptionDay,
  type ReceptionRefusalCode,
  receptionDaySchema,
  receptionRefusalCodes,
  usualDutyNorms,
} from './duty-norm.ts'
export { edgesAbove, type InheritingLink, type StandingPeriod, type UpEdge } from './edges-above.ts'
export {
  type FileRow,
  type HanoiFile,
  type HanoiFinding,
  type HanoiFindingCode,
  type HanoiRows,
  hanoiFiles,
  hanoiFindingCodes,
} from './hanoi-rows.ts'
export { type IntegrityCode, integrityCodes, integrityWeight } from './integrity.ts'
export { judgePlan, type PlanFinding, type PlanFindingCode } from './judge-plan.ts'
export { orgSectorLabelsEn, orgTypeLabelsEn, sideLabelsEn, successionKindLabelsEn } from './labels.en.ts'
export { orgSectorLabelsVi, orgTypeLabelsVi, sideLabelsVi, successionKindLabelsVi } from './labels.vi.ts'
export { type Lineage, type LineageEntry, lineageOf } from './lineage-of.ts'
export { type ListedBody, listedBodies, listedBody } from './listed-bodies.ts'
export { type OrganizationCode, type OrganizationMessages, organizationMessagesEn } from './messages.en.ts'
export { organizationMessagesVi } from './messages.vi.ts'
export { areasOf, type OtherSides, otherSidesOf, type PlannedArea } from './other-sides.ts'
export { partyNameOf, type UnitPrefix, unitPrefixes, unitPrefixOf } from './party-name.ts'
export { type PlanMessages, planMessagesEn } from './plan-messages.en.ts'
export { planMessagesVi } from './plan-messages.vi.ts'
export { type Fate, fates, type Movement } from './plan-records.ts'
export { grantsAfter, planSuccession, type SuccessionPlan } from './plan-succession.ts'
export { type TreePlan, versionsAfter } from './plan-tree.ts'
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
  type AreaOutline,
  type OutlineFinding,
  type OutlineRings,
  type OutlinesRead,
  type OutlinesRefused,
  outlineFindingCodes,
  readOutlines,
} from './read-outlines.ts'
export {
  type ResidentsFinding,
  type ResidentsRefused,
  type ResidentsRow,
  readResidents,
  residentsRowCodes,
} from './read-residents.ts'
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
export type { SightChange } from './sight-change.ts'
export {
  type GroundGrant,
  type GroundRecord,
  type RecordRule,
  recordRules,
  type SuccessionGround,
} from './succession-ground.ts'
export {
  type ProposedSuccessor,
  proposedSuccessorSchema,
  type SuccessionProposal,
  successionProposalSchema,
} from './succession-proposal.ts'
export { type TreeAsOf, type TreeRow, treeAsOf, type UnknownOnDay } from './tree-as-of.ts'
export {
  checkPromiseAct,
  checkVisitNote,
  isPromiseLate,
  mostPromises,
  type NewVisitNote,
  newVisitNoteSchema,
  type PromiseAct,
  type PromiseState,
  promiseActSchema,
  promiseMissedKind,
  promiseState,
  type VisitNoteRefusalCode,
  type VisitNoteRefused,
} from './visit-note.ts'
export { countDuty, type DutyCount, targetsShare, targetsSource, yearSoFar } from './year-account.ts'
