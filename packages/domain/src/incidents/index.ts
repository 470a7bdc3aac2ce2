export {
  alarmAfter,
  type ForecastAlarmState,
  type ForecastAnswerKind,
  forecastAlarmStates,
  forecastAnswers,
  isAlarmLate,
  judgeAlarmAnswer,
} from './alarm.ts'
export { backTestForecast } from './back-test.ts'
export {
  happeningKinds,
  type IncidentAct,
  type IncidentLevel,
  incidentActSchema,
  incidentCauses,
  incidentLevels,
  incidentPriorities,
  incidentSources,
  matters,
  type NewIncident,
  newIncidentSchema,
  type PeopleRange,
  peopleRanges,
} from './case-command.ts'
export {
  endedIncidentStates,
  type IncidentEvent,
  type IncidentHand,
  type IncidentState,
  incidentEvents,
  incidentStates,
  incidentTransition,
  incidentTransitions,
} from './case-states.ts'
export {
  type CommitmentAct,
  type CommitmentChannel,
  type CommitmentFacts,
  type CommitmentFinding,
  type CommitmentState,
  commitmentActSchema,
  commitmentChannels,
  commitmentStates,
  commitmentTransitions,
  isMissedOn,
  judgeNewCommitment,
  type NewCommitment,
  newCommitmentSchema,
  openCommitments,
  overdueCommitments,
  stepCommitment,
} from './commitment.ts'
export { findPersonMarks, findPersonWords, type PersonMark, textsOf } from './find-person-marks.ts'
export { type ForecastRules, forecastRuleSets, forecastRulesOn } from './forecast-rules.ts'
export { hideSmallCounts, type ShownCount } from './hide-small-counts.ts'
export { type ForecastAnswer, type ForecastFacts, type ForecastLevel, judgeForecast } from './judge-forecast.ts'
export { incidentMessagesEn } from './messages.en.ts'
export { incidentMessagesVi } from './messages.vi.ts'
export {
  type NewProject,
  newProjectSchema,
  type ProjectAct,
  projectActSchema,
  projectKinds,
  projectStages,
} from './project.ts'
export { recordedSequences } from './recorded-sequences.ts'
export {
  type EndSeat,
  endSeatSchema,
  judgeNewMeeting,
  judgeNewSeat,
  judgeSeatEnd,
  type MeetingState,
  meetingStates,
  meetingsOwed,
  type NewMeeting,
  type NewSeat,
  newMeetingSchema,
  newSeatSchema,
  type OwedMeeting,
  type SteeringAct,
  type SteeringEvent,
  type SteeringFinding,
  type SteeringHand,
  seatsOn,
  steeringActSchema,
  steeringEvents,
  steeringRoles,
  steeringTransition,
  steeringTransitions,
  stepMeeting,
} from './steering.ts'
export { type IncidentFinding, judgeNewIncident, stepIncident } from './step-case.ts'
