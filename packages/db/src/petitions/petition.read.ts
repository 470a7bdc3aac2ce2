import {
  fieldsL1,
  fieldsL2,
  identityKinds,
  openPetitionStates,
  partyTracks,
  petitionKinds,
  petitionSortingSchema,
  petitionSources,
  petitionStates,
  severities,
} from '@nq15/domain/petitions'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  petitionId: z.string(),
  organizationId: z.string(),
  year: z.number(),
  number: z.number(),
  kind: z.enum(petitionKinds),
  state: z.enum(petitionStates),
  source: z.enum(petitionSources),
  receivedOn: z.string(),
  writtenOn: z.string().nullable(),
  identity: z.enum(identityKinds),
  petitionerName: z.string(),
  petitionerAddress: z.string(),
  idHint: z.string(),
  sealedNumber: z.string(),
  alias: z.string(),
  petitionerCount: z.number(),
  representatives: z.number(),
  respondent: z.string(),
  respondentOrganizationId: z.string().nullable(),
  subject: z.string(),
  content: z.string(),
  demand: z.string(),
  place: z.string(),
  fieldL1: z.enum(fieldsL1),
  fieldL2: z.enum(fieldsL2).nullable(),
  originals: z.number(),
  copies: z.number(),
  originalsReturnedOn: z.string().nullable(),
  forwarder: z.string(),
  forwarderNumber: z.string(),
  isSigned: z.boolean(),
  isVerifiable: z.boolean(),
  severity: z.enum(severities),
  partyTracks: z.array(z.enum(partyTracks)),
  sorting: petitionSortingSchema.nullable(),
  proposedBy: z.string().nullable(),
  mergedIntoId: z.string().nullable(),
  splitFromId: z.string().nullable(),
  caseId: z.string().nullable(),
  handlerId: z.string(),
  handlerName: z.string(),
  dueRule: z.string().nullable(),
  dueOn: z.string().nullable(),
  isProvisional: z.boolean(),
  settledOn: z.string().nullable(),
  filedUntil: z.string().nullable(),
  version: z.number(),
})
/** A paper of the register as it stands. Days are legal days. */
export type PetitionRow = z.infer<typeof row>

const columns = Prisma.sql`x.id::text as "petitionId", x.organization_id::text as "organizationId", x.year, x.number, x.kind, x.state, x.source,
  ${day('x.received_on')} as "receivedOn", ${day('x.written_on')} as "writtenOn", x.identity, x.petitioner_name as "petitionerName",
  x.petitioner_address as "petitionerAddress", x.id_hint as "idHint", x.sealed_number as "sealedNumber", x.alias, x.petitioner_count as "petitionerCount",
  x.representatives, x.respondent, x.respondent_organization_id::text as "respondentOrganizationId", x.subject, x.content, x.demand, x.place,
  x.field_l1 as "fieldL1", x.field_l2 as "fieldL2", x.originals, x.copies, ${day('x.originals_returned_on')} as "originalsReturnedOn", x.forwarder,
  x.forwarder_number as "forwarderNumber", x.is_signed as "isSigned", x.is_verifiable as "isVerifiable", x.severity, x.party_tracks as "partyTracks",
  x.sorting, x.proposed_by::text as "proposedBy", x.merged_into_id::text as "mergedIntoId", x.split_from_id::text as "splitFromId",
  x.case_id::text as "caseId", x.handler_id::text as "handlerId", x.handler_name as "handlerName", x.due_rule as "dueRule", ${day('x.due_on')} as "dueOn",
  x.is_provisional as "isProvisional", ${day('x.settled_on')} as "settledOn", ${day('x.filed_until')} as "filedUntil", x.version`

/** One paper of the unit; null when it is not there for the reader. */
export async function findPetition(tx: Tx, scope: Scope, petitionId: string): Promise<PetitionRow | null> {
  if (!isId(petitionId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from petition x where x.id = ${petitionId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : row.parse(rows[0])
}

/** The papers of one matter, in the order of their receipt; of `split` the parts of a paper. */
export async function listPetitionsOf(
  tx: Tx,
  scope: Scope,
  of: { readonly caseId: string } | { readonly splitFromId: string } | { readonly mergedIntoId: string },
): Promise<PetitionRow[]> {
  const fits =
    'caseId' in of
      ? Prisma.sql`x.case_id = ${of.caseId}::uuid`
      : 'splitFromId' in of
        ? Prisma.sql`x.split_from_id = ${of.splitFromId}::uuid`
        : Prisma.sql`x.merged_into_id = ${of.mergedIntoId}::uuid`
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition x where ${fits} and ${withinUnit(scope)} order by x.received_on, x.year, x.number`
  return rows.map((one) => row.parse(one))
}

/** What the register is asked for; `text` is searched in the matter, never in who sent it. */
export type RegisterQuery = {
  readonly text: string
  readonly kind: string | null
  readonly state: string | null
  readonly only: 'open' | 'overdue' | null
  readonly today: LegalDay
  readonly offset: number
  readonly limit: number
}

const literal = (word: string) => word.replace(/[\\%_]/gu, '\\$&')

const fitsOf = (
  scope: Scope,
  { text, kind, state, only, today }: Omit<RegisterQuery, 'offset' | 'limit'>,
): Prisma.Sql => {
  const words = searchText(text.slice(0, 120)).split(' ').filter(Boolean)
  const parts = [
    withinUnit(scope),
    ...words.map((word) => Prisma.sql`x.search_text like ${`%${literal(word)}%`}`),
    ...(kind === null ? [] : [Prisma.sql`x.kind = ${kind}`]),
    ...(state === null ? [] : [Prisma.sql`x.state = ${state}`]),
    ...(only === null ? [] : [Prisma.sql`x.due_on is not null`]),
    ...(only === 'overdue' ? [Prisma.sql`x.due_on < ${today}::date`] : []),
  ]
  return Prisma.join(parts, ' and ')
}

/** A page of the register, what is due first and then the newest. */
export async function listRegister(tx: Tx, scope: Scope, query: RegisterQuery): Promise<PetitionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition x where ${fitsOf(scope, query)}
     order by x.due_on nulls last, x.received_on desc, x.year desc, x.number desc limit ${query.limit} offset ${query.offset}`
  return rows.map((one) => row.parse(one))
}

const counts = z.object({ all: z.number(), open: z.number(), overdue: z.number() })
/** How many papers fit, how many of them have a term that runs, and how many are over it. */
export async function countRegister(
  tx: Tx,
  scope: Scope,
  query: Omit<RegisterQuery, 'offset' | 'limit'>,
): Promise<z.infer<typeof counts>> {
  const rows = await tx.$queryRaw<unknown[]>`
    select count(*)::int as "all", count(x.due_on)::int as "open", count(*) filter (where x.due_on < ${query.today}::date)::int as overdue
      from petition x where ${fitsOf(scope, query)}`
  return counts.parse(rows[0])
}

/** Papers of the same kind that may be the same matter: by object or place and by words of the content; never by who sent it. */
export async function listCandidates(
  tx: Tx,
  scope: Scope,
  of: {
    readonly organizationId: string
    readonly kind: string
    readonly content: string
    readonly since: LegalDay
    readonly exceptId: string | null
    readonly limit: number
  },
): Promise<PetitionRow[]> {
  if (!isId(of.organizationId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition x
     where x.organization_id = ${of.organizationId}::uuid and ${withinUnit(scope)} and x.kind = ${of.kind} and x.state not in ('merged', 'split')
       and x.received_on >= ${of.since}::date and x.id is distinct from ${of.exceptId}::uuid
     order by word_similarity(left(app.search_text(${of.content}), 400), x.search_text) desc, x.received_on desc limit ${of.limit}`
  return rows.map((one) => row.parse(one))
}

/** Whether a paper of the same object was guided before in the unit (guard G12): same kind, same object word by word. */
export async function wasGuidedBefore(tx: Tx, scope: Scope, petition: PetitionRow): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from petition x join petition m on m.id = ${petition.petitionId}::uuid
     where x.organization_id = m.organization_id and ${withinUnit(scope)} and x.kind = m.kind and x.id <> m.id and x.respondent <> ''
       and exists (select from petition_step s where s.petition_id = x.id and s.event = 'guide')
       and app.search_text(x.respondent) = app.search_text(m.respondent) and app.search_text(x.content) = app.search_text(m.content) limit 1`
  return rows.length > 0
}

/** Every paper in which a term runs or something is still to be done; for counting terms again. */
export async function listRunningPetitions(tx: Tx, scope: Scope): Promise<PetitionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition x where (x.due_on is not null or x.state = any (${[...openPetitionStates]})) and ${withinUnit(scope)}`
  return rows.map((one) => row.parse(one))
}

const remindable = z.object({
  petitionId: z.string(),
  organizationId: z.string(),
  handlerId: z.string(),
  dueOn: z.string().nullable(),
})
/** Some papers (all with a running term for `null`) with the day they are due; for the service that reminds. */
export async function listRemindablePetitions(
  tx: Tx,
  _scope: Scope,
  ids: readonly string[] | null,
): Promise<z.infer<typeof remindable>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "petitionId", x.organization_id::text as "organizationId", x.handler_id::text as "handlerId", ${day('x.due_on')} as "dueOn"
      from petition x where case when ${ids === null} then x.due_on is not null else x.id = any (${[...(ids ?? [])]}::uuid[]) end`
  return rows.map((one) => remindable.parse(one))
}

/**
 * Writes into the trail that somebody read a record of this room, or took its register along. Without the organization: its own
 * readers are shown who reads about them, and of a denunciation that would tell them there is one. Auditors see it.
 */
export async function noteRead(
  tx: Tx,
  _scope: Scope,
  { table, id }: { readonly table: 'petition' | 'petition_case' | 'reception_visit'; readonly id: string | null },
): Promise<void> {
  await tx.$queryRaw`select app.audit(${id === null ? 'export' : 'read'}, ${table}, ${id}::uuid, null)::text`
}
