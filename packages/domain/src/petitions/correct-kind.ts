import { z } from 'zod'
import { type LegalDay, ok, type Result, refuse, searchText, textField } from '../shared/index.ts'
import { namesNobody, type PetitionKind } from './axes.ts'
import { findSenderMarks } from './find-identifiers.ts'
import { type PetitionIntake, petitionIntakeSchema } from './intake.ts'
import { type IntakeFinding, judgeIntake } from './judge-intake.ts'
import type { PetitionState } from './petition-states.ts'

/** A paper as it should have been taken in, and why. What a kind does not ask for stays empty. */
export const kindCorrectionSchema = petitionIntakeSchema
  .pick({
    kind: true,
    partyTracks: true,
    respondent: true,
    respondentOrganizationId: true,
    subject: true,
    content: true,
    demand: true,
    sealedNumber: true,
    petitionerName: true,
    petitionerAddress: true,
  })
  .extend({
    reason: textField.pipe(z.string().min(1).max(600)),
    /** To whom the closed envelope went, where the denounced is this unit or stands above it. */
    receiver: textField.pipe(z.string().max(160)),
  })
export type KindCorrection = Readonly<z.infer<typeof kindCorrectionSchema>>

/** What keeps a correction from standing. */
export const correctionGuards = [
  'NOTHING_CORRECTED',
  'HEAD_CORRECTS',
  'ENVELOPE_RECEIVER_MISSING',
  'SENDER_IN_TEXT',
] as const
export type CorrectionGuard = (typeof correctionGuards)[number]
export type CorrectionFinding = { readonly code: CorrectionGuard; readonly condition?: string } | IntakeFinding

/** States in which a kind is still corrected; afterwards something went out under the old one. */
export const correctableStates: readonly PetitionState[] = ['registered', 'sorted', 'acceptance-proposed']

/**
 * A lawful correction: the paper as it is from now on. `hidesSender` when its sender was known here and must leave every column;
 * `shutsUnit` when the unit itself is shut out and the paper has gone to the competent level.
 */
export type CorrectedKind = {
  readonly intake: PetitionIntake
  readonly state: Extract<PetitionState, 'registered' | 'forwarded'>
  readonly hidesSender: boolean
  readonly shutsUnit: boolean
}

const when = (holds: boolean, code: CorrectionGuard): CorrectionFinding[] => (holds ? [{ code }] : [])
const own = (kind: PetitionKind, text: string) => (namesNobody(kind) ? '' : text)

/** Judges a correction of what a paper is, all findings at once; nothing is decided for the person. */
export function judgeCorrection(
  paper: PetitionIntake,
  wanted: KindCorrection,
  ground: { readonly today: LegalDay; readonly unitAndAbove: readonly string[]; readonly mayDecide: boolean },
): Result<CorrectedKind, readonly CorrectionFinding[]> {
  const { reason, receiver, ...fields } = wanted
  const { kind } = fields
  const wasSealed = namesNobody(paper.kind)
  const isSealed = namesNobody(kind)
  const hidesSender = isSealed && !wasSealed
  const intake: PetitionIntake = {
    ...paper,
    ...fields,
    // The words change only to take out who denounces; else they stay as they came.
    content: hidesSender ? fields.content : paper.content,
    petitionerName: own(kind, wasSealed ? fields.petitionerName : paper.petitionerName),
    petitionerAddress: own(kind, wasSealed ? fields.petitionerAddress : paper.petitionerAddress),
    idHint: own(kind, paper.idHint),
    sealedNumber: isSealed ? fields.sealedNumber : paper.sealedNumber,
  }
  const isDenunciation = kind === 'denunciation'
  const shutsUnit =
    isDenunciation &&
    fields.respondentOrganizationId !== null &&
    ground.unitAndAbove.includes(fields.respondentOrganizationId)
  const name = searchText(paper.petitionerName)
  const texts = [
    intake.content,
    intake.demand,
    intake.subject,
    intake.respondent,
    intake.place,
    intake.forwarder,
    reason,
    receiver,
  ]
  const findings: readonly CorrectionFinding[] = [
    ...when(
      kind === paper.kind &&
        fields.respondentOrganizationId === paper.respondentOrganizationId &&
        fields.partyTracks.toSorted().join() === paper.partyTracks.toSorted().join(),
      'NOTHING_CORRECTED',
    ),
    ...when(paper.kind === 'denunciation' && !ground.mayDecide, 'HEAD_CORRECTS'),
    ...when(shutsUnit && receiver === '', 'ENVELOPE_RECEIVER_MISSING'),
    ...when(
      (hidesSender && name !== '' && texts.some((text) => searchText(text).includes(name))) ||
        (isSealed && [reason, receiver].some((text) => findSenderMarks(text).length > 0)),
      'SENDER_IN_TEXT',
    ),
    // That the unit is denounced does not undo what already lies here: the paper goes to the competent level.
    ...judgeIntake(intake, { today: ground.today, unitAndAbove: [] }),
  ]
  if (findings.length > 0) return refuse(findings)
  return ok({ intake, hidesSender, shutsUnit, state: shutsUnit ? 'forwarded' : 'registered' })
}
