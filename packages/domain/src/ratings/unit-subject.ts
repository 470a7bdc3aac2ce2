import { z } from 'zod'

/** What an organization may be rated as, lowest first. */
const organizationSubjects = [
  'CHI_BO',
  'DB_BO_PHAN',
  'DB_TRUC_THUOC_CO_SO',
  'CB_CO_SO',
  'DB_CO_SO',
  'DB_DIRECT',
] as const
export type UnitSubject = (typeof organizationSubjects)[number]

/** The kinds of fact that stand on file about a unit with the document that says so. */
export const unitFactKinds = [
  'organization-discipline',
  'disunity',
  'cadre-work',
  'member-degradation',
  'degradation',
  'corruption',
  'force-majeure',
] as const
export const unitFactKindSchema = z.enum(unitFactKinds)
export type UnitFactKind = (typeof unitFactKinds)[number]
const ofLeaders: readonly UnitFactKind[] = ['degradation', 'corruption', 'force-majeure']
/** What may stand on file about a unit of this kind: of a leader what concerns himself and what he directly leads. */
export const unitFactKindsOf = (subject: string): readonly UnitFactKind[] =>
  subject === 'LEADER' ? ofLeaders : unitFactKinds
/** Forms of discipline of an organization (Charter Điều 35 [S]). */
export const unitDisciplineForms = ['reprimand', 'warning', 'dissolution'] as const
