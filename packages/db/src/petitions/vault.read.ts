import { openingFields, openingStates } from '@nq15/domain/petitions'
import { z } from 'zod'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

const unit = z.object({ organizationId: z.string(), recoveryPublic: z.string(), generation: z.number() })
export type VaultUnit = z.infer<typeof unit>

/** The vault of a unit; null where none was set up. `lock` keeps every other change of its keys waiting until the end. */
export async function findVault(
  tx: VaultTx,
  _scope: Scope,
  { organizationId, lock = false }: { readonly organizationId: string; readonly lock?: boolean },
): Promise<VaultUnit | null> {
  const [row] = await tx.query(
    `select organization_id::text as "organizationId", recovery_public as "recoveryPublic", generation from vault.unit
      where organization_id = $1${lock ? ' for update' : ''}`,
    [organizationId],
  )
  return row ? unit.parse(row) : null
}

const custodian = z.object({
  custodianId: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'active']),
  publicKey: z.string(),
  wrappedKey: z.string(),
  salt: z.string(),
  operations: z.number(),
  memory: z.number(),
})
export type CustodianRow = z.infer<typeof custodian>

/** Who keeps the unit's identities, or waits to: those who left are not among them. */
export async function listCustodians(tx: VaultTx, _scope: Scope, organizationId: string): Promise<CustodianRow[]> {
  const rows = await tx.query(
    `select id::text as "custodianId", organization_id::text as "organizationId", user_id::text as "userId", name, state, public_key as "publicKey",
        wrapped_key as "wrappedKey", salt, operations, memory
       from vault.custodian where organization_id = $1 and state <> 'retired' order by since, id`,
    [organizationId],
  )
  return rows.map((row) => custodian.parse(row))
}

const held = z.object({ subjectId: z.string(), sealed: z.string() })
/** The keys sealed to a holder, or the one of a subject. */
export async function listSealedKeys(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly holderId: string; readonly subjectId?: string },
): Promise<z.infer<typeof held>[]> {
  const rows = await tx.query(
    `select subject_id::text as "subjectId", sealed from vault.sealed_key where holder_id = $1 and ($2::uuid is null or subject_id = $2::uuid)`,
    [of.holderId, of.subjectId ?? null],
  )
  return rows.map((row) => held.parse(row))
}

const identity = z.object({
  petitionId: z.string(),
  organizationId: z.string(),
  kind: z.enum(['denunciation', 'mixed']),
  year: z.number(),
  number: z.number(),
  sealed: z.string(),
  nonce: z.string(),
  trace: z.string().nullable(),
  sealedByName: z.string(),
  sealedAt: z.date(),
})
export type IdentityRow = z.infer<typeof identity>

const identityColumns = `petition_id::text as "petitionId", organization_id::text as "organizationId", kind, year, number, sealed, nonce, trace,
  sealed_by_name as "sealedByName", sealed_at as "sealedAt"`

/** The sealed identity of a paper; null where none was sealed. */
export async function findIdentity(tx: VaultTx, _scope: Scope, petitionId: string): Promise<IdentityRow | null> {
  if (!isId(petitionId)) return null
  const [row] = await tx.query(
    `select ${identityColumns} from vault.identity where petition_id = $1 and sealed <> ''`,
    [petitionId],
  )
  return row ? identity.parse(row) : null
}

/** The sealed identities of a unit, or only those that were never compared. */
export async function listIdentities(
  tx: VaultTx,
  _scope: Scope,
  { organizationId, untraced = false }: { readonly organizationId: string; readonly untraced?: boolean },
): Promise<IdentityRow[]> {
  const rows = await tx.query(
    `select ${identityColumns} from vault.identity where organization_id = $1 and sealed <> '' and ($2 = false or trace is null) order by year, number`,
    [organizationId, untraced],
  )
  return rows.map((row) => identity.parse(row))
}

/** The numbers of other papers of the unit and kind with the same trace: numbers, never who. */
export async function listSameTrace(tx: VaultTx, _scope: Scope, of: IdentityRow): Promise<string[]> {
  const rows = await tx.query(
    `select year || '-' || lpad(number::text, 4, '0') as code from vault.identity
      where organization_id = $1 and kind = $2 and trace = $3 and petition_id <> $4 order by year, number limit 5`,
    [of.organizationId, of.kind, of.trace, of.petitionId],
  )
  return rows.map((row) => String(row['code']))
}

const opening = z.object({
  openingId: z.string(),
  organizationId: z.string(),
  petitionId: z.string(),
  code: z.string(),
  state: z.enum(openingStates),
  askedBy: z.string(),
  askedByName: z.string(),
  askedAt: z.date(),
  reason: z.string(),
  fields: z.array(z.enum(openingFields)),
  until: z.date(),
  decidedByName: z.string().nullable(),
  decidedAt: z.date().nullable(),
  decisionReason: z.string().nullable(),
  endedAt: z.date().nullable(),
  version: z.number(),
})
export type OpeningRow = z.infer<typeof opening>

const openingColumns = `o.id::text as "openingId", o.organization_id::text as "organizationId", o.petition_id::text as "petitionId",
  coalesce((select k.year || '-' || lpad(k.number::text, 4, '0') from (select petition_id, year, number from vault.identity union all select petition_id, year, number from vault.original) k
    where k.petition_id = o.petition_id limit 1), '–') as code, o.state, o.asked_by::text as "askedBy", o.asked_by_name as "askedByName", o.asked_at as "askedAt",
  o.reason, o.fields, o.until, o.decided_by_name as "decidedByName", o.decided_at as "decidedAt", o.decision_reason as "decisionReason",
  o.ended_at as "endedAt", o.version`

/** One asking for an identity, with what became of it. */
export async function findOpening(tx: VaultTx, _scope: Scope, openingId: string): Promise<OpeningRow | null> {
  if (!isId(openingId)) return null
  const [row] = await tx.query(`select ${openingColumns} from vault.opening o where o.id = $1`, [openingId])
  return row ? opening.parse(row) : null
}

/** The askings of one paper, or of a unit, the newest first. */
export async function listOpenings(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly petitionId: string } | { readonly organizationId: string },
): Promise<OpeningRow[]> {
  const [column, id] = 'petitionId' in of ? ['petition_id', of.petitionId] : ['organization_id', of.organizationId]
  const rows = await tx.query(
    `select ${openingColumns} from vault.opening o
      where o.${column} = $1 order by o.asked_at desc, o.id desc limit 100`,
    [id],
  )
  return rows.map((row) => opening.parse(row))
}

/** The papers from which a custodian has stepped aside. */
export async function listRecusals(tx: VaultTx, _scope: Scope, custodianId: string): Promise<string[]> {
  const rows = await tx.query('select petition_id::text as id from vault.recusal where custodian_id = $1', [
    custodianId,
  ])
  return rows.map((row) => String(row['id']))
}

/** The accounts of the unit's other active custodians who have not stepped aside from a paper. */
export async function listOtherKeepers(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly organizationId: string; readonly petitionId: string; readonly exceptUserId: string },
): Promise<string[]> {
  const rows = await tx.query(
    `select c.user_id::text as id from vault.custodian c where c.organization_id = $1 and c.state = 'active' and c.user_id <> $3
        and not exists (select from vault.recusal r where r.custodian_id = c.id and r.petition_id = $2)`,
    [of.organizationId, of.petitionId, of.exceptUserId],
  )
  return rows.map((row) => String(row['id']))
}

const entry = z.object({
  entryId: z.string(),
  at: z.date(),
  organizationId: z.string(),
  petitionId: z.string().nullable(),
  code: z.string().nullable(),
  actorName: z.string(),
  act: z.string(),
  reason: z.string(),
})
/** What was done and tried in the vaults of these units (null: all), the newest first; for auditors. */
export async function listEntries(
  tx: VaultTx,
  _scope: Scope,
  { organizationIds, limit, offset }: { organizationIds: readonly string[] | null; limit: number; offset: number },
): Promise<z.infer<typeof entry>[]> {
  const rows = await tx.query(
    `select e.id::text as "entryId", e.at, e.organization_id::text as "organizationId", e.petition_id::text as "petitionId",
        case when i.petition_id is not null then i.year || '-' || lpad(i.number::text, 4, '0') end as code, e.actor_name as "actorName", e.act, e.reason
       from vault.entry e left join vault.identity i on i.petition_id = e.petition_id
      where $1::uuid[] is null or e.organization_id = any ($1::uuid[]) order by e.position desc limit $2 offset $3`,
    [organizationIds, limit, offset],
  )
  return rows.map((row) => entry.parse(row))
}
