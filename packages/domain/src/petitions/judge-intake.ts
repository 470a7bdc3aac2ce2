import type { LegalDay } from '../shared/index.ts'
import { namesNobody } from './axes.ts'
import { findSenderMarks } from './find-identifiers.ts'
import type { PetitionIntake, PetitionSorting } from './intake.ts'
import { proposeHandling } from './propose-handling.ts'
import { representativesFit } from './representatives.ts'

/** What keeps a paper out of the register or its sorting from standing; each has its sentence in the messages. */
export const intakeFindings = [
  'DAY_IN_FUTURE',
  'WRITTEN_AFTER_RECEIPT',
  'DENOUNCER_NAMED',
  'DENOUNCER_IN_TEXT',
  'SEALED_NUMBER_MISSING',
  'NAME_MISSING',
  'NAME_OF_NOBODY',
  'REPRESENTATIVES_DO_NOT_FIT',
  'FORWARDER_MISSING',
  'RESPONDENT_IS_UNIT',
  'ELIGIBLE_BUT_MISSING',
  'REASON_OF_INELIGIBLE_MISSING',
  'HANDLING_DOES_NOT_FIT',
  'ANONYMOUS_NOT_ACCEPTED',
] as const
export type IntakeFindingCode = (typeof intakeFindings)[number]
export type IntakeFinding = { readonly code: IntakeFindingCode; readonly condition?: string }

/** What a paper must have to be eligible (petitions, section 6); `contact` lies in the sealed original. */
export const requirements = [
  'written-on',
  'sender',
  'signature',
  'respondent',
  'subject',
  'demand',
  'sealed-number',
] as const
export type Requirement = (typeof requirements)[number]

const when = (holds: boolean, code: IntakeFindingCode, condition?: string): IntakeFinding[] =>
  holds ? [condition === undefined ? { code } : { code, condition }] : []

/** Everything that is wrong with a paper as typed. A denunciation against the unit itself, or a body above it, is not kept there. */
export function judgeIntake(
  intake: PetitionIntake,
  ground: { readonly today: LegalDay; readonly unitAndAbove: readonly string[] },
): readonly IntakeFinding[] {
  const { kind, identity, respondentOrganizationId } = intake
  const isDenunciation = kind === 'denunciation'
  const isSealed = namesNobody(kind)
  const senders = [intake.petitionerName, intake.petitionerAddress, intake.idHint].some((text) => text !== '')
  const texts = [intake.content, intake.demand, intake.subject, intake.respondent, intake.place, intake.forwarder]
  return [
    ...when(intake.receivedOn > ground.today, 'DAY_IN_FUTURE'),
    ...when(intake.writtenOn !== null && intake.writtenOn > intake.receivedOn, 'WRITTEN_AFTER_RECEIPT'),
    ...when(isSealed && senders, 'DENOUNCER_NAMED'),
    ...when(isSealed && texts.some((text) => findSenderMarks(text).length > 0), 'DENOUNCER_IN_TEXT'),
    ...when(isDenunciation && identity === 'named' && intake.sealedNumber === '', 'SEALED_NUMBER_MISSING'),
    ...when(!isSealed && identity === 'named' && intake.petitionerName === '', 'NAME_MISSING'),
    ...when(!isSealed && identity === 'anonymous' && senders, 'NAME_OF_NOBODY'),
    ...when(!representativesFit(intake.petitionerCount, intake.representatives), 'REPRESENTATIVES_DO_NOT_FIT'),
    ...when(intake.source === 'forwarded' && intake.forwarder === '', 'FORWARDER_MISSING'),
    ...when(
      isDenunciation && respondentOrganizationId !== null && ground.unitAndAbove.includes(respondentOrganizationId),
      'RESPONDENT_IS_UNIT',
    ),
  ]
}

/** What of the requirements of its kind a paper lacks. */
export function missingOf(intake: PetitionIntake): readonly Requirement[] {
  const { kind, identity } = intake
  const lacks: Readonly<Record<Requirement, boolean>> = {
    'written-on': intake.writtenOn === null,
    sender: !namesNobody(kind) && (intake.petitionerName === '' || intake.petitionerAddress === ''),
    signature: !intake.isSigned,
    respondent: (kind === 'complaint' || kind === 'denunciation') && intake.respondent === '',
    subject: kind === 'complaint' && intake.subject === '',
    demand: kind === 'complaint' && intake.demand === '',
    'sealed-number': kind === 'denunciation' && identity === 'named' && intake.sealedNumber === '',
  }
  // An unsigned or anonymous denunciation that can be verified is eligible for handling as information (S21, S23).
  const asInformation = kind === 'denunciation' && intake.isVerifiable
  return requirements.filter((one) => lacks[one] && !(asInformation && one !== 'respondent'))
}

/** Whether the sorting a person chose can stand beside the paper; all findings at once. */
export function judgeSorting(
  intake: PetitionIntake,
  sorting: PetitionSorting,
  ground: { readonly guidedBefore: boolean },
): readonly IntakeFinding[] {
  const { eligibility, handling, reasons } = sorting
  const missing = missingOf(intake)
  return [
    ...when(
      eligibility === 'eligible' && missing.length > 0 && intake.kind !== 'mixed',
      'ELIGIBLE_BUT_MISSING',
      missing.join(', '),
    ),
    ...when(eligibility === 'ineligible' && reasons.length === 0, 'REASON_OF_INELIGIBLE_MISSING'),
    ...when(
      intake.kind === 'denunciation' &&
        handling === 'propose-accept' &&
        (intake.identity !== 'named' || !intake.isSigned),
      'ANONYMOUS_NOT_ACCEPTED',
    ),
    ...when(!proposeHandling(intake, sorting, ground).allowed.includes(handling), 'HANDLING_DOES_NOT_FIT', handling),
  ]
}
