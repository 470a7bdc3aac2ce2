import type { IndicatorPeriod } from './indicator.ts'

/** How a figure is typed. `state` is a word of a closed list. */
export type FigureKind = 'count' | 'points' | 'yes-no' | 'day' | 'grade' | 'case-state'

/** A field of a sheet. */
export type SheetFigure = {
  readonly name: string
  readonly kind: FigureKind
  /** The most that may be typed; null for no limit but reason. */
  readonly most: number | null
  /** Counts persons: a number from 1 to 4 is hidden from outsiders (privacy G2). */
  readonly persons?: true
}

/** A sheet of figures that somebody enters for an organization and a period. */
export type Sheet = {
  readonly id: SheetId
  readonly period: IndicatorPeriod
  /** Which organizations owe it; a sheet of a project or case has one for each of them. */
  readonly of: 'cell' | 'organization' | 'area' | 'project' | 'case'
  readonly figures: readonly SheetFigure[]
}

export const sheetIds = [
  'cell-month',
  'organization-quarter',
  'organization-year',
  'area-month',
  'area-quarter',
  'project-month',
  'case-month',
  'plan-month',
  'ihanoi-month',
] as const
export type SheetId = (typeof sheetIds)[number]

/** Sheets that the product counts from its own registers: nobody enters them, and where they know a figure the typed one gives way. */
export const countedSheets = { 'area-month': 'petitions-month', 'area-quarter': 'petitions-quarter' } as const
export type CountedSheetId = (typeof countedSheets)[keyof typeof countedSheets]
const countedIds: ReadonlySet<string> = new Set(Object.values(countedSheets))
/** Whether a stored sheet was counted by the product. */
export const isCounted = (sheet: string): sheet is CountedSheetId => countedIds.has(sheet)

const count = (name: string, most: number | null = null): SheetFigure => ({ name, kind: 'count', most })
const persons = (name: string): SheetFigure => ({ name, kind: 'count', most: null, persons: true })
const yesNo = (name: string): SheetFigure => ({ name, kind: 'yes-no', most: null })
const day = (name: string): SheetFigure => ({ name, kind: 'day', most: null })

/**
 * The eight criteria of a cell meeting's quality, 100 points together: a ward's sheet based on CT 50-CT/TW and HD 42-HD/BTCTW
 * (reported, to be confirmed; `weak-units` section 3). The sum is `meetingScore`.
 */
export const meetingCriteria = [
  { name: 'scorePreparation', most: 5 },
  { name: 'scoreDocuments', most: 5 },
  { name: 'scoreAttendance', most: 10 },
  { name: 'scoreSubstance', most: 30 },
  { name: 'scoreDiscussion', most: 10 },
  { name: 'scoreSelfCriticism', most: 5 },
  { name: 'scoreConclusion', most: 30 },
  { name: 'scoreMinutes', most: 5 },
] as const

/** Every sheet the product asks for. */
export const sheets: readonly Sheet[] = [
  {
    id: 'cell-month',
    period: 'month',
    of: 'cell',
    figures: [
      count('meetingsDue', 9),
      count('meetingsHeld', 9),
      persons('membersDue'),
      persons('membersExempt'),
      persons('membersPresent'),
      persons('absentWithReason'),
      persons('absentNoReason'),
      ...meetingCriteria.map(({ name, most }): SheetFigure => ({ name, kind: 'points', most })),
      { name: 'meetingScore', kind: 'points', most: 100 },
    ],
  },
  {
    id: 'organization-quarter',
    period: 'quarter',
    of: 'organization',
    figures: [
      count('seats', 99),
      count('filledSeats', 99),
      count('resolutionTasksDue'),
      count('resolutionTasksOnTime'),
      count('reportsDue'),
      count('reportsOnTime'),
      count('tasksAssigned'),
      count('tasksDone'),
      count('tasksLate'),
      persons('admitted12m'),
    ],
  },
  {
    id: 'organization-year',
    period: 'year',
    of: 'organization',
    figures: [
      { name: 'grade', kind: 'grade', most: null },
      { name: 'points', kind: 'points', most: 100 },
      count('ratedSubOrgs'),
      count('failedSubOrgs'),
      yesNo('governmentLowest'),
      count('lowestMassOrgs', 9),
      yesNo('disunityConcluded'),
      count('collectiveDisciplined', 9),
      count('consecutiveFailYears', 20),
    ],
  },
  {
    id: 'area-month',
    period: 'month',
    of: 'area',
    figures: [
      count('largeGroups'),
      count('sameMatterGroupsQuarter'),
      count('receptionDaysDue', 31),
      count('receptionDaysHeld', 31),
      count('itemsReceived'),
      count('noticesInTime'),
    ],
  },
  {
    id: 'area-quarter',
    period: 'quarter',
    of: 'area',
    figures: [
      count('petitions'),
      count('petitionsFirstLodgedAbove'),
      count('cases'),
      count('repeatCases'),
      count('openCases'),
      count('openPastLimit'),
      count('casesInCompetence'),
      count('settledInCompetence'),
      count('decisionsInForce'),
      count('decisionsUnexecuted'),
    ],
  },
  {
    id: 'project-month',
    period: 'month',
    of: 'project',
    figures: [
      persons('householdsAffected'),
      persons('householdsOutstanding'),
      count('gravesTotal'),
      count('gravesOutstanding'),
      count('plotsNeeded'),
      count('plotsReady'),
      yesNo('recoveryStarted'),
      day('milestoneOn'),
      day('enforcementOn'),
      count('commitmentsPastDueUnkept'),
      count('compensationDays'),
      count('placeMatterEvents'),
      count('dialoguesPlanned'),
      count('dialoguesHeld'),
    ],
  },
  {
    id: 'case-month',
    period: 'month',
    of: 'case',
    figures: [{ name: 'caseState', kind: 'case-state', most: null }, count('largeGroupsAfterSettled')],
  },
  {
    id: 'plan-month',
    period: 'month',
    of: 'organization',
    figures: [count('monthsOnList', 240), count('planProgress', 100)],
  },
  {
    // Counts of the city's channel for reflections, as it publishes them (petitions, section 15); never what was reflected, nor by whom.
    id: 'ihanoi-month',
    period: 'month',
    of: 'area',
    figures: [count('ihanoiReceived'), count('ihanoiDone'), count('ihanoiLate')],
  },
]

/** The sheet of an id. */
export const sheetOf = (id: SheetId): Sheet => sheets.find((sheet) => sheet.id === id) as Sheet

/**
 * Denominators that count papers or matters of citizens: a share of one to four of them tells of single people, so that outsiders
 * read neither the share nor its counts (privacy G3, G5).
 */
const matterDenominators: ReadonlySet<string> = new Set([
  'petitions',
  'cases',
  'openCases',
  'casesInCompetence',
  'itemsReceived',
  'decisionsInForce',
  'ihanoiReceived',
])

/** Whether an indicator of block C rests on one to four papers or matters. */
export const isOfFewMatters = (indicator: string, inputs: Readonly<Record<string, unknown>>): boolean =>
  indicator.startsWith('C') &&
  Object.entries(inputs).some(
    ([name, value]) => matterDenominators.has(name) && typeof value === 'number' && value >= 1 && value <= 4,
  )

/** Names of figures and inputs that count persons or households; 1 to 4 of them are hidden from outsiders. */
export const personFigures: ReadonlySet<string> = new Set([
  ...sheets.flatMap(({ figures }) => figures.flatMap(({ name, persons: counts }) => (counts ? [name] : []))),
  'members',
  'disciplinedMembers12m',
  'collectiveMembersWarnedOrWorse',
  'failedMembers',
  'ratedMembers',
])
