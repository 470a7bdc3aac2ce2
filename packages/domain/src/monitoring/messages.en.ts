import type { CataloguePlace, OverlayFindingCode } from './check-overlay.ts'
import type { SheetFindingCode } from './check-sheet.ts'
import type { SignKind } from './finish-judgement.ts'
import type { IndicatorBlock, IndicatorPeriod, IndicatorUnit, SignalStatus } from './indicator.ts'
import type { CountedSheetId, SheetId } from './sheet.ts'

/** All the words of the room. Sentences take `{placeholders}`; every language has the same keys. */
export type MonitoringMessages = {
  readonly statuses: Readonly<Record<SignalStatus, string>>
  readonly kinds: Readonly<Record<SignKind, string>>
  readonly blocks: Readonly<Record<IndicatorBlock, string>>
  readonly units: Readonly<Record<IndicatorUnit, string>>
  readonly periods: Readonly<Record<IndicatorPeriod, string>>
  readonly sheets: Readonly<Record<SheetId | CountedSheetId, string>>
  readonly findings: Readonly<Record<SheetFindingCode, string>>
  readonly overlay: Readonly<Record<OverlayFindingCode, string>>
  readonly overlayPlaces: Readonly<Record<CataloguePlace, string>>
  /** Names of figures and inputs. */
  readonly inputs: Readonly<Record<string, string>>
  /** Code words that inputs may be. */
  readonly words: Readonly<Record<string, string>>
  readonly compare: Readonly<Record<'=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'isSo' | 'isNotSo', string>>
  readonly joins: Readonly<Record<'and' | 'or', string>>
  readonly arithmetic: Readonly<Record<'+' | '-' | '*' | '/' | 'mean' | 'median', string>>
  readonly sentences: Readonly<
    Record<
      | 'red'
      | 'yellow'
      | 'green'
      | 'info'
      | 'noData'
      | 'notApplicable'
      | 'suppressed'
      | 'contradiction'
      | 'noContradiction'
      | 'outlier'
      | 'trend'
      | 'cellsRed'
      | 'cellsYellow'
      | 'since'
      | 'clears'
      | 'nearest'
      | 'ofSubject'
      | 'fewPeers',
      string
    >
  >
  readonly contradictions: Readonly<Record<'X1' | 'X2' | 'X3' | 'X4', string>>
  readonly signs: Readonly<Record<string, { readonly name: string; readonly evidence: string }>>
  readonly unknown: string
  readonly hidden: string
  readonly underFive: string
  readonly yes: string
  readonly no: string
}

export const monitoringMessagesEn: MonitoringMessages = {
  statuses: {
    red: 'red',
    yellow: 'yellow',
    green: 'normal',
    'no-data': 'no data',
    'not-applicable': 'not applicable',
    suppressed: 'small number hidden',
    info: 'for information',
  },
  kinds: {
    red: 'red threshold',
    yellow: 'yellow threshold',
    contradiction: 'contradiction',
    outlier: 'unlike its peers',
    trend: 'unlike its own past',
    manual: 'recorded by people',
  },
  blocks: {
    A: 'Organization life',
    B: 'Ratings and discipline',
    C: 'People and area',
    D: 'Project forecast',
    X: 'Contradictions',
  },
  units: {
    percent: '{n} %',
    'per-mille': '{n} ‰',
    'per-10000': '{n} per 10,000 residents',
    points: '{n} points',
    members: '{n} members',
    count: '{n}',
    groups: '{n} groups',
    events: '{n} events',
    days: '{n} days',
    years: '{n} years',
    grade: '{n}',
    'yes-no': '{n}',
    rule: '{n}',
  },
  periods: { month: '{month}/{year}', quarter: 'quarter {quarter} of {year}', year: '{year}' },
  sheets: {
    'cell-month': 'Monthly sheet of a cell',
    'organization-quarter': 'Quarterly sheet of an organization',
    'organization-year': 'Yearly sheet of an organization',
    'area-month': 'Monthly sheet of a commune',
    'area-quarter': 'Quarterly sheet of a commune',
    'project-month': 'Monthly sheet of a project',
    'case-month': 'Monthly sheet of a case',
    'plan-month': 'Monthly sheet of the list and the plan',
    'ihanoi-month': 'Monthly figures of iHanoi',
    'petitions-month': 'Monthly figures of the reception register',
    'petitions-quarter': 'Quarterly figures of the registers of reception and petitions',
  },
  findings: {
    UNKNOWN_FIGURE: 'This sheet has no such field.',
    NOT_A_COUNT: 'Not a whole number from 0 on.',
    TOO_MANY: 'More than {required}.',
    NOT_A_DAY: 'Not a day.',
    NOT_A_WORD: 'Choose one of the list.',
    ATTENDANCE_SUM:
      'Present, absent with reason and absent without reason must add up to {required}: those due less those exempt.',
    EXEMPT_OVER_DUE: 'More exempt than the {required} due.',
    PART_OVER_WHOLE: 'The part is greater than the whole ({required}).',
    SCORE_SUM: 'The criteria add up to {required}, not to the score typed.',
    SCORE_WITHOUT_MEETING: 'No meeting was held, so there is no score.',
    ATTENDANCE_WITHOUT_MEETING: 'No meeting was held, so nobody was present.',
    NOTHING_ENTERED: 'Nothing has been entered.',
  },
  overlay: {
    FORMULA_MALFORMED: 'Not a formula, from character {at} on.',
    UNKNOWN_NAME: 'Nobody knows the figure “{name}”.',
    UNKNOWN_INDICATOR: 'The catalogue has no indicator {id}.',
    ID_TAKEN: 'The number {id} is taken.',
    ID_MALFORMED: 'A number is a letter A to D and 20 to 99, for example A20.',
    NOT_TRIED: 'The formula or threshold fails on trial figures.',
    NO_THRESHOLD: 'Give a yellow or a red threshold.',
    UNDER_FLOOR: 'Not under {required}: small numbers stay hidden.',
    NAME_TWICE: 'The figure “{name}” is there twice.',
    NOTHING_CHANGED: 'Nothing is changed.',
  },
  overlayPlaces: {
    formula: 'formula',
    yellow: 'yellow threshold',
    red: 'red threshold',
    id: 'number',
    parameter: 'parameter',
    figure: 'figure',
  },
  inputs: {
    value: 'value',
    meetingsDue: 'meetings due',
    meetingsHeld: 'meetings held',
    meetingsHeld6m: 'meetings held in 6 months',
    meetingsDue6m: 'meetings due in 6 months',
    membersDue: 'members due',
    membersExempt: 'exempt',
    membersPresent: 'present',
    absentWithReason: 'absent with reason',
    absentNoReason: 'absent without reason',
    scorePreparation: 'committee prepared beforehand',
    scoreDocuments: 'papers and agenda',
    scoreAttendance: 'attendance and time',
    scoreSubstance: 'substance of the meeting',
    scoreDiscussion: 'discussion',
    scoreSelfCriticism: 'self-criticism and criticism',
    scoreConclusion: 'conclusion, tasks given out, supervision',
    scoreMinutes: 'minutes',
    meetingScore: 'meeting score',
    seats: 'seats of the committee',
    filledSeats: 'seats filled',
    secretaryVacantDays: 'days without a secretary',
    cells: 'cells',
    cellsWithoutYoung: 'cells without a young member',
    members: 'members',
    admitted12m: 'admitted in 12 months',
    resolutionTasksDue: 'resolution tasks due',
    resolutionTasksOnTime: 'resolution tasks done on time',
    reportsDue: 'reports due',
    reportsOnTime: 'reports sent on time',
    grade: 'grade',
    points: 'points',
    ratedSubOrgs: 'subordinate organizations rated',
    failedSubOrgs: 'subordinate organizations not completed',
    ratedMembers: 'members rated',
    failedMembers: 'members not completed',
    governmentLowest: 'same-level government in the lowest class',
    lowestMassOrgs: 'front and mass organizations in the lowest class',
    disunityConcluded: 'disunity concluded by a competent body',
    collectiveDisciplined: 'discipline of the leading collective',
    collectiveMembersWarnedOrWorse: 'its members disciplined from warning upward',
    disciplinedMembers12m: 'members disciplined in 12 months',
    cityMedian: 'the median of the same kind',
    tasksAssigned: 'tasks assigned',
    tasksDone: 'tasks done',
    tasksLate: 'tasks late',
    consecutiveFailYears: 'consecutive years not completed',
    petitions: 'petitions',
    residents: 'residents',
    ownMean4q: 'the mean of the four quarters before',
    largeGroups: 'large groups',
    sameMatterGroupsQuarter: 'large groups on one matter in the quarter',
    repeatCases: 'cases received repeatedly',
    cases: 'cases',
    petitionsFirstLodgedAbove: 'petitions first lodged above',
    openPastLimit: 'open cases past their limit',
    openCases: 'open cases',
    settledInCompetence: 'cases settled in competence',
    casesInCompetence: 'cases in competence',
    receptionDaysHeld: 'reception days held by the head',
    receptionDaysDue: 'reception days due',
    noticesInTime: 'notices within 10 working days',
    itemsReceived: 'items received',
    decisionsUnexecuted: 'decisions not executed',
    decisionsInForce: 'decisions in force',
    householdsOutstanding: 'households outstanding',
    householdsAffected: 'households affected',
    daysToMilestone: 'days to the milestone',
    milestoneOn: 'next milestone',
    gravesOutstanding: 'graves outstanding',
    gravesTotal: 'graves in all',
    plotsReady: 'plots ready',
    plotsNeeded: 'plots needed',
    recoveryStarted: 'land recovery has begun',
    commitmentsPastDueUnkept: 'public commitments overdue',
    compensationDays: 'days from approval to payment (median)',
    paidOn: 'days to payment',
    approvedOn: 'approval',
    eventsSamePlaceMatter24m: 'events of the same place and matter in 24 months',
    placeMatterEvents: 'events of the same place and matter in the month',
    daysToEnforcement: 'days to enforcement',
    enforcementOn: 'enforcement or cut-off day',
    D1: 'households outstanding (D1)',
    dialoguesHeld: 'dialogues held',
    dialoguesPlanned: 'dialogues planned',
    redCountAtoD: 'red signs',
    monthsOnList: 'full months on the list',
    planProgress: 'progress of the plan (%)',
    caseState: 'state of the case',
    largeGroupsAfterSettled: 'large groups after settlement',
    ihanoiReceived: 'reflections received through iHanoi',
    ihanoiDone: 'reflections of iHanoi settled',
    ihanoiLate: 'reflections of iHanoi past their term',
    mainAssignments: 'persons in main charge',
  },
  words: {
    excellent: 'excellent',
    good: 'good',
    completed: 'completed',
    'not-completed': 'not completed',
    'not-rated': 'not rated',
    red: 'red',
    yellow: 'yellow',
    green: 'normal',
    'no-data': 'no data',
    detected: 'detected',
    received: 'received',
    classified: 'classified',
    assigned: 'assigned',
    'in-progress': 'in progress',
    calm: 'calm',
    settled: 'settled',
    'removal-pending': 'removal pending',
    removed: 'removed',
    reopened: 're-opened',
    'out-of-scope': 'out of scope',
  },
  compare: {
    '=': 'is {n}',
    '!=': 'is not {n}',
    '<': 'below {n}',
    '<=': '{n} or less',
    '>': 'above {n}',
    '>=': '{n} or more',
    in: 'is one of: {n}',
    isSo: 'yes',
    isNotSo: 'no longer so',
  },
  joins: { and: 'and', or: 'or' },
  arithmetic: {
    '+': '{a} plus {b}',
    '-': '{a} less {b}',
    '*': '{a} times {b}',
    '/': '{a} over {b}',
    mean: 'mean of {a}',
    median: 'median of {a}',
  },
  sentences: {
    red: '{name}, {period}: {value}{numbers}, red since {threshold}{since}{clear}.',
    yellow: '{name}, {period}: {value}{numbers}, yellow since {threshold}{since}{clear}.',
    green: '{name}: {value}{numbers}, normal.',
    info: '{name}: {value}{numbers}, for information, without a colour.',
    noData: '{name}: no data yet; missing: {missing}.',
    notApplicable: '{name}: not applicable{numbers}.',
    suppressed: '{name}: fewer than 5 persons stand behind it; neither value nor colour is shown.',
    contradiction: '{name}, {period}: {explain}{since}; a written explanation is needed.',
    noContradiction: '{name}: no contradiction{numbers}.',
    outlier:
      '{name}, {period}: {value}{numbers}, far from the median {median} of {size} organizations of the same kind, size and sector, two periods running{since}; it ends when it comes back near the group.',
    trend:
      '{name}, {period}: {value}{numbers}, far from the own median {median} of {size} earlier periods, two periods running{since}; it ends when it comes back near the usual.',
    cellsRed:
      '{name}, {period}: {red} cells red, {yellow} yellow, {green} normal, {missing} without data; red since more than one third of the cells with data are red.',
    cellsYellow:
      '{name}, {period}: {red} cells red, {yellow} yellow, {green} normal, {missing} without data; yellow from one red cell on.',
    since: ', going on since {period}',
    clears: '; cleared when {condition}{nearest}',
    nearest: ' ({name}: {to})',
    ofSubject: ' ({subject})',
    fewPeers:
      'Not compared with others: {size} organizations of the same kind, size and sector, at least {least} are needed.',
  },
  contradictions: {
    X1: 'rated “{grade}” while {redCountAtoD} indicators were red in the same year',
    X2: 'the plan is at 100 % and the organization has been on the list for {monthsOnList} months',
    X3: 'the case is “{caseState}” and {largeGroupsAfterSettled} large groups came afterwards',
    X4: 'nobody is in main charge of the area on the last day of the month',
  },
  signs: {
    SG01: { name: 'internal disunity', evidence: 'number and date of a competent body’s conclusion' },
    SG02: {
      name: 'lasting petitions about key cadres',
      evidence: 'reference number of the competent file, no content, no names',
    },
    SG03: { name: 'secretary or key cadre disciplined or prosecuted', evidence: 'decision number' },
    SG04: { name: 'no secretary', evidence: 'the day since when' },
    SG05: { name: 'no meeting for 2–3 months, or too few present', evidence: 'meeting log' },
    SG06: { name: 'no resolution, or none carried out', evidence: 'plan and report' },
    SG07: { name: 'nobody admitted for years, ageing cell', evidence: 'counts' },
    SG08: { name: 'meets together with another cell', evidence: 'organization record' },
    SG09: { name: 'members leave off meetings, many struck off', evidence: 'counts' },
    SG10: { name: 'not completed two years running', evidence: 'rating decisions' },
    SG11: { name: 'did not detect or report a complex case', evidence: 'case file or inspection conclusion' },
    SG12: { name: 'key task not completed (clearance, budget)', evidence: 'plan result' },
    SG13: { name: 'petitions of many, beyond the level', evidence: 'counters' },
  },
  unknown: 'not known',
  hidden: 'hidden (small number)',
  underFive: 'under 5',
  yes: 'yes',
  no: 'no',
}
