import type { InputSource } from '../indicator.ts'

type Over = Extract<InputSource, { from: 'figure' }>['over']
type Take = Extract<InputSource, { from: 'figure' }>['take']
const figure = (name: string, over: Over, take: Take = 'last'): InputSource => ({
  from: 'figure',
  figure: name,
  over,
  take,
})
const product = (count: string, orFigure: string | null = null): InputSource => ({ from: 'product', count, orFigure })

/**
 * Where each input of the catalogue comes from. What a room of the product knows is counted there; what no room knows yet is a
 * typed figure with its source, and a room that comes later takes the line over without a change to any formula.
 */
export const inputs20240101: Readonly<Record<string, InputSource>> = {
  // A: the cell's monthly sheet and the quarterly one
  meetingsHeld6m: figure('meetingsHeld', 'months-6', 'sum'),
  meetingsDue6m: figure('meetingsDue', 'months-6', 'sum'),
  membersPresent: figure('membersPresent', 'month'),
  membersDue: figure('membersDue', 'month'),
  membersExempt: figure('membersExempt', 'month'),
  absentNoReason: figure('absentNoReason', 'month'),
  meetingScore: figure('meetingScore', 'quarter', 'list'),
  seats: figure('seats', 'quarter'),
  filledSeats: figure('filledSeats', 'quarter'),
  secretaryVacantDays: product('secretaryVacantDays'),
  cells: product('cells'),
  cellsWithoutYoung: product('cellsWithoutYoung'),
  members: product('members', 'members'),
  admitted12m: product('admitted12m', 'admitted12m'),
  resolutionTasksDue: figure('resolutionTasksDue', 'quarter'),
  resolutionTasksOnTime: figure('resolutionTasksOnTime', 'quarter'),
  reportsDue: figure('reportsDue', 'quarter'),
  reportsOnTime: figure('reportsOnTime', 'quarter'),
  // B: decisions of the product where there are any, else the yearly sheet
  grade: product('grade', 'grade'),
  points: product('points', 'points'),
  failedSubOrgs: product('failedSubOrgs', 'failedSubOrgs'),
  ratedSubOrgs: product('ratedSubOrgs', 'ratedSubOrgs'),
  failedMembers: product('failedMembers', 'failedMembers'),
  ratedMembers: product('ratedMembers', 'ratedMembers'),
  governmentLowest: figure('governmentLowest', 'year'),
  lowestMassOrgs: figure('lowestMassOrgs', 'year'),
  disunityConcluded: figure('disunityConcluded', 'year'),
  collectiveDisciplined: figure('collectiveDisciplined', 'year'),
  collectiveMembersWarnedOrWorse: product('collectiveMembersWarnedOrWorse'),
  disciplinedMembers12m: product('disciplinedMembers12m'),
  cityMedian: { from: 'peer-median', indicator: 'B9' },
  tasksAssigned: figure('tasksAssigned', 'quarter'),
  tasksDone: figure('tasksDone', 'quarter'),
  tasksLate: figure('tasksLate', 'quarter'),
  consecutiveFailYears: product('consecutiveFailYears', 'consecutiveFailYears'),
  // C: the commune's sheets
  petitions: figure('petitions', 'quarter'),
  residents: product('residents', 'residents'),
  ownMean4q: { from: 'own-mean', indicator: 'C1', periods: 4 },
  largeGroups: figure('largeGroups', 'month'),
  sameMatterGroupsQuarter: figure('sameMatterGroupsQuarter', 'month'),
  repeatCases: figure('repeatCases', 'quarter'),
  cases: figure('cases', 'quarter'),
  petitionsFirstLodgedAbove: figure('petitionsFirstLodgedAbove', 'quarter'),
  openPastLimit: figure('openPastLimit', 'quarter'),
  openCases: figure('openCases', 'quarter'),
  settledInCompetence: figure('settledInCompetence', 'quarter'),
  casesInCompetence: figure('casesInCompetence', 'quarter'),
  receptionDaysHeld: figure('receptionDaysHeld', 'month'),
  receptionDaysDue: figure('receptionDaysDue', 'month'),
  noticesInTime: figure('noticesInTime', 'month'),
  itemsReceived: figure('itemsReceived', 'month'),
  decisionsUnexecuted: figure('decisionsUnexecuted', 'quarter'),
  decisionsInForce: figure('decisionsInForce', 'quarter'),
  // D: one sheet for each project
  householdsOutstanding: figure('householdsOutstanding', 'month'),
  householdsAffected: figure('householdsAffected', 'month'),
  daysToMilestone: figure('milestoneOn', 'month', 'days-until'),
  gravesOutstanding: figure('gravesOutstanding', 'month'),
  gravesTotal: figure('gravesTotal', 'month'),
  plotsReady: figure('plotsReady', 'month'),
  plotsNeeded: figure('plotsNeeded', 'month'),
  recoveryStarted: figure('recoveryStarted', 'month'),
  commitmentsPastDueUnkept: figure('commitmentsPastDueUnkept', 'month'),
  paidOn: figure('compensationDays', 'month', 'single'),
  approvedOn: { from: 'product', count: 'zero', orFigure: null },
  eventsSamePlaceMatter24m: figure('placeMatterEvents', 'months-24', 'sum'),
  daysToEnforcement: figure('enforcementOn', 'month', 'days-until'),
  D1: { from: 'status', indicator: 'D1' },
  dialoguesHeld: figure('dialoguesHeld', 'month'),
  dialoguesPlanned: figure('dialoguesPlanned', 'month'),
  // X
  redCountAtoD: product('redCountAtoD'),
  monthsOnList: product('monthsOnList', 'monthsOnList'),
  planProgress: product('planProgress', 'planProgress'),
  caseState: figure('caseState', 'month'),
  largeGroupsAfterSettled: figure('largeGroupsAfterSettled', 'month'),
  mainAssignments: product('mainAssignments'),
}
