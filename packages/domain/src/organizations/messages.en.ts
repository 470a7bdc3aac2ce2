import type { SuccessionFindingCode } from './check-succession.ts'
import type { TreeFindingCode } from './check-tree.ts'
import type { HanoiFindingCode } from './hanoi-rows.ts'
import type { OrganizationColumn, OrganizationRowCode } from './read-organization-row.ts'

/** Every refusal and finding of the organizations room. */
export type OrganizationCode =
  | SuccessionFindingCode
  | TreeFindingCode
  | HanoiFindingCode
  | OrganizationRowCode
  | 'UNKNOWN_ORGANIZATION'
  | 'HANOI_FILES_REFUSED'
  | 'ROW_REFUSED'
  | 'DUPLICATE_IN_FILE'
  | 'PARENT_COMES_FIRST'

/** One text for each code, and the heads of the import's columns, in one language. */
export type OrganizationMessages = {
  readonly refusals: Readonly<Record<OrganizationCode, string>>
  readonly columns: Readonly<Record<OrganizationColumn, string>>
}

/** Words of the organizations room in English; `{…}` stands for the fact of that name in the refusal. */
export const organizationMessagesEn: OrganizationMessages = {
  refusals: {
    UNKNOWN_ORGANIZATION: 'No organization carries the code {wanted} on {day}.',
    HANOI_FILES_REFUSED: 'The files have faults; nothing of them was kept.',
    ROW_REFUSED: 'The row has faults.',
    DUPLICATE_IN_FILE: 'The code “{value}” stands in line {required} already.',
    PARENT_COMES_FIRST:
      'The superior “{value}” is new in this file itself. Take the good rows first, then import the file again for the rows below.',
    PREDECESSOR_COUNT: 'The number of predecessors does not fit this kind of act.',
    SUCCESSOR_COUNT: 'The number of successors does not fit this kind of act.',
    ORGANIZATION_TWICE: 'The same organization is named twice on one side of the act.',
    LINKS_DO_NOT_MATCH: 'Each predecessor must be linked to each successor exactly once.',
    DECIDED_AFTER_EFFECT: 'The decision is later than the day it takes effect.',
    PREDECESSOR_NOT_ENDED: 'An organization that is merged or dissolved must end on that day.',
    PREDECESSOR_NOT_ALIVE: 'The predecessor did not exist just before that day.',
    SUCCESSOR_NOT_ALIVE: 'The successor does not exist on that day.',
    SUCCESSOR_NOT_NEW: 'An established organization must begin on that day.',
    EMPTY_PERIOD: 'The period ends before it begins ({from} – {to}).',
    OVERLAP: 'The organization has two versions from {from} until {to}.',
    GAP: 'The organization does not exist from {from} until {to}, between two of its periods.',
    CODE_TWICE: 'Two organizations carry the same code from {from} until {to}.',
    UNKNOWN_PARENT: 'The organization above is unknown on that day.',
    CHILD_OUTLIVES_PARENT: 'The organization above does not exist on all days of this one.',
    OTHER_SIDE_PARENT: 'The organization above belongs to another side (Party, state, front).',
    CYCLE: 'The organization stands above itself from {from} until {to}.',
    EMPTY_FILE: 'The file has no rows.',
    MISSING_VALUE: 'The column “{column}” is empty.',
    MALFORMED_CODE: 'The code “{value}” must have {required} digits.',
    MALFORMED_NUMBER: '“{value}” is not a whole number.',
    UNKNOWN_UNIT_KIND: 'The name “{value}” does not begin with a known kind of unit.',
    KIND_MISMATCH: 'The kind “{value}” does not fit the name; “{required}” is expected.',
    DUPLICATE_CODE: 'The code {value} stands on line {required} already.',
    UNKNOWN_CODE: 'No unit of the lists has the code {value}.',
    UNKNOWN_DISTRICT: 'The district “{value}” is not in the list of districts.',
    NAME_MISMATCH: 'The name “{value}” differs from the list: “{required}”.',
    DUPLICATE_LINK: 'The link {value} stands on line {required} already.',
    SPLIT_COUNT_MISMATCH: 'The row says {value} new units, the file holds {required}.',
    NO_SUCCESSOR: 'The old unit {value} has no successor.',
    NO_PREDECESSOR: 'The new unit {value} has no predecessor.',
    SAME_TILE: 'The place {value} is taken by line {required}.',
    CODE_MALFORMED: 'The code “{value}” may hold letters, digits, points and hyphens only, at most 32.',
    NAME_TOO_LONG: 'The name is longer than {required} characters.',
    UNKNOWN_KIND: '“{value}” is not a known type of organization.',
    UNKNOWN_SECTOR: '“{value}” is not a known sector.',
    DAY_MALFORMED: 'The day “{value}” is not valid; write day/month/year, such as 01/07/2025.',
    ENDS_BEFORE_IT_BEGINS: 'The organization ends on or before its first day {required}.',
    PARENT_KIND: 'This type of organization may not stand under the organization {value}.',
    CODE_TAKEN: 'Another organization carries the code {value} on that day.',
  },
  columns: {
    code: 'Code',
    name: 'Name',
    kind: 'Type',
    sector: 'Sector',
    parentCode: 'Code of the organization above',
    validFrom: 'Founded on',
    validTo: 'Ended on',
  },
}
