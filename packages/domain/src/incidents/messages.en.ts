import type { IncidentGuard } from './case-states.ts'
import type { CommitmentGuard } from './commitment.ts'
import type { SteeringGuard } from './steering.ts'

/** A sentence for each finding of the room; `{condition}` is what it is about. */
export type IncidentMessages = {
  readonly incident: Readonly<Record<IncidentGuard, string>>
  readonly commitment: Readonly<Record<CommitmentGuard, string>>
  readonly steering: Readonly<Record<SteeringGuard, string>>
}

/** The refusals of complex cases and public commitments in English. */
export const incidentMessagesEn: IncidentMessages = {
  incident: {
    NAMES_A_PERSON:
      'A text names or points to a person ({condition}). The register holds no names; write what, where and how many.',
    BODY_ABOLISHED: 'The committee that decides on this case no longer exists; hand the case over first.',
    HAND_OVER_NEEDED:
      'The district level ended on 01/07/2025. Hand the case over to the city or the commune by a decision first.',
    LEVEL_RETIRED: 'No district follows cases since 01/07/2025.',
    LEVEL_UNCHANGED: 'The case is at this level already.',
    DAY_AHEAD: 'The day lies ahead.',
    DAY_BEFORE_FIRST_SEEN: 'The case was first seen on {condition}; nothing is recorded before it.',
    MILESTONE_MISSING: 'The plan has no milestone (what, until when).',
    MILESTONE_OPEN: '{condition} milestones are not done.',
    MILESTONE_DONE: 'This milestone is done already.',
    COMMITMENT_OPEN: '{condition} public commitments are not kept yet.',
    PROPOSER_DECIDES: 'You proposed to take it off the list; somebody else decides.',
    DUE_IN_PAST: 'The due day has passed.',
  },
  commitment: {
    NAMES_A_PERSON: 'A text names or points to a person ({condition}). Write the office and the area.',
    NO_SUCH_COMMITMENT_STEP: 'This cannot be done to the commitment as it stands.',
    ANNOUNCED_AHEAD: 'The day of the announcement lies ahead.',
    DUE_BEFORE_ANNOUNCED: 'The promised day lies before the announcement.',
    KEPT_AHEAD: 'The day on which it was kept lies ahead.',
    KEPT_BEFORE_ANNOUNCED: 'It was not kept before it was made.',
    REPLACED_ALREADY: 'A new date was announced already; change that one.',
    NEW_DAY_NOT_LATER: 'The new date must be later than the old one.',
  },
  steering: {
    NAMES_A_PERSON: 'A text names or points to a person ({condition}). Write posts and bodies only.',
    HEAD_TAKEN: 'The committee has a head in that time; end that seat first.',
    SEAT_TAKEN: 'This post sits on the committee already in that time.',
    SEAT_ENDED: 'This seat has ended already.',
    UNTIL_NOT_LATER: 'A seat ends after the day it began.',
    DAY_AHEAD: 'The day lies ahead.',
    PLAN_IN_PAST: 'The planned day has passed.',
    CONCLUSION_MISSING: 'No conclusion was entered yet, or it is of another meeting.',
    CONCLUSION_DONE: 'This conclusion is done.',
    CONCLUDED_BEFORE_HELD: 'The conclusion is dated before the meeting.',
    DONE_BEFORE_HELD: 'It cannot be done before the meeting.',
    NEW_DAY_NOT_LATER: 'The new day must be later than the one that stands.',
    DUE_BEFORE_HELD: 'The due day lies before the meeting.',
  },
}
