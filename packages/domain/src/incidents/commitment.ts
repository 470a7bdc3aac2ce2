import { z } from 'zod'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { findPersonMarks, textsOf } from './find-person-marks.ts'

/** How a promise stands (weak units, sections 7.4 and 13.2); "due soon" is read from the day and never stored. */
export const commitmentStates = ['made', 'kept', 'missed', 'explained', 'kept-late'] as const
export type CommitmentState = (typeof commitmentStates)[number]

/** What happens to it. `miss` is the nightly look, not a person. */
export const commitmentEvents = ['keep', 'miss', 'explain', 'replace'] as const
export type CommitmentEvent = (typeof commitmentEvents)[number]

/** Where it was announced. */
export const commitmentChannels = ['dialogue', 'reception-day', 'notice', 'press', 'meeting'] as const
export type CommitmentChannel = (typeof commitmentChannels)[number]

/** Every step there is; what is not listed here is refused. A replaced promise stays where it stands: its old date is still owed. */
export const commitmentTransitions: readonly {
  readonly from: readonly CommitmentState[]
  readonly event: CommitmentEvent
  readonly to: CommitmentState | 'same'
  readonly cites: string
}[] = [
  { from: ['made'], event: 'keep', to: 'kept', cites: 'weak-units:7.4, 13.2' },
  { from: ['missed', 'explained'], event: 'keep', to: 'kept-late', cites: 'weak-units:7.4, 13.2' },
  { from: ['made'], event: 'miss', to: 'missed', cites: 'weak-units:7.4, 13.2' },
  { from: ['missed'], event: 'explain', to: 'explained', cites: 'weak-units:13.2' },
  { from: ['made', 'missed', 'explained'], event: 'replace', to: 'same', cites: 'weak-units:7.4, 13.2' },
]

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** A promise as it was made: what, to whom (an area), by which office, by when, where it was said. */
export const newCommitmentSchema = z.strictObject({
  text: text(500),
  audience: text(200),
  announcedBy: text(160),
  announcedOn: legalDayField,
  dueOn: legalDayField,
  channel: z.enum(commitmentChannels),
})
export type NewCommitment = Readonly<z.infer<typeof newCommitmentSchema>>

/** What people do to a promise. */
export const commitmentActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('keep'), keptOn: legalDayField, evidence: text(500) }),
  z.strictObject({ event: z.literal('explain'), explanation: text(1_000) }),
  z.strictObject({ event: z.literal('replace'), commitment: newCommitmentSchema }),
])
export type CommitmentAct = Readonly<z.infer<typeof commitmentActSchema>>

export const commitmentGuards = [
  'NAMES_A_PERSON',
  'NO_SUCH_COMMITMENT_STEP',
  'ANNOUNCED_AHEAD',
  'DUE_BEFORE_ANNOUNCED',
  'KEPT_AHEAD',
  'KEPT_BEFORE_ANNOUNCED',
  'REPLACED_ALREADY',
  'NEW_DAY_NOT_LATER',
] as const
export type CommitmentGuard = (typeof commitmentGuards)[number]
export type CommitmentFinding = { readonly code: CommitmentGuard; readonly condition?: string }

/** A promise as the rules read it. */
export type CommitmentFacts = {
  readonly commitmentId: string
  readonly state: CommitmentState
  readonly announcedOn: LegalDay
  readonly dueOn: LegalDay
  readonly keptOn: LegalDay | null
  /** The promise it took the place of. */
  readonly replacesId: string | null
}

const when = (holds: boolean, code: CommitmentGuard): CommitmentFinding[] => (holds ? [{ code }] : [])

/** What is wrong with a promise as it is entered; empty when it may be kept. */
export function judgeNewCommitment(said: NewCommitment, today: LegalDay): readonly CommitmentFinding[] {
  return [
    ...findPersonMarks(textsOf(said)).map((condition) => ({ code: 'NAMES_A_PERSON' as const, condition })),
    ...when(said.announcedOn > today, 'ANNOUNCED_AHEAD'),
    ...when(said.dueOn < said.announcedOn, 'DUE_BEFORE_ANNOUNCED'),
  ]
}

/** The due day itself is still in time; from the day after a promise that was not kept is missed (weak units, section 7.4). */
export const isMissedOn = ({ state, dueOn }: Pick<CommitmentFacts, 'state' | 'dueOn'>, today: LegalDay): boolean =>
  state === 'made' && dueOn < today

/** Judges one act on a promise; the answer is how it stands afterwards. */
export function stepCommitment(
  facts: CommitmentFacts & { readonly isReplaced: boolean },
  act: CommitmentAct,
  today: LegalDay,
): Result<CommitmentState, { readonly code: 'COMMITMENT_REFUSED'; readonly findings: readonly CommitmentFinding[] }> {
  // A day that passed unseen is missed all the same: what is kept after it is kept late.
  const state = act.event === 'keep' && facts.state === 'made' && facts.dueOn < act.keptOn ? 'missed' : facts.state
  const row = commitmentTransitions.find(({ event, from }) => event === act.event && from.includes(state))
  const findings = [
    ...when(!row, 'NO_SUCH_COMMITMENT_STEP'),
    ...findPersonMarks(textsOf(act)).map((condition) => ({ code: 'NAMES_A_PERSON' as const, condition })),
    ...judgeAct(facts, act, today),
  ]
  if (findings.length > 0 || !row) return refuse({ code: 'COMMITMENT_REFUSED', findings })
  if (row.to === 'same') return ok(facts.state)
  // Kept in time is kept, even when the nightly look had called it missed before the evidence came.
  return ok(act.event === 'keep' && act.keptOn <= facts.dueOn ? 'kept' : row.to)
}

function judgeAct(
  { announcedOn, dueOn, isReplaced }: CommitmentFacts & { readonly isReplaced: boolean },
  act: CommitmentAct,
  today: LegalDay,
): CommitmentFinding[] {
  switch (act.event) {
    case 'keep':
      return [...when(act.keptOn > today, 'KEPT_AHEAD'), ...when(act.keptOn < announcedOn, 'KEPT_BEFORE_ANNOUNCED')]
    case 'explain':
      return []
    case 'replace':
      return [
        ...when(isReplaced, 'REPLACED_ALREADY'),
        ...when(act.commitment.dueOn <= dueOn, 'NEW_DAY_NOT_LATER'),
        ...judgeNewCommitment(act.commitment, today).filter(({ code }) => code !== 'NAMES_A_PERSON'),
      ]
  }
}

/**
 * The promises that count as overdue on a day, from what was known by then: the day after the due day, not kept, and no promise
 * that took their place kept. An explanation alone does not clear one (weak units, section 7.4).
 */
export function overdueCommitments<Facts extends Omit<CommitmentFacts, 'state'>>(
  commitments: readonly Facts[],
  asOf: LegalDay,
): readonly Facts[] {
  const known = commitments.filter(({ announcedOn }) => announcedOn <= asOf)
  const successor = new Map(known.flatMap((one) => (one.replacesId === null ? [] : [[one.replacesId, one] as const])))
  const isKept = (one: Facts): boolean => {
    const seen = new Set<string>()
    for (let at: Facts | undefined = one; at && !seen.has(at.commitmentId); at = successor.get(at.commitmentId)) {
      if (at.keptOn !== null && at.keptOn <= asOf) return true
      seen.add(at.commitmentId)
    }
    return false
  }
  return known.filter((one) => one.dueOn < asOf && !isKept(one))
}

/** The promises that still stand on a day: made or missed, and neither they nor what took their place kept. */
export function openCommitments<Facts extends Omit<CommitmentFacts, 'state'>>(
  commitments: readonly Facts[],
): readonly Facts[] {
  return overdueCommitments(
    commitments.map((one) => ({ ...one, dueOn: '0000-01-01' })),
    '9999-12-31',
  ).map(({ commitmentId }) => commitments.find((one) => one.commitmentId === commitmentId) as Facts)
}
