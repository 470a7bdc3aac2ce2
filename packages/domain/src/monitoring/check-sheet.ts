import { isLegalDay } from '../calendar/index.ts'
import type { AddedFigure } from './indicator.ts'
import { meetingCriteria, type Sheet, type SheetFigure } from './sheet.ts'

/** The figures of a sheet by name; one that is absent was left empty. */
export type Figures = Readonly<Record<string, number | boolean | string>>

export const sheetFindingCodes = [
  'UNKNOWN_FIGURE',
  'NOT_A_COUNT',
  'TOO_MANY',
  'NOT_A_DAY',
  'NOT_A_WORD',
  'ATTENDANCE_SUM',
  'EXEMPT_OVER_DUE',
  'PART_OVER_WHOLE',
  'SCORE_SUM',
  'SCORE_WITHOUT_MEETING',
  'ATTENDANCE_WITHOUT_MEETING',
  'NOTHING_ENTERED',
] as const
export type SheetFindingCode = (typeof sheetFindingCodes)[number]
/** What does not add up, with every field concerned: any of them may be the wrong one. */
export type SheetFinding = {
  readonly code: SheetFindingCode
  readonly figures: readonly string[]
  readonly required?: string
}

export const grades = ['excellent', 'good', 'completed', 'not-completed', 'not-rated'] as const
export const caseStates = [
  'detected',
  'received',
  'classified',
  'assigned',
  'in-progress',
  'calm',
  'settled',
  'removal-pending',
  'removed',
  'reopened',
  'out-of-scope',
] as const

/** Pairs of which the first cannot exceed the second. */
const parts: readonly (readonly [string, string])[] = [
  ['filledSeats', 'seats'],
  ['resolutionTasksOnTime', 'resolutionTasksDue'],
  ['reportsOnTime', 'reportsDue'],
  ['tasksDone', 'tasksAssigned'],
  ['tasksLate', 'tasksAssigned'],
  ['failedSubOrgs', 'ratedSubOrgs'],
  ['receptionDaysHeld', 'receptionDaysDue'],
  ['noticesInTime', 'itemsReceived'],
  ['petitionsFirstLodgedAbove', 'petitions'],
  ['repeatCases', 'cases'],
  ['openPastLimit', 'openCases'],
  ['settledInCompetence', 'casesInCompetence'],
  ['decisionsUnexecuted', 'decisionsInForce'],
  ['householdsOutstanding', 'householdsAffected'],
  ['gravesOutstanding', 'gravesTotal'],
  ['dialoguesHeld', 'dialoguesPlanned'],
]

/** Everything that does not add up on a sheet; empty when it may be stored. An empty field is no finding: it is missing. */
export function checkSheet(
  sheet: Sheet,
  figures: Figures,
  added: readonly AddedFigure[] = [],
): readonly SheetFinding[] {
  const own = added
    .filter((one) => one.sheet === sheet.id)
    .map(({ name }): SheetFigure => ({ name, kind: 'count', most: null }))
  const known = new Map([...sheet.figures, ...own].map((figure) => [figure.name, figure]))
  const names = Object.keys(figures)
  const findings: SheetFinding[] = []
  if (names.length === 0) findings.push({ code: 'NOTHING_ENTERED', figures: [] })
  for (const name of names) {
    const figure = known.get(name)
    if (!figure) findings.push({ code: 'UNKNOWN_FIGURE', figures: [name] })
    else findings.push(...checkOne(figure, figures[name] as Figures[string]))
  }
  const number = (name: string) => (typeof figures[name] === 'number' ? (figures[name] as number) : null)
  for (const [part, whole] of parts) {
    const [a, b] = [number(part), number(whole)]
    if (a !== null && b !== null && a > b)
      findings.push({ code: 'PART_OVER_WHOLE', figures: [part, whole], required: String(b) })
  }
  if (sheet.id === 'cell-month') findings.push(...checkMeeting(number))
  return findings
}

function checkOne({ name, kind, most }: SheetFigure, given: Figures[string]): SheetFinding[] {
  const finding = (code: SheetFindingCode, required?: string): SheetFinding[] => [
    { code, figures: [name], ...(required === undefined ? {} : { required }) },
  ]
  switch (kind) {
    case 'yes-no':
      return typeof given === 'boolean' ? [] : finding('NOT_A_WORD')
    case 'day':
      return typeof given === 'string' && isLegalDay(given) ? [] : finding('NOT_A_DAY')
    case 'grade':
      return grades.some((grade) => grade === given) ? [] : finding('NOT_A_WORD')
    case 'case-state':
      return caseStates.some((state) => state === given) ? [] : finding('NOT_A_WORD')
    default: {
      if (typeof given !== 'number' || !Number.isFinite(given) || given < 0) return finding('NOT_A_COUNT')
      if (kind === 'count' && !Number.isSafeInteger(given)) return finding('NOT_A_COUNT')
      return given > (most ?? 1_000_000_000) ? finding('TOO_MANY', String(most)) : []
    }
  }
}

function checkMeeting(number: (name: string) => number | null): SheetFinding[] {
  const findings: SheetFinding[] = []
  const held = number('meetingsHeld')
  const [due, exempt] = [number('membersDue'), number('membersExempt')]
  const attended = ['membersPresent', 'absentWithReason', 'absentNoReason']
  if (due !== null && exempt !== null && exempt > due) {
    findings.push({ code: 'EXEMPT_OVER_DUE', figures: ['membersExempt', 'membersDue'], required: String(due) })
  }
  const counts = attended.map(number)
  if (due !== null && exempt !== null && counts.every((one) => one !== null) && held !== 0) {
    const sum = counts.reduce<number>((total, one) => total + (one ?? 0), 0)
    if (sum !== due - exempt && exempt <= due) {
      findings.push({
        code: 'ATTENDANCE_SUM',
        figures: ['membersDue', 'membersExempt', ...attended],
        required: String(due - exempt),
      })
    }
  }
  const criteria = meetingCriteria.map(({ name }) => number(name))
  const score = number('meetingScore')
  if (criteria.every((one) => one !== null) && score !== null) {
    const sum = criteria.reduce<number>((total, one) => total + (one ?? 0), 0)
    if (Math.abs(sum - score) > 1e-9) {
      findings.push({
        code: 'SCORE_SUM',
        figures: ['meetingScore', ...meetingCriteria.map(({ name }) => name)],
        required: String(sum),
      })
    }
  }
  if (held === 0 && score !== null)
    findings.push({ code: 'SCORE_WITHOUT_MEETING', figures: ['meetingScore', 'meetingsHeld'] })
  if (held === 0 && (number('membersPresent') ?? 0) > 0) {
    findings.push({ code: 'ATTENDANCE_WITHOUT_MEETING', figures: ['membersPresent', 'meetingsHeld'] })
  }
  return findings
}

/** The sheet as it is stored: the score of a meeting summed from its criteria where it was not typed itself. */
export function completeSheet(sheet: Sheet, figures: Figures): Figures {
  if (sheet.id !== 'cell-month' || figures['meetingScore'] !== undefined) return figures
  const criteria = meetingCriteria.map(({ name }) => figures[name])
  if (criteria.some((one) => typeof one !== 'number')) return figures
  return { ...figures, meetingScore: criteria.reduce<number>((total, one) => total + Number(one), 0) }
}
