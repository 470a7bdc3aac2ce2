import { z } from 'zod'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { namesNobody, type PetitionKind } from './axes.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** Where a direction of the secretary stands (petitions, sections 11 and 19). */
export const directionStates = ['issued', 'in-progress', 'reported', 'closed'] as const
export type DirectionState = (typeof directionStates)[number]

const words = textField.pipe(z.string().min(1).max(2_000))
/** What is directed: to whom, what, by when. */
export const directionSchema = z.strictObject({ owedById: z.uuid(), content: words, dueOn: legalDayField })
export type NewDirection = Readonly<z.infer<typeof directionSchema>>

/** Every act on a direction with what it needs; the form fields are these keys. */
export const directionActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('progress'), content: words }),
  z.strictObject({ event: z.literal('report'), content: words }),
  z.strictObject({ event: z.literal('reopen'), content: words, dueOn: legalDayField }),
  z.strictObject({ event: z.literal('close'), content: words }),
  z.strictObject({ event: z.literal('notify-citizen'), content: words, onDay: legalDayField }),
])
export type DirectionAct = Readonly<z.infer<typeof directionActSchema>>

/** By whom an act is done: who owes, who gave, or the desk of who gave. */
export type DirectionHand = 'owes' | 'gave' | 'desk'
type DirectionRow = {
  readonly from: readonly DirectionState[]
  readonly event: DirectionAct['event']
  readonly by: DirectionHand
  readonly to: DirectionState | 'same'
}
const open: readonly DirectionState[] = ['issued', 'in-progress']

/** Every act on a direction there is; what is not listed is refused. */
export const directionTransitions: readonly DirectionRow[] = [
  { from: open, event: 'progress', by: 'owes', to: 'in-progress' },
  { from: open, event: 'report', by: 'owes', to: 'reported' },
  { from: ['reported'], event: 'reopen', by: 'gave', to: 'in-progress' },
  { from: ['reported'], event: 'close', by: 'gave', to: 'closed' },
  { from: directionStates, event: 'notify-citizen', by: 'desk', to: 'same' },
]

/** What must hold before a direction or an act on it, by name. */
export const directionGuards = [
  'DUE_BEFORE_GIVEN',
  'DIRECTED_TO_DENOUNCED',
  'DIRECTION_TELLS_SENDER',
  'REPORTER_CLOSES',
  'CITIZEN_TOLD_ALREADY',
  'NOBODY_TO_TELL',
  'DIRECTION_DAY_WRONG',
] as const
export type DirectionGuard = (typeof directionGuards)[number]
export type DirectionFinding = { readonly code: DirectionGuard }

const when = (holds: boolean, code: DirectionGuard): DirectionFinding[] => (holds ? [{ code }] : [])
const tells = (kind: PetitionKind, text: string) => namesNobody(kind) && findSenderMarks(text).length > 0

/** What keeps a direction on a paper from being given. `owedAndAbove` are who would owe it and everything above him. */
export function judgeDirection(
  { content, dueOn }: NewDirection,
  ground: {
    readonly kind: PetitionKind
    readonly respondentOrganizationId: string | null
    readonly owedAndAbove: readonly string[]
    readonly today: LegalDay
  },
): readonly DirectionFinding[] {
  const { kind, respondentOrganizationId: denounced } = ground
  return [
    ...when(dueOn < ground.today, 'DUE_BEFORE_GIVEN'),
    // Who is denounced, and who stands under him, does not handle it (NĐ 31/2019 Art. 5(2); weak units, SD3).
    ...when(
      kind === 'denunciation' && denounced !== null && ground.owedAndAbove.includes(denounced),
      'DIRECTED_TO_DENOUNCED',
    ),
    ...when(tells(kind, content), 'DIRECTION_TELLS_SENDER'),
  ]
}

/** A direction as the rules read it. */
export type DirectionFacts = {
  readonly state: DirectionState
  readonly kind: PetitionKind
  readonly givenOn: LegalDay
  readonly reportedBy: string | null
  readonly citizenDueOn: LegalDay | null
  readonly citizenNotifiedOn: LegalDay | null
}

/** Judges one act on a direction by the table and its guards; the new state. */
export function stepDirection(
  direction: DirectionFacts,
  act: DirectionAct,
  ground: { readonly actorUserId: string; readonly today: LegalDay },
): Result<DirectionState, 'NO_SUCH_STEP' | readonly DirectionFinding[]> {
  const row = directionTransitions.find(({ event, from }) => event === act.event && from.includes(direction.state))
  if (!row) return refuse('NO_SUCH_STEP')
  const isTold = act.event === 'notify-citizen'
  const findings = [
    ...when(tells(direction.kind, act.content), 'DIRECTION_TELLS_SENDER'),
    ...when(act.event === 'reopen' && act.dueOn < ground.today, 'DUE_BEFORE_GIVEN'),
    ...when(act.event === 'close' && direction.reportedBy === ground.actorUserId, 'REPORTER_CLOSES'),
    ...when(isTold && direction.citizenDueOn === null, 'NOBODY_TO_TELL'),
    ...when(isTold && direction.citizenNotifiedOn !== null, 'CITIZEN_TOLD_ALREADY'),
    ...when(isTold && (act.onDay < direction.givenOn || act.onDay > ground.today), 'DIRECTION_DAY_WRONG'),
  ]
  if (findings.length > 0) return refuse(findings)
  return ok(row.to === 'same' ? direction.state : row.to)
}
