import type { PetitionIntake, PetitionSorting } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** The day somebody has to act, as the paper shows it in lists. */
export type DueColumns = {
  readonly dueRule: string | null
  readonly dueOn: LegalDay | null
  readonly isProvisional: boolean
}

/** A paper as it comes into the register. */
export type NewPetition = {
  readonly petitionId: string
  readonly organizationId: string
  readonly intake: PetitionIntake
  readonly alias: string
  readonly splitFromId: string | null
  readonly handlerId: string
  readonly handlerName: string
  readonly due: DueColumns
}

/**
 * Takes the next number of a register of the unit and year. Two at once wait for each other, so there is no gap and no number
 * twice, whatever of the register is shut to who takes it.
 */
export async function takeNumber(
  tx: Tx,
  _scope: Scope,
  {
    register,
    organizationId,
    year,
  }: { register: 'petition' | 'petition_case' | 'reception_visit'; organizationId: string; year: number },
): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${register}:${organizationId}:${year}`}, 0))`
  const [last] = await tx.$queryRaw<{ number: number }[]>`
    select app.last_petition_number(${register}, ${organizationId}::uuid, ${year}::integer) as number`
  return (last?.number ?? 0) + 1
}

/** Puts a paper into the register. */
export async function insertPetition(
  tx: Tx,
  _scope: Scope,
  petition: NewPetition & { readonly year: number; readonly number: number },
): Promise<void> {
  const { intake: i, due } = petition
  await tx.$executeRaw`
    insert into petition (id, organization_id, year, number, kind, source, received_on, written_on, identity, petitioner_name, petitioner_address, id_hint,
        sealed_number, alias, petitioner_count, representatives, respondent, respondent_organization_id, subject, content, demand, place, field_l1, field_l2,
        originals, copies, forwarder, forwarder_number, is_signed, is_verifiable, severity, party_tracks, split_from_id, handler_id, handler_name, due_rule,
        due_on, is_provisional, search_text)
    values (${petition.petitionId}::uuid, ${petition.organizationId}::uuid, ${petition.year}, ${petition.number}, ${i.kind}, ${i.source}, ${i.receivedOn}::date,
      ${i.writtenOn}::date, ${i.identity}, ${i.petitionerName}, ${i.petitionerAddress}, ${i.idHint}, ${i.sealedNumber}, ${petition.alias},
      ${i.petitionerCount}, ${i.representatives}, ${i.respondent}, ${i.respondentOrganizationId}::uuid, ${i.subject}, ${i.content}, ${i.demand}, ${i.place},
      ${i.fieldL1}, ${i.fieldL2}, ${i.originals}, ${i.copies}, ${i.forwarder}, ${i.forwarderNumber}, ${i.isSigned}, ${i.isVerifiable}, ${i.severity},
      ${[...i.partyTracks]}::text[], ${petition.splitFromId}::uuid, ${petition.handlerId}::uuid, ${petition.handlerName}, ${due.dueRule}, ${due.dueOn}::date,
      ${due.isProvisional},
      app.search_text(${[`${petition.year}-${String(petition.number).padStart(4, '0')}`, i.respondent, i.subject, i.content, i.demand, i.place].join(' ')}))`
}

/** What a step changes in a paper; what is left out stays. */
export type PetitionChange = Partial<DueColumns> & {
  readonly state?: string
  readonly sorting?: PetitionSorting
  readonly proposedBy?: string | null
  readonly mergedIntoId?: string
  readonly caseId?: string
  readonly settledOn?: LegalDay | null
  readonly filedUntil?: LegalDay
  readonly originalsReturnedOn?: LegalDay
}

const days = ['dueOn', 'settledOn', 'filedUntil', 'originalsReturnedOn'] as const

/** Takes a paper a step on; false when somebody else has changed it since. */
export async function updatePetition(
  tx: Tx,
  _scope: Scope,
  { petitionId, version, change }: { petitionId: string; version: number; change: PetitionChange },
): Promise<boolean> {
  const stored: Record<string, unknown> = { ...change }
  for (const name of days) {
    const typed = change[name]
    if (typed !== undefined) stored[name] = typed === null ? null : dateOf(typed)
  }
  const { count } = await tx.petition.updateMany({
    where: { id: petitionId, version },
    data: { ...stored, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** A step of a paper or of a matter, as it is kept. */
export type NewStep = {
  readonly organizationId: string
  readonly of: { readonly petitionId: string } | { readonly caseId: string }
  readonly event: string
  readonly fromState: string | null
  readonly toState: string
  readonly actorId: string
  readonly actorName: string
  readonly onDay: LegalDay
  readonly number?: string | null
  readonly reason?: string | null
  readonly receiver?: string | null
  readonly detail?: object
}

/** Writes a step behind the last one; it is never rewritten. */
export async function insertStep(tx: Tx, _scope: Scope, step: NewStep): Promise<void> {
  const petitionId = 'petitionId' in step.of ? step.of.petitionId : null
  const caseId = 'caseId' in step.of ? step.of.caseId : null
  await tx.$executeRaw`
    insert into petition_step (id, organization_id, petition_id, case_id, position, event, from_state, to_state, actor_id, actor_name, on_day, number, reason, receiver, detail)
    select ${newId()}::uuid, ${step.organizationId}::uuid, ${petitionId}::uuid, ${caseId}::uuid,
      1 + coalesce((select max(s.position) from petition_step s where s.petition_id = ${petitionId}::uuid or s.case_id = ${caseId}::uuid), 0),
      ${step.event}, ${step.fromState}, ${step.toState}, ${step.actorId}::uuid, ${step.actorName}, ${step.onDay}::date, ${step.number ?? null},
      ${step.reason ?? null}, ${step.receiver ?? null}, ${JSON.stringify(step.detail ?? {})}::jsonb`
}

/** A paper as it stands after its kind was corrected. */
export type CorrectedPetition = DueColumns & {
  readonly intake: PetitionIntake
  readonly alias: string
  readonly state: string
  readonly settledOn: LegalDay | null
}

/**
 * Carries a correction out behind its step, also by who is shut out by it; words of earlier steps go with the sender. False when
 * somebody else has changed the paper since.
 */
export async function correctPetition(
  tx: Tx,
  _scope: Scope,
  { petitionId, version, corrected }: { petitionId: string; version: number; corrected: CorrectedPetition },
): Promise<boolean> {
  const { intake: i, ...rest } = corrected
  const wanted = {
    ...rest,
    ...{
      kind: i.kind,
      partyTracks: i.partyTracks,
      petitionerName: i.petitionerName,
      petitionerAddress: i.petitionerAddress,
    },
    ...{
      idHint: i.idHint,
      sealedNumber: i.sealedNumber,
      respondent: i.respondent,
      subject: i.subject,
      content: i.content,
    },
    ...{ demand: i.demand, respondentOrganizationId: i.respondentOrganizationId },
  }
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    select app.correct_kind(${petitionId}::uuid, ${version}::integer, ${JSON.stringify(wanted)}::jsonb) as done`
  return row?.done === true
}
