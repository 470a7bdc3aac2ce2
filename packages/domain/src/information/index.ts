export {
  type Acknowledgement,
  acknowledgementSchema,
  type IssueAct,
  issueActSchema,
  type NewIssue,
  newIssueSchema,
  publicationChannels,
  topics,
} from './issue-command.ts'
export { countDuties, type IssueDuty, issueDuties, issueDuty, type OfficerDuties } from './issue-duty.ts'
export {
  type IssueEvent,
  type IssueHand,
  type IssueState,
  issueEvents,
  issueStates,
  issueTransition,
  issueTransitions,
  unansweredStates,
} from './issue-states.ts'
export { informationMessagesEn } from './messages.en.ts'
export { informationMessagesVi } from './messages.vi.ts'
export {
  judgeOpinionNote,
  type OpinionFinding,
  type OpinionNote,
  opinionBreadths,
  opinionChannels,
  opinionNoteSchema,
  opinionTendencies,
} from './opinion-note.ts'
export { type IssueFinding, judgeAcknowledgement, judgeNewIssue, stepIssue } from './step-issue.ts'
