import type { InspectionGuard } from './inspection-states.ts'
import type { ConflictFinding } from './judge-conflict.ts'
import type { RemedyGuard } from './remedy.ts'
import type { ProceedingGuard } from './step-proceeding.ts'

/** A sentence for each finding of the room; `{condition}` is what it is about. */
export type InspectionMessages = {
  readonly inspection: Readonly<Record<InspectionGuard, string>>
  readonly remedy: Readonly<Record<RemedyGuard, string>>
  readonly conflict: Readonly<Record<ConflictFinding['code'], string>>
  readonly proceeding: Readonly<Record<ProceedingGuard, string>>
}

/** The refusals of inspections and of proceedings in English. */
export const inspectionMessagesEn: InspectionMessages = {
  inspection: {
    ACTOR_CONDUCTS: 'You prepared or conduct this inspection; somebody else decides and concludes.',
    ACTOR_OF_ORGANIZATION: 'This is for the body that inspects, not for the inspected organization.',
    BODY_ABOLISHED: 'The body that decides no longer exists.',
    DECIDED_IN_FUTURE: 'The day of the decision lies ahead.',
    PROGRAMME_MISSING: 'A programme or thematic inspection stands in the programme of the year.',
    SIGN_MISSING: 'The information or document that shows the sign of violation is missing.',
    LEAD_MISSING: 'The team has no lead.',
    TEAM_MISSING: 'The team needs at least two people.',
    PLAN_INCOMPLETE: 'The plan lacks: {condition}.',
    OUTLINE_MISSING: 'The outline of the self-report is missing.',
    SELF_REPORT_MISSING: 'The organization has not sent its self-report.',
    MINUTES_MISSING: 'The minutes of the conference at the organization are missing.',
    REPORT_MISSING: 'The report of the team is missing.',
    ANNOUNCED_BEFORE_DECISION: 'It cannot be announced before it was decided.',
    ANNOUNCED_IN_FUTURE: 'The day lies ahead.',
    NO_TERM: 'No time limit is set, so there is nothing to extend.',
    EXTENDED_ALREADY: 'The time was extended before; it is extended once.',
    TERM_IS_OVER: 'The time is over; an extension is decided before its end.',
    END_NOT_AHEAD: 'The new end must be later than the old one.',
    EXTENSION_TOO_LONG: 'The extension is longer than {condition} days.',
    REMEDY_WITHOUT_SHORTCOMING: 'Without a shortcoming there is nothing to put right.',
    REMEDY_DUE_IN_PAST: 'A remedy is due after the day of the conclusion.',
    SUPERVISION_NO_DISCIPLINE: 'Supervision brings no discipline; an inspection has to be decided first.',
    NO_VIOLATION: 'The conclusion names no violation.',
    DISCIPLINE_MISSING: 'No proceeding on discipline was opened.',
    DISCIPLINE_OPEN: 'A proceeding on discipline is still undecided.',
    REMEDY_OPEN: 'A remedy is not done yet.',
  },
  remedy: {
    NOT_FOLLOWED: 'Remedies are followed once the inspection has been concluded and passed on.',
    REMEDY_ENDED: 'The remedy is done.',
    REMEDY_NOT_REPORTED: 'Nobody has reported the remedy as done.',
    REMEDY_REPORTED: 'The remedy is reported and waits to be seen.',
    EVIDENCE_MISSING: 'A remedy reported as done names the document or has the file that shows it.',
    ACTOR_REPORTED: 'You reported this remedy; somebody else sees whether it is done.',
    DUE_IN_PAST: 'The new day has passed.',
    DUE_UNCHANGED: 'The day does not change.',
  },
  conflict: {
    OWN_UNIT: 'Belongs to the inspected organization: {condition}.',
    FORMER_UNIT: 'Left the inspected organization too recently: {condition}.',
    NO_FILE: 'No member’s file was found; a written statement of the person is needed.',
  },
  proceeding: {
    PROPOSER_DECIDES: 'You prepared this proceeding; somebody else decides.',
    FORM_NOT_FOR_OBJECT: 'This form does not exist for such an object.',
    NO_OFFICE_HELD: 'Removal from post is only for who holds office.',
    LIMITATION_OVER: 'The statute of limitation ended on {condition}.',
    CONCLUSION_MISSING: 'The day of the conclusion that it deserves discipline is missing.',
    CONCLUDED_BY_INSPECTION: 'The day of the conclusion is the inspection’s own.',
    CONCLUDED_BEFORE_VIOLATION: 'The conclusion lies before the violation.',
    CONCLUDED_IN_FUTURE: 'The day of the conclusion lies ahead.',
    DECIDED_BEFORE_CONCLUSION: 'It cannot be decided before the violation was concluded.',
    DECIDED_IN_FUTURE: 'The day of the decision lies ahead.',
    VIOLATED_IN_FUTURE: 'The violation lies after the decision.',
    EFFECTIVE_BEFORE_DECISION: 'It cannot have effect before it was decided.',
    ANNOUNCED_BEFORE_DECISION: 'It cannot be announced before it was decided.',
    ANNOUNCED_IN_FUTURE: 'The day of the announcement lies ahead.',
    ANNOUNCED_ALREADY: 'The day of the announcement is recorded.',
    NOT_LAPSED_YET: 'The decision lapses on {condition} at the earliest.',
    NEVER_LAPSES: 'This form does not lapse.',
    REVOKED_BEFORE_DECISION: 'It cannot be revoked before it was decided.',
  },
}
