import { addDays, type Distance, distanceTo, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { compareNames } from '../shared/index.ts'
import type { CellFileState } from './cell-file-state.ts'
import type { UnitPermission } from './unit-acts.ts'
import { type UnitsWork, workOfUnits } from './unit-work.ts'

export const workCodes = [
  'OPEN_CAMPAIGN',
  'OWN_REVIEW',
  'START_FILE',
  'FILE_RETURNED',
  'MISSING_REVIEWS',
  'ENTER_TALLY',
  'MEND_FAULTS',
  'SEND_FILE',
  'SECOND_ENTRY',
  'TAKE_UP',
  'FINISH_APPRAISAL',
  'RETURNED_OVERDUE',
  'CELLS_NOT_STARTED',
  'QUOTA_EXCEEDED',
  'READY_TO_DECIDE',
  'NOTIFY',
  'READ_NOTICE',
  'ANSWER_APPEAL',
  'UNIT_RETURNED',
  'UNIT_REPORT',
  'UNIT_FORWARD',
  'UNIT_WAITS_BELOW',
  'UNITS_TAKE_UP',
  'UNITS_APPRAISE',
  'UNITS_BLOCKED',
  'UNITS_LATE',
  'UNITS_DECIDE',
  'UNITS_NOTIFY',
  'UNIT_READ_NOTICE',
  'UNIT_ANSWER_APPEAL',
] as const
/** What somebody has to do in a rating year; texts are in the room's messages of the screens. */
export type WorkCode = (typeof workCodes)[number]

export const workGroups = ['overdue', 'today', 'soon', 'later'] as const
/** `soon` is within ten days. */
export type WorkGroup = (typeof workGroups)[number]

/** One thing to do, with the rule by which it came to this person. */
export type WorkTask = {
  readonly code: WorkCode
  /** The permission that makes it his to do. */
  readonly because:
    | 'campaign:setup'
    | 'rating:self'
    | 'rating:work'
    | 'rating:tally'
    | 'rating:board'
    | 'rating:decide'
    | UnitPermission
  readonly campaignId: string
  readonly year: number
  /** The cell or committee it is about; null for the campaign itself. */
  readonly organizationId: string | null
  readonly name: string | null
  readonly caseId: string | null
  readonly dueOn: LegalDay
  readonly group: WorkGroup
  readonly distance: Distance
  /** The numbers of its sentence, by name. */
  readonly numbers: Readonly<Record<string, number>>
  /** The reason a file was returned with. */
  readonly reason: string | null
}

type OfCampaign = { readonly campaignId: string; readonly year: number }
type OfPlace = OfCampaign & { readonly organizationId: string; readonly name: string; readonly dueOn: LegalDay }

/** A cell's file as its own secretary or teller has it before him. */
export type CellWork = OfPlace & {
  readonly state: CellFileState
  readonly returnReason: string | null
  readonly missingReviews: number
  /** Whether all numbers of the first entry are typed. */
  readonly tallyWhole: boolean
  readonly faults: number
  readonly secondEntry: 'not-asked' | 'done' | 'mine' | 'of-another' | 'first-not-begun'
}

/** A committee's year as its office and the committee itself have it before them. */
export type CommitteeWork = OfPlace & {
  readonly cellDueOn: LegalDay
  readonly isDecided: boolean
  readonly files: readonly (Omit<OfPlace, 'campaignId' | 'year'> & {
    readonly state: CellFileState
    readonly returnReason: string | null
  })[]
  /** XS above the limits, summed over the groups. */
  readonly quotaExcess: number
}

/** What waits once a year is decided: notice to be given or read, a complaint to be answered by a day. */
export type AfterWork = OfCampaign & {
  readonly code: 'NOTIFY' | 'READ_NOTICE' | 'ANSWER_APPEAL' | 'UNITS_NOTIFY' | 'UNIT_READ_NOTICE' | 'UNIT_ANSWER_APPEAL'
  readonly dueOn: LegalDay
  readonly organizationId?: string
  readonly name?: string
  readonly caseId?: string
  readonly numbers?: Readonly<Record<string, number>>
}

/** All that bears on one person's work, as far as his permissions reach. */
export type WorkFacts = {
  readonly drafts: readonly (OfCampaign & { readonly opensOn: LegalDay })[]
  readonly own: readonly (OfCampaign & {
    readonly caseId: string
    readonly dueOn: LegalDay
    readonly isOpen: boolean
    readonly isSubmitted: boolean
  })[]
  readonly cells: readonly CellWork[]
  /** Cells whose second entry the person may type. */
  readonly counted: readonly CellWork[]
  readonly offices: readonly CommitteeWork[]
  readonly committees: readonly CommitteeWork[]
  readonly after?: readonly AfterWork[]
  /** Organizations and collectives, as their own secretaries, advisers and deciders have them before them. */
  readonly units?: UnitsWork
}

const soonDays = 10

/** What a person can act on, the earliest deadline first; what he only waits for is not here. */
export function listWork(facts: WorkFacts, today: LegalDay, calendar?: WorkingCalendar): WorkTask[] {
  const found = [
    ...facts.drafts.map((draft) => task('OPEN_CAMPAIGN', 'campaign:setup', { ...draft, dueOn: draft.opensOn })),
    ...facts.own
      .filter(({ isOpen, isSubmitted }) => isOpen && !isSubmitted)
      .map((own) => task('OWN_REVIEW', 'rating:self', own)),
    ...facts.cells.flatMap(workOfCell),
    ...facts.counted
      .filter(({ state, secondEntry }) => secondEntry === 'mine' && isWithCell(state))
      .map((cell) => task('SECOND_ENTRY', 'rating:tally', cell)),
    ...facts.offices.flatMap((office) => workOfOffice(office, today)),
    ...facts.committees.flatMap(workOfCommittee),
    ...(facts.after ?? []).map(({ code, ...work }) => task(code, becauseOfAfter[code], work)),
    ...(facts.units ? workOfUnits(facts.units, today) : []),
  ]
  const order = (code: WorkCode) => workCodes.indexOf(code)
  return found
    .map(
      (one): WorkTask => ({
        ...one,
        group: groupOf(one.dueOn, today),
        distance: calendar ? distanceTo(one.dueOn, today, calendar) : distanceTo(one.dueOn, today),
      }),
    )
    .sort(
      (left, right) =>
        left.dueOn.localeCompare(right.dueOn) ||
        order(left.code) - order(right.code) ||
        compareNames(left.name ?? '', right.name ?? ''),
    )
}

const becauseOfAfter = {
  NOTIFY: 'rating:board',
  READ_NOTICE: 'rating:self',
  ANSWER_APPEAL: 'rating:decide',
  UNITS_NOTIFY: 'unit:appraise',
  UNIT_READ_NOTICE: 'unit:report',
  UNIT_ANSWER_APPEAL: 'unit:decide',
} as const satisfies Record<AfterWork['code'], WorkTask['because']>

function groupOf(dueOn: LegalDay, today: LegalDay): WorkGroup {
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  return dueOn <= addDays(today, soonDays) ? 'soon' : 'later'
}

export type Undated = Omit<WorkTask, 'group' | 'distance'>
type About = OfCampaign & {
  readonly dueOn: LegalDay
  readonly organizationId?: string
  readonly name?: string
  readonly caseId?: string
}

const task = (
  code: WorkCode,
  because: WorkTask['because'],
  about: About & { readonly numbers?: Readonly<Record<string, number>>; readonly reason?: string | null },
): Undated => ({
  code,
  because,
  campaignId: about.campaignId,
  year: about.year,
  organizationId: about.organizationId ?? null,
  name: about.name ?? null,
  caseId: about.caseId ?? null,
  dueOn: about.dueOn,
  numbers: about.numbers ?? {},
  reason: about.reason ?? null,
})

const isWithCell = (state: CellFileState): boolean => ['not-started', 'in-work', 'returned'].includes(state)

/** The secretary's next steps: what is missing first, then what is wrong, and only then sending. */
function workOfCell(cell: CellWork): Undated[] {
  const { state, missingReviews, tallyWhole, faults, secondEntry } = cell
  if (state === 'not-started') return [task('START_FILE', 'rating:work', cell)]
  if (!isWithCell(state)) return []
  const returned =
    state === 'returned' ? [task('FILE_RETURNED', 'rating:work', { ...cell, reason: cell.returnReason })] : []
  const missing = [
    ...(missingReviews > 0
      ? [task('MISSING_REVIEWS', 'rating:work', { ...cell, numbers: { count: missingReviews } })]
      : []),
    ...(tallyWhole ? [] : [task('ENTER_TALLY', 'rating:work', cell)]),
  ]
  if (missing.length > 0) return [...returned, ...missing]
  if (faults > 0) {
    const waiting = secondEntry === 'of-another' && faults === 1
    return waiting
      ? returned
      : [...returned, task('MEND_FAULTS', 'rating:work', { ...cell, numbers: { count: faults } })]
  }
  return returned.length > 0 ? returned : [task('SEND_FILE', 'rating:work', cell)]
}

function workOfOffice({ files, cellDueOn, isDecided, ...committee }: CommitteeWork, today: LegalDay): Undated[] {
  if (isDecided) return []
  const notStarted = files.filter(({ state }) => state === 'not-started').length
  const of = (file: CommitteeWork['files'][number], dueOn: LegalDay) => {
    const { campaignId, year } = committee
    return { campaignId, year, organizationId: file.organizationId, name: file.name, dueOn }
  }
  return [
    ...files.flatMap((file): Undated[] => {
      if (file.state === 'sent') return [task('TAKE_UP', 'rating:board', of(file, committee.dueOn))]
      if (file.state === 'appraising') return [task('FINISH_APPRAISAL', 'rating:board', of(file, committee.dueOn))]
      if (file.state !== 'returned' || file.dueOn >= today) return []
      return [task('RETURNED_OVERDUE', 'rating:board', { ...of(file, file.dueOn), reason: file.returnReason })]
    }),
    ...(notStarted > 0
      ? [
          task('CELLS_NOT_STARTED', 'rating:board', {
            ...committee,
            dueOn: cellDueOn,
            numbers: { count: notStarted, of: files.length },
          }),
        ]
      : []),
  ]
}

/** The committee acts once every file is appraised: it decides, or first settles who is over the line. */
function workOfCommittee({ files, isDecided, quotaExcess, ...committee }: CommitteeWork): Undated[] {
  if (isDecided || files.length === 0 || files.some(({ state }) => state !== 'appraised')) return []
  const numbers = { files: files.length, excess: quotaExcess }
  return [task(quotaExcess > 0 ? 'QUOTA_EXCEEDED' : 'READY_TO_DECIDE', 'rating:decide', { ...committee, numbers })]
}
