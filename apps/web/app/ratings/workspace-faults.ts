import { checkTally, type Tally, type TallyNote, type TallyResult, type VotingThreshold } from '@nq15/domain/ratings'
import { type VoteField, voteFields } from './tally-paste.ts'
import {
  type CountField,
  countFields,
  type KeptFault,
  type RecordValues,
  type VoteValues,
  type WorkspaceRow,
} from './workspace-view.ts'

type Note = TallyNote<TallyResult['errors'][number]['code']>

/** One thing to mend before sending: its code, whose row it is, and the field where mending begins. */
export type Fault = {
  readonly code: KeptFault['code'] | 'RECORD_INCOMPLETE' | 'RECORD_WRONG' | 'VOTES_MISSING' | 'VOTES_WRONG'
  readonly caseId: string | null
  /** The id of the element to go to. */
  readonly place: string
  readonly notes: readonly Note[]
  readonly fields: readonly string[]
}

export type Judged = {
  readonly faults: readonly Fault[]
  /** The six numbers judged alone; null while one is missing. */
  readonly record: TallyResult | null
  readonly ballots: ReadonlyMap<string, TallyResult | null>
}

type Facts = {
  readonly record: RecordValues
  readonly rows: readonly Pick<WorkspaceRow, 'caseId' | 'notRated'>[]
  readonly votes: (caseId: string) => VoteValues
  readonly kept: readonly KeptFault[]
  readonly voting: VotingThreshold
}

/** The element that stands for a field: `count-valid`, `votes-<case>-xs`, `level-<case>`, `review-<case>`. */
export const placeOf = {
  count: (field: CountField) => `count-${field}`,
  votes: (caseId: string, field: VoteField = 'xs') => `votes-${caseId}-${field}`,
  level: (caseId: string) => `level-${caseId}`,
  review: (caseId: string) => `review-${caseId}`,
  entries: 'entries',
  secondRound: 'second-round',
  minutes: 'minutes',
} as const

/** Judges the numbers as they stand on the screen and puts everything to mend in screen order. */
export function judgeWorkspace({ record, rows, votes, kept, voting }: Facts): Judged {
  const head = headOf(record)
  const judgedRecord = head && checkTally(head, voting)
  const ballots = new Map<string, TallyResult | null>()
  const faults: Fault[] = []

  const missing = countFields.find((field) => numberOf(record[field]) === null)
  if (missing) faults.push(fault('RECORD_INCOMPLETE', placeOf.count(missing)))
  else if (judgedRecord && !judgedRecord.ok) {
    const field =
      countFields.find((one) => judgedRecord.errors.some(({ fields }) => fields.includes(one))) ?? 'eligible'
    faults.push(fault('RECORD_WRONG', placeOf.count(field), { notes: judgedRecord.errors }))
  }
  for (const { code, caseId, fields } of kept) {
    if (caseId !== null) continue
    const place =
      code === 'ENTRIES_DIFFER'
        ? placeOf.entries
        : code.startsWith('ROUND_TWO')
          ? placeOf.secondRound
          : code.startsWith('DRAFT')
            ? placeOf.minutes
            : placeOf.count('eligible')
    faults.push(fault(code, place, { fields }))
  }

  for (const { caseId, notRated } of rows) {
    if (notRated !== null) continue
    for (const { code, fields } of kept.filter((one) => one.caseId === caseId)) {
      const place =
        code === 'ENTRIES_DIFFER'
          ? placeOf.entries
          : code === 'LEVEL_MISSING' || code === 'NOT_CHOSEN'
            ? placeOf.level(caseId)
            : placeOf.review(caseId)
      faults.push(fault(code, place, { caseId, fields }))
    }
    const typed = votes(caseId)
    const empty = voteFields.find((field) => numberOf(typed[field]) === null)
    if (empty) {
      ballots.set(caseId, null)
      faults.push(fault('VOTES_MISSING', placeOf.votes(caseId, empty), { caseId }))
      continue
    }
    const ballot = head && checkTally({ ...head, perLevel: levelsOf(typed) }, voting)
    ballots.set(caseId, ballot)
    // What is wrong with the six numbers is said once for the record, not again at every person.
    const own = ballot?.errors.filter(({ fields }) => fields.some((field) => field.startsWith('perLevel.'))) ?? []
    if (own.length > 0) faults.push(fault('VOTES_WRONG', placeOf.votes(caseId), { caseId, notes: own }))
  }
  return { faults, record: judgedRecord, ballots }
}

/** A typed count as a number, negative and broken ones too, since the check names those; null when empty or no number. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return null
  return Number(plain)
}

/** The votes of a row added up; null while nothing is typed. */
export function sumOf(votes: VoteValues): number | null {
  const typed = voteFields.map((field) => numberOf(votes[field])).filter((value) => value !== null)
  return typed.length === 0 ? null : typed.reduce((total, value) => total + value, 0)
}

function headOf(record: RecordValues): Tally | null {
  const [eligible, present, issued, collected, valid, invalid] = countFields.map((field) => numberOf(record[field]))
  // Null and, for the compiler, the undefined of a destructured list.
  if (eligible == null || present == null || issued == null) return null
  if (collected == null || valid == null || invalid == null) return null
  return { round: 1, eligible, present, issued, collected, valid, invalid }
}

const levelsOf = ({ xs, t, ht, kht }: VoteValues) => ({
  XS: numberOf(xs) ?? 0,
  T: numberOf(t) ?? 0,
  HT: numberOf(ht) ?? 0,
  KHT: numberOf(kht) ?? 0,
})

const fault = (
  code: Fault['code'],
  place: string,
  rest: { caseId?: string; notes?: readonly Note[]; fields?: readonly string[] } = {},
): Fault => ({ code, place, caseId: rest.caseId ?? null, notes: rest.notes ?? [], fields: rest.fields ?? [] })
