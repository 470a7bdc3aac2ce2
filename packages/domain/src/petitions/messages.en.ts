import type { CorrectionGuard } from './correct-kind.ts'
import type { DestructionFindingCode } from './destruction.ts'
import type { DirectionGuard } from './direction.ts'
import type { IntakeFindingCode } from './judge-intake.ts'
import type { OnlineFindingCode } from './online-reception.ts'
import type { ProtectionFinding } from './protection.ts'
import type { RenditionFinding } from './renditions.ts'
import type { CaseGuard } from './step-case.ts'
import type { PetitionGuard } from './step-petition.ts'
import type { VaultFinding } from './vault-rules.ts'
import type { VisitFindingCode } from './visit.ts'

/** Every finding of the room with its sentence; `{condition}` is what it is about. */
export type PetitionMessages = Readonly<
  Record<
    | CorrectionGuard
    | DestructionFindingCode
    | RenditionFinding['code']
    | 'ORIGINAL_STAYS_OUTSIDE'
    | OnlineFindingCode
    | DirectionGuard
    | IntakeFindingCode
    | PetitionGuard
    | CaseGuard
    | VisitFindingCode
    | VaultFinding['code']
    | ProtectionFinding['code'],
    string
  >
>

/** The findings of the room in English. */
export const petitionMessagesEn: PetitionMessages = {
  DAY_IN_FUTURE: 'The day of receipt lies in the future.',
  WRITTEN_AFTER_RECEIPT: 'The paper was written after it was received.',
  DENOUNCER_NAMED:
    'Name, address and papers of a denouncer are not kept in this system. Note the number of the sealed envelope only.',
  DENOUNCER_IN_TEXT:
    'The text holds marks of who denounces (a number, a telephone, a mail address, or a name of oneself). Take them out; what was typed is not kept.',
  SEALED_NUMBER_MISSING: 'The number of the sealed envelope with the original is missing.',
  NAME_MISSING: 'The name is missing.',
  NAME_OF_NOBODY: 'An anonymous paper has no name and no address.',
  REPRESENTATIVES_DO_NOT_FIT:
    'The number of representatives is wrong: none below 5 people, 1 or 2 for 5 to 10, at most 5 for more than 10 (Article 29, Law on citizen reception).',
  FORWARDER_MISSING: 'The paper was forwarded: the forwarding body is missing.',
  RESPONDENT_IS_UNIT:
    'The person or organization denounced belongs to this unit or stands above it. Do not open or register it here: seal it and send the envelope to the competent level.',
  ELIGIBLE_BUT_MISSING: 'The paper lacks: {condition}. It is not eligible yet.',
  REASON_OF_INELIGIBLE_MISSING: 'No reason is chosen why the paper is not eligible.',
  HANDLING_DOES_NOT_FIT: 'This handling does not fit the kind, the eligibility and the competence chosen.',
  ANONYMOUS_NOT_ACCEPTED: 'A denunciation without a known sender or signature is not accepted as a denunciation.',
  DUE_BEFORE_GIVEN: 'The day lies before today.',
  DIRECTED_TO_DENOUNCED: 'Who would owe it is the denounced organization, or stands under it. Direct somebody else.',
  DIRECTION_TELLS_SENDER:
    'The words still tell who denounces (a number, a telephone, a sender named). Take them out; what was typed is not kept.',
  REPORTER_CLOSES: 'You reported on it; another person closes it.',
  CITIZEN_TOLD_ALREADY: 'The citizen was told already.',
  NOBODY_TO_TELL: 'Nobody is known as the sender, so there is nobody to tell.',
  DIRECTION_DAY_WRONG: 'The day lies before the direction or in the future.',
  PROTECTED_NOT_ONLINE:
    'A denunciation is received over a connection only if the denouncer asks for no protection of identity and the connection is secured. Receive it in person otherwise.',
  PLANNED_IN_PAST: 'The day lies before today.',
  NOTICE_CANNOT_BE_IN_TIME: 'The notice of 5 working days cannot be in time any more. Choose a later day.',
  PREPARATION_MISSING: 'Some preparations are not done yet: see the column Done.',
  PREPARATION_LATE: 'A preparation was late. Cancel this plan and choose another day.',
  PREPARED_IN_FUTURE: 'The day lies in the future.',
  NOT_THE_DAY_YET: 'The day of the session has not come.',
  NOT_FILED_LONG_ENOUGH: 'Paper {condition} has not been filed for a year.',
  CASE_FILE_KEPT: 'Paper {condition} belongs to a matter: kept by the law on archives.',
  LEGAL_HOLD: 'Paper {condition} is held by a decision.',
  ON_A_LIST: 'Paper {condition} stands on a list that waits.',
  PROPOSER_DECIDES: 'You proposed this list; another person decides.',
  NOTHING_CORRECTED: 'Nothing is different from what stands.',
  HEAD_CORRECTS:
    'A denunciation is made something else by the head of the unit only, since it would open to who is shut out.',
  ENVELOPE_RECEIVER_MISSING:
    'This unit or a body above it is denounced: seal the paper, send the envelope to the competent level and name it. The paper then closes to this unit.',
  SENDER_IN_TEXT:
    'The words still tell who denounces (the name, a number, a telephone). Take them out; what was typed is not kept.',
  HANDLING_WAS_OTHER: 'The sorting chose another handling; sort it again first.',
  KINDS_DIFFER: 'Only papers of one kind are joined.',
  MERGED_INTO_ITSELF: 'A paper is not joined to itself.',
  MERGED_ALREADY: 'That paper is joined to another one; choose the first paper.',
  GUIDED_BEFORE: 'This content was guided once; this time the paper is filed.',
  HANDED_IN_PERSON: 'A denunciation told in person outside the competence is guided; there is nothing to forward.',
  NOT_FORWARDED_BY_OTHER: 'Only a paper that another body forwarded is returned.',
  ACTOR_PROPOSED: 'You proposed it; another person decides.',
  ACTED_IN_FUTURE: 'The day lies in the future.',
  ACTED_BEFORE_RECEIPT: 'The day lies before the receipt of the paper.',
  ACTED_BEFORE_LAST: 'The day lies before the last step.',
  GROUND_NOT_OF_KIND: 'This ground does not belong to this kind of matter.',
  INSTANCE_NOT_OF_KIND: 'This instance does not belong to this kind of paper.',
  ORIGINALS_NOT_HELD: 'No original is held, or it was returned.',
  ORIGINALS_STILL_HELD: "The citizen's originals are still held; return them before filing.",
  DENOUNCER_IN_ANSWER: 'The text holds marks of who denounces; take them out. What was typed is not kept.',
  TEAM_TOO_SMALL: 'A team that verifies a denunciation has at least two members.',
  CRITERIA_MISSING: 'No criterion of complexity is chosen.',
  EXTENSION_WITHOUT_CRITERION: 'Only a complex matter is extended: at least one criterion, determined by a document.',
  EXTENSION_NEEDS_TWO: 'A second extension needs at least two criteria of complexity.',
  EXTENSION_TOO_MANY: 'The term was extended twice; there is no third time.',
  EXTENSION_TOO_LONG: 'One extension is at most 30 days.',
  TERM_IS_OVER: 'The term is over; this had to be done before.',
  SUSPENSION_NO_BASIS: 'On this day the law did not know a suspension yet.',
  SIGNS_OF_PRESSURE:
    'There are signs of coercion, threat, bribery or abuse: the matter is not ended, the settlement goes on.',
  WILL_NOT_ESTABLISHED:
    'It is not established that the withdrawal was free: the matter is not ended, the settlement goes on.',
  WILL_NOT_SAID: 'Whether the withdrawal was free is not answered.',
  WILL_WITHOUT_WITHDRAWAL: 'This ground is no withdrawal: leave the answer about a free withdrawal empty.',
  DIALOGUE_MISSING: 'Neither a dialogue nor an absence from it is recorded.',
  OUTCOME_NOT_OF_KIND: 'This outcome does not belong to this kind of matter or instance.',
  NOT_REDACTED: 'Only a copy without what tells who complained or denounced is published.',
  PUBLISHER_DECIDED: 'Another person checks and publishes, not who signed the conclusion.',
  WAITING_TERM_RUNS: 'The waiting term of the decision has not passed: {condition}.',
  NOTHING_DUE: 'Nothing is named that has to be done.',
  DONE_BELOW_DUE: 'Not everything is done: {condition}. If it ends for another reason, name the closing document.',
  MORE_THAN_DUE: 'More is done than was due: {condition}.',
  GROUND_MISSING: 'No ground of the refusal is chosen.',
  GROUND_TOO_MANY: 'A ground of refusal belongs to a refusal only.',
  RECEIVER_MISSING: 'To whom it was guided or forwarded is missing.',
  ASKER_DECIDES: 'You asked for it; another custodian decides.',
  OPENING_NOT_IN_STATE: 'This request was decided, closed or has ended.',
  OPENING_IS_OVER: 'The time asked for is over; it has to be asked for again.',
  REASON_TELLS_SENDER:
    'The reason holds signs of who denounces (a number, a telephone, a name). Give the reason without the identity.',
  PASSPHRASE_TOO_SHORT: 'The passphrase has at least 16 characters; a sentence is best.',
  PASSPHRASE_TOO_PLAIN: 'The passphrase repeats too few different characters; choose another.',
  NOBODY_ELSE_KEEPS: 'No other custodian could take this over; somebody else has to be appointed first.',
  ORIGINAL_STAYS_OUTSIDE:
    'The original is not taken in here: this unit has no vault. It stays where it lies, under number {condition}; put the covered copy in.',
  HANDWRITING_IS_RETYPED:
    'The paper is handwritten: a handwriting tells who wrote. Type it anew instead of covering parts of it.',
  COVERED_AND_NOTHING: 'Either nothing was to be covered, or something was: choose one of the two.',
  COPY_NOT_READ_AGAIN:
    'Read the copy once more from the first to the last page and say so; whoever verifies sees every page of it.',
  COPY_KEEPS_MORE:
    'A Word or spreadsheet file keeps what was deleted from it. Print, cover and scan it, or save it as plain text: PDF, PNG, JPEG, TIFF or TXT.',
  NOTE_TELLS_SENDER: 'The note may tell who sent the paper. Leave out names, numbers and addresses of the sender.',
  REFERENCE_TELLS_SENDER:
    'The number of the place may tell who sent the paper. Give the number of the envelope or shelf only.',
  PROTECTION_NOT_IN_STATE: 'This cannot be done in the present state of the protection.',
  PROTECTED_IN_FUTURE: 'The day lies in the future.',
  PROTECTED_BEFORE_LAST: 'The day lies before the last step.',
  MEASURE_MISSING: 'The measure is missing.',
  AUTHORITY_MISSING: 'The authority and the number of its document are missing.',
  END_REASON_MISSING: 'The reason of the end is missing.',
  NOTHING_TO_BREACH: 'Nothing was applied yet that could be breached.',
}
