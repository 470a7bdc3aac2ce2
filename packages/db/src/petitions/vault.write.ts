import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

/** Notes that a request is being done; false when it was done before. */
export async function takeRequest(
  tx: VaultTx,
  { actor }: Scope,
  { requestId, act }: { readonly requestId: string; readonly act: string },
): Promise<boolean> {
  const rows = await tx.query(
    'insert into vault.done (request_id, user_id, act) values ($1, $2, $3) on conflict do nothing returning request_id',
    [requestId, actor.userId, act],
  )
  return rows.length > 0
}

/** Writes into the vault's own history; never an identity. */
export async function insertEntry(
  tx: VaultTx,
  { actor }: Scope,
  of: {
    readonly organizationId: string
    readonly act: string
    readonly petitionId?: string
    readonly openingId?: string
    readonly reason?: string
  },
): Promise<void> {
  await tx.query(
    `insert into vault.entry (id, organization_id, petition_id, opening_id, actor_id, actor_name, act, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId(),
      of.organizationId,
      of.petitionId ?? null,
      of.openingId ?? null,
      actor.userId,
      actor.name,
      of.act,
      of.reason ?? '',
    ],
  )
}

/** Makes a unit's vault; false when it has one. */
export async function insertVault(
  tx: VaultTx,
  { actor }: Scope,
  of: { readonly organizationId: string; readonly recoveryPublic: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into vault.unit (organization_id, recovery_public, made_by, made_by_name) values ($1, $2, $3, $4) on conflict do nothing returning organization_id`,
    [of.organizationId, of.recoveryPublic, actor.userId, actor.name],
  )
  return rows.length > 0
}

/** Says that the keys of a unit were changed, with the recovery key that holds from now on. */
export async function updateVault(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly organizationId: string; readonly recoveryPublic: string },
): Promise<void> {
  await tx.query('update vault.unit set generation = generation + 1, recovery_public = $2 where organization_id = $1', [
    of.organizationId,
    of.recoveryPublic,
  ])
}

/** A custodian's keys as they are stored. */
export type NewCustodian = {
  readonly custodianId: string
  readonly organizationId: string
  readonly state: 'waiting' | 'active'
  readonly publicKey: string
  readonly wrappedKey: string
  readonly salt: string
  readonly operations: number
  readonly memory: number
}

/** Puts the actor among the custodians of a unit; false when he is one. */
export async function insertCustodian(tx: VaultTx, { actor }: Scope, of: NewCustodian): Promise<boolean> {
  const rows = await tx.query(
    `insert into vault.custodian (id, organization_id, user_id, name, state, public_key, wrapped_key, salt, operations, memory)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [
      ...[of.custodianId, of.organizationId, actor.userId, actor.name, of.state],
      ...[of.publicKey, of.wrappedKey, of.salt, of.operations, of.memory],
    ],
  )
  return rows.length > 0
}

/** Lets a waiting custodian keep the keys; false when he waits no more. */
export async function activateCustodian(tx: VaultTx, _scope: Scope, custodianId: string): Promise<boolean> {
  const rows = await tx.query(
    `update vault.custodian set state = 'active' where id = $1 and state = 'waiting' returning id`,
    [custodianId],
  )
  return rows.length > 0
}

/** Takes a custodian's keys away for good; false when he has left already. */
export async function retireCustodian(tx: VaultTx, _scope: Scope, custodianId: string): Promise<boolean> {
  await tx.query('delete from vault.sealed_key where holder_id = $1', [custodianId])
  const rows = await tx.query(
    `update vault.custodian set state = 'retired', wrapped_key = '', retired_at = clock_timestamp() where id = $1 and state <> 'retired' returning id`,
    [custodianId],
  )
  return rows.length > 0
}

/** Stores a private key wrapped anew with another passphrase. */
export async function rewrapCustodian(
  tx: VaultTx,
  _scope: Scope,
  of: Pick<NewCustodian, 'custodianId' | 'wrappedKey' | 'salt' | 'operations' | 'memory'>,
): Promise<void> {
  await tx.query(
    `update vault.custodian set wrapped_key = $2, salt = $3, operations = $4, memory = $5 where id = $1 and state <> 'retired'`,
    [of.custodianId, of.wrappedKey, of.salt, of.operations, of.memory],
  )
}

/** Counts a try at a passphrase before it is made; the fifth in a row closes the door for a quarter of an hour. False while it is closed. */
export async function countTry(tx: VaultTx, _scope: Scope, custodianId: string): Promise<boolean> {
  const rows = await tx.query(
    `update vault.custodian set failed = failed + 1,
        locked_until = case when (failed + 1) % 5 = 0 then clock_timestamp() + interval '15 minutes' end
      where id = $1 and (locked_until is null or locked_until <= clock_timestamp()) returning id`,
    [custodianId],
  )
  return rows.length > 0
}

/** Forgets the tries: the passphrase was right. */
export async function clearTries(tx: VaultTx, _scope: Scope, custodianId: string): Promise<void> {
  await tx.query('update vault.custodian set failed = 0, locked_until = null where id = $1', [custodianId])
}

/** A key sealed to a holder. */
export type NewSealedKey = {
  readonly subjectId: string
  readonly holderId: string
  readonly organizationId: string
  readonly sealed: string
}

/** Stores keys sealed to their holders, in place of older ones. */
export async function saveSealedKeys(tx: VaultTx, _scope: Scope, keys: readonly NewSealedKey[]): Promise<void> {
  await tx.query(
    `insert into vault.sealed_key (subject_id, holder_id, organization_id, sealed)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])
      on conflict (subject_id, holder_id) do update set sealed = excluded.sealed`,
    [
      keys.map(({ subjectId }) => subjectId),
      keys.map(({ holderId }) => holderId),
      keys.map(({ organizationId }) => organizationId),
      keys.map(({ sealed }) => sealed),
    ],
  )
}

/** An identity as it is stored. */
export type NewIdentity = {
  readonly petitionId: string
  readonly organizationId: string
  readonly kind: string
  readonly year: number
  readonly number: number
  readonly sealed: string
  readonly nonce: string
  readonly trace: string | null
}

/** Stores a sealed identity, in place of an older one. */
export async function saveIdentity(tx: VaultTx, { actor }: Scope, of: NewIdentity): Promise<void> {
  await tx.query(
    `insert into vault.identity (petition_id, organization_id, kind, year, number, sealed, nonce, trace, sealed_by, sealed_by_name)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (petition_id) do update set sealed = excluded.sealed, nonce = excluded.nonce, trace = excluded.trace, sealed_by = excluded.sealed_by,
        sealed_by_name = excluded.sealed_by_name, sealed_at = clock_timestamp()`,
    [
      ...[of.petitionId, of.organizationId, of.kind, of.year, of.number, of.sealed, of.nonce, of.trace],
      ...[actor.userId, actor.name],
    ],
  )
}

/** Stores an identity sealed with another key, or its trace; who sealed it stays. */
export async function resealIdentity(
  tx: VaultTx,
  _scope: Scope,
  of: Pick<NewIdentity, 'petitionId' | 'sealed' | 'nonce' | 'trace'>,
): Promise<void> {
  await tx.query('update vault.identity set sealed = $2, nonce = $3, trace = $4 where petition_id = $1', [
    of.petitionId,
    of.sealed,
    of.nonce,
    of.trace,
  ])
}

/** Stores that somebody asks for an identity. */
export async function insertOpening(
  tx: VaultTx,
  { actor }: Scope,
  of: {
    readonly openingId: string
    readonly organizationId: string
    readonly petitionId: string
    readonly reason: string
    readonly fields: readonly string[]
    readonly hours: number
  },
): Promise<void> {
  await tx.query(
    `insert into vault.opening (id, organization_id, petition_id, asked_by, asked_by_name, reason, fields, until)
      values ($1, $2, $3, $4, $5, $6, $7::text[], clock_timestamp() + make_interval(hours => $8))`,
    [of.openingId, of.organizationId, of.petitionId, actor.userId, actor.name, of.reason, [...of.fields], of.hours],
  )
}

/** Takes an asking a step on; false when somebody else has since. A decision carries the decider's name. */
export async function stepOpeningRow(
  tx: VaultTx,
  { actor }: Scope,
  of: {
    readonly openingId: string
    readonly version: number
    readonly state: string
    readonly reason?: string
  },
): Promise<boolean> {
  const decides = of.state === 'open' || of.state === 'refused'
  const rows = await tx.query(
    `update vault.opening set state = $3, version = version + 1, ended_at = case when $4 then null else clock_timestamp() end,
        decided_by = case when $4 then $5::uuid else decided_by end, decided_by_name = case when $4 then $6 else decided_by_name end,
        decided_at = case when $4 then clock_timestamp() else decided_at end, decision_reason = case when $4 then $7 else decision_reason end
      where id = $1 and version = $2 returning id`,
    [of.openingId, of.version, of.state, decides, actor.userId, actor.name, of.reason ?? ''],
  )
  return rows.length > 0
}

/** Ends what is past its end, and writes that into the history. */
export async function endOverdue(tx: VaultTx): Promise<number> {
  const rows = await tx.query(
    `with over as (update vault.opening set state = 'ended', version = version + 1, ended_at = clock_timestamp()
        where state in ('asked', 'open') and until <= clock_timestamp() returning id, organization_id, petition_id)
      insert into vault.entry (id, organization_id, petition_id, opening_id, actor_id, actor_name, act)
      select gen_random_uuid(), organization_id, petition_id, id, '00000000-0000-0000-0000-000000000000', 'NQ15', 'end' from over returning id`,
  )
  return rows.length
}

/** Stores that a custodian stepped aside from a paper. */
export async function insertRecusal(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly petitionId: string; readonly custodianId: string; readonly reason: string },
): Promise<void> {
  await tx.query(
    'insert into vault.recusal (petition_id, custodian_id, reason) values ($1, $2, $3) on conflict do nothing',
    [of.petitionId, of.custodianId, of.reason],
  )
}
