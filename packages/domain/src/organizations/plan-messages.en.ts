import type { PlanFindingCode } from './judge-plan.ts'
import type { Fate } from './plan-records.ts'

/** Sentences for findings, and words for kinds of records and what becomes of them, in one language. */
export type PlanMessages = {
  readonly findings: Readonly<Record<PlanFindingCode, string>>
  /** A kind of a later room without a word is shown by its code. */
  readonly kinds: Readonly<Record<string, string>>
  readonly fates: Readonly<Record<Fate, string>>
}

/** Words of planned changes in English; `{name}` is the organization, `{count}` how many, `{value}` what is quoted. */
export const planMessagesEn: PlanMessages = {
  findings: {
    DECISION_INCOMPLETE: 'Number, day, signer and office of the decision are not all there.',
    EFFECT_NOT_AHEAD: 'The day of effect must lie after today.',
    SUCCESSOR_INCOMPLETE: 'The new organization “{value}” lacks its code, name or kind.',
    NO_PARENT: 'The new organization stands under nobody yet: {name}.',
    KIND_UNDER_PARENT: '{name} is of a kind that does not stand under {value}.',
    CELL_AND_COMMITTEE: 'Cells and committees are not merged or divided together.',
    CODE_IN_USE: 'The code {value} belongs to another organization.',
    LATER_CHANGE: '{name} has another change on or after this day. Undo that one first.',
    NOTHING_CHANGES: 'Nothing changes about {name}.',
    PARENT_NOT_FOR_RENAME: 'A renaming does not change the superior; use a transfer for {name}.',
    INHERITANCE_UNSAID: 'Nobody has said yet who reads the records of {name} ({count} choices are open).',
    CHILD_UNPLACED: '{count} organizations directly under {name} have no place yet.',
    PLACE_UNKNOWN: '{name} is placed under an organization that cannot take it.',
    MEMBERS_UNPLACED: '{count} members of {name} have no cell yet.',
    HOME_UNKNOWN: '{count} records of {name} go where nobody takes them.',
    BEGINS_LATER: '{count} records of {name} begin after the day of effect; mend them first.',
    FILE_NUMBER_TWICE: 'Two members without a card carry the file number {value} and go to {name}.',
    NAME_COLLIDES: 'Another organization is called “{value}” already.',
    OPEN_CAMPAIGN:
      '{name} has {count} cell files in an open campaign; they stay with it and its heirs go on with them.',
    LIMITED_GRANT: '{count} rights for a time (delegations) over {name} are touched.',
    SECRETARY_WITHOUT_CELL: '{count} secretaries of {name} will have no cell to work in.',
    CELL_WITHOUT_SECRETARY: 'Nobody holds the right of a secretary in the new cell {name}.',
    NOBODY_INHERITS: 'Nobody inherits the records of {name}; its last superior will read them.',
    PREDECESSOR_COUNT: 'The number of predecessors does not fit this kind of change.',
    SUCCESSOR_COUNT: 'The number of successors does not fit this kind of change.',
    ORGANIZATION_TWICE: '{name} is named twice on one side.',
    LINKS_DO_NOT_MATCH: 'Each predecessor must be linked to each successor exactly once.',
    DECIDED_AFTER_EFFECT: 'The decision is later than the day it takes effect.',
    UNKNOWN_ORGANIZATION: '{name} was not found.',
    PREDECESSOR_NOT_ENDED: '{name} must end on this day.',
    PREDECESSOR_NOT_ALIVE: '{name} did not exist just before this day.',
    SUCCESSOR_NOT_ALIVE: '{name} does not exist on this day.',
    SUCCESSOR_NOT_NEW: '{name} must begin on this day.',
    EMPTY_PERIOD: '{name} ends before it begins.',
    OVERLAP: '{name} has two records in force at once.',
    GAP: '{name} does not exist between two of its periods.',
    CODE_TWICE: '{name} carries the code of another organization.',
    UNKNOWN_PARENT: 'The superior of {name} was not found.',
    CHILD_OUTLIVES_PARENT: 'The superior of {name} is no more.',
    OTHER_SIDE_PARENT: 'The superior of {name} belongs to another side.',
    CYCLE: '{name} stands above itself.',
  },
  kinds: {
    organizations: 'Organizations below',
    members: 'Members',
    posts: 'Posts',
    grants: 'Rights',
    assignments: 'Assignments',
    ratings: 'Open rating files',
    listings: 'Decided ratings',
    'plan-tasks': 'Open tasks of consolidation plans, taken over by the plan of the successor',
  },
  fates: {
    follows: 'Goes on with its organization',
    moved: 'Moves',
    ended: 'Ends',
    stays: 'Stays with the old organization',
    stuck: 'Has no place yet',
  },
}
