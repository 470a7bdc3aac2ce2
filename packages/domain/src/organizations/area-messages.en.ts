import type { AreaKind, NeighbourhoodKind } from './area.ts'
import type { AssignmentKind, AssignmentRefusalCode } from './assignment.ts'
import type { ReceptionRefusalCode } from './duty-norm.ts'
import type { IntegrityCode } from './integrity.ts'
import type { OutlineFindingCode } from './read-outlines.ts'
import type { ResidentsRowCode } from './read-residents.ts'
import type { VisitNoteRefusalCode } from './visit-note.ts'

/** The words about areas, assignments and the nightly check in one language; `{…}` stands for a fact of the finding. */
export type AreaMessages = {
  readonly areaKinds: Readonly<Record<AreaKind, string>>
  readonly neighbourhoodKinds: Readonly<Record<NeighbourhoodKind, string>>
  readonly assignmentKinds: Readonly<Record<AssignmentKind, string>>
  readonly outlines: Readonly<Record<OutlineFindingCode, string>>
  readonly residents: Readonly<Record<ResidentsRowCode, string>>
  readonly assignments: Readonly<Record<AssignmentRefusalCode, string>>
  readonly visits: Readonly<Record<VisitNoteRefusalCode, string>>
  readonly receptions: Readonly<Record<ReceptionRefusalCode, string>>
  readonly integrity: Readonly<Record<IntegrityCode, string>>
}

/** Words about areas in English. */
export const areaMessagesEn: AreaMessages = {
  areaKinds: {
    city: 'City',
    'urban-district': 'Urban district',
    'rural-district': 'Rural district',
    town: 'Town',
    ward: 'Ward',
    commune: 'Commune',
    township: 'Township',
    'special-zone': 'Special zone',
  },
  neighbourhoodKinds: { village: 'Village', 'residential-group': 'Residential group' },
  assignmentKinds: {
    main: 'In charge',
    supporting: 'Supporting',
    'ubkt-follow': 'Following for the Inspection Commission',
  },
  outlines: {
    NOT_GEOJSON: 'The file is no GeoJSON FeatureCollection.',
    NO_FEATURES: 'The file holds no feature.',
    TOO_MANY_FEATURES: 'The file holds {value} features, at most {required} are read.',
    NO_CODE: 'The feature has no code.',
    NO_AREA: 'No area carries the code {value} on this day.',
    OTHER_NAME: 'The area is called “{required}”, the feature says “{value}”.',
    TWICE: 'The code {value} stands at feature {required} already.',
    NO_POLYGON: 'The feature is no polygon.',
    RING_TOO_SHORT: 'A ring has {value} positions, at least {required} are needed.',
    RING_OPEN: 'A ring does not end where it begins.',
    RING_FLAT: 'A ring encloses nothing.',
    OUTSIDE_THE_WORLD: 'The position {value} is no longitude and latitude.',
    TOO_MANY_POINTS: 'The outline has {value} positions, at most {required} are read.',
    RING_CROSSES_ITSELF: 'The border of {value} crosses itself; kept as it is.',
  },
  residents: {
    NO_AREA: 'No area carries the code {value} on the last day of this year.',
    YEAR: '“{value}” is no year.',
    NUMBER: '“{value}” is no whole number above 0.',
    NO_SOURCE: 'The source is missing.',
    TWICE: 'The area and year stand in line {required} already.',
  },
  assignments: {
    MAIN_STANDS: 'Somebody is in charge already: hand over instead.',
    OUTSIDE_LIFE: 'The area or organization does not exist on this day.',
    DECIDED_AFTER_START: 'The decision is later than the first day.',
    HAND_OVER_NOT_LATER: 'The day is not after the assignment began.',
    HAND_OVER_PLANNED: 'A hand-over is planned already.',
    SAME_HOLDER: 'The same person is in charge already.',
    MAIN_NEEDS_HAND_OVER: 'Who is in charge hands over to a successor; no day stays without one.',
    ALREADY_ENDED: 'The assignment has ended.',
    ALREADY_IN_FORCE: 'The assignment has begun; it can only be handed over.',
    NO_COMMITTEE: 'No Party committee stands above on this day, or it is not yours to assign for.',
    NO_ACCOUNT_OF_NAME: 'No account in use carries this name.',
    SEVERAL_ACCOUNTS: 'Several accounts carry this name; leave the account out and tie it by its administrator.',
  },
  visits: {
    NOT_IN_CHARGE: 'Only who was in charge of the organization on that day notes the visit.',
    VISIT_IN_FUTURE: 'The day of the visit has not come yet.',
    VISIT_TOO_OLD: 'The visit lies more than 60 days back; it is noted while it is remembered.',
    PROMISE_BEFORE_VISIT: 'A promise is due on the day of the visit or later.',
    PROMISE_ENDED: 'This promise is settled; nothing of it changes any more.',
    KEPT_BEFORE_VISIT: 'A promise is not kept before the visit on which it was made.',
    KEPT_IN_FUTURE: 'The day on which it was kept has not come yet.',
    NEW_DAY_NOT_LATER: 'The new day lies behind the old one and not in the past.',
    NOT_OVERDUE: 'The promise is not overdue; there is nothing to explain yet.',
  },
  receptions: {
    HELD_IN_FUTURE: 'The day has not come yet.',
    HELD_TOO_OLD: 'The day lies more than a year back.',
    DAY_TAKEN: 'This day is entered already.',
    NOT_HIS_ORGANIZATION: 'On that day somebody else was in charge of this organization.',
  },
  integrity: {
    TREE_CYCLE: 'Organization above itself',
    TREE_OVERLAP: 'Two periods on one day',
    TREE_GAP: 'Gap between two periods',
    TREE_CODE_TWICE: 'Code carried twice on one day',
    TREE_ORPHAN: 'Superior missing on some day',
    TREE_OTHER_SIDE: 'Superior of another side',
    REACH_DIFFERS: 'Stored reach differs from the tree',
    STRAY_SPACES_ORGANIZATION: 'Stray spaces in a name of an organization',
    STRAY_SPACES_MEMBER: 'Stray spaces in a name of a member',
    STRAY_SPACES_AREA: 'Stray spaces in a name of an area',
    STRAY_SPACES_NEIGHBOURHOOD: 'Stray spaces in a name of a village or group',
    MEMBER_WITHOUT_CELL: 'Active member without a cell',
    MEMBER_IN_ENDED_CELL: 'Active member in a cell that has ended',
    AREA_WITHOUT_PARTY: 'Commune without a Party committee',
    AREA_WITHOUT_PEOPLES_COMMITTEE: "Commune without a people's committee",
    AREA_OUTLIVES_PARENT: 'Area that outlives the one above it',
    AREA_WITHOUT_MAIN: 'Commune with nobody in charge today',
    ASSIGNMENT_GAP: 'Days without anybody in charge',
    ASSIGNMENT_OUTLIVES: 'Assignment longer than its organization or area',
    ASSIGNMENT_ACCOUNT_CLOSED: 'Assigned account is closed',
    NEIGHBOURHOOD_WITHOUT_CELL: 'Village or group without a cell',
    ACCOUNT_WITHOUT_GRANT: 'Account without any right',
    GRANT_OF_CLOSED_ACCOUNT: 'Right of a closed account',
    GRANT_ON_ENDED_ORGANIZATION: 'Right on an organization that has ended',
  },
}
