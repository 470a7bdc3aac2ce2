import { newId } from '@nq15/db/ids'
import { listOriginals } from '@nq15/db/petitions/original.read'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { findIdentity, findOpening, listRecusals, type OpeningRow } from '@nq15/db/petitions/vault.read'
import { insertEntry, insertOpening, stepOpeningRow } from '@nq15/db/petitions/vault.write'
import { listVaultPapers, noteVault } from '@nq15/db/petitions/vault-paper.read'
import type { VaultTx } from '@nq15/db/petitions/vault-store'
import type { Scope } from '@nq15/db/scope'
import {
  type IdentityField,
  identityFields,
  judgeReason,
  mayReadOpened,
  type OpeningField,
  sealedIdentitySchema,
  stepOpening,
} from '@nq15/domain/petitions'
import { ok, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { type OpenedOriginal, openOriginal } from './seal-original.ts'
import {
  actInVault,
  custodianOf,
  keeping,
  keyHeldBy,
  noteTry,
  type Vault,
  type VaultAnswer,
  type VaultCaller,
} from './vault-calling.ts'
import { forget, openText } from './vault-crypto.ts'

type OnOpening = { readonly requestId: string; readonly openingId: string; readonly version: number }
/** What an opening shows: the fields that were asked for. */
export type ShownIdentity = Partial<Readonly<Record<IdentityField, string>>>

const isIdentityField = (field: OpeningField): field is IdentityField => field !== 'original'
const asksIdentity = (fields: readonly OpeningField[]) => fields.some(isIdentityField)

/** Asks to see who denounces: which fields or the originals, why and for how many hours; by somebody who works on the paper. */
export async function askForIdentity(
  vault: Vault,
  caller: VaultCaller,
  asked: { requestId: string; petitionId: string; reason: string; fields: readonly OpeningField[]; hours: number },
): Promise<VaultAnswer<{ openingId: string }>> {
  const { read } = caller
  if (!read) return refuse({ code: 'NO_RIGHT' })
  const { petitionId, reason, fields, hours, requestId } = asked
  const paper = await vault.db.asReader(read, (tx) => findPetition(tx, read, petitionId))
  if (!paper) return refuse({ code: 'NOT_FOUND' })
  const findings = judgeReason(reason)
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const openingId = newId()
  const { organizationId } = paper
  const done = await actInVault(
    vault,
    read,
    { requestId, act: 'ask', organizationId, petitionId, openingId, reason },
    async (tx) => {
      if (asksIdentity(fields) && !(await findIdentity(tx, read, petitionId))) return refuse({ code: 'NOT_SEALED' })
      if (fields.includes('original') && (await listOriginals(tx, read, { petitionId })).length === 0)
        return refuse({ code: 'NO_ORIGINAL' })
      await insertOpening(tx, read, { openingId, organizationId, petitionId, reason, fields, hours })
      return ok({ openingId })
    },
  )
  // Told to every custodian of the unit: that one was asked for, neither of which paper nor why.
  if (done.ok)
    await vault.db.asActor(read, (tx) => emit(tx, read, { type: 'petitions.opening-asked', ...ofUnit(organizationId) }))
  return done
}

/** An event about a unit's vault: of no paper, with nothing in it. */
const ofUnit = (organizationId: string) =>
  ({ organizationId, recordTable: 'organization', recordId: organizationId, payload: {} }) as const

/** A custodian approves or refuses; the paper's key then stays in memory until the opening's end, and no longer. */
export async function decideOpening(
  vault: Vault,
  caller: VaultCaller,
  { requestId, openingId, version, event, reason }: OnOpening & { event: 'approve' | 'refuse'; reason: string },
): Promise<VaultAnswer> {
  const by = event === 'approve' ? await keeping(vault, caller) : await asCustodian(vault, caller)
  if (!by.ok) return by
  const { scope, self } = by.value
  const opening = await vault.store.run((tx) => findOpening(tx, scope, openingId))
  if (!opening || opening.organizationId !== self.organizationId) return refuse({ code: 'NOT_FOUND' })
  const { organizationId, petitionId } = opening
  if (!(await maySee(vault, scope, self.custodianId, petitionId))) {
    await noteTry(vault, scope, { organizationId, act: 'shut-out', petitionId, openingId })
    return refuse({ code: 'NOT_FOUND' })
  }
  const stepped = stepOpening(opening, { event, by: scope.actor.userId, now: new Date(), reason })
  if (!stepped.ok) {
    await noteTry(vault, scope, { organizationId, act: `${event}-refused`, petitionId, openingId })
    return refuse({ code: 'REFUSED', findings: stepped.refusal })
  }
  const keys = new Map<string, Uint8Array>()
  const of = { requestId, act: event, organizationId, petitionId, openingId, reason }
  const done = await actInVault(vault, scope, of, async (tx) => {
    // Of what was asked for and of nothing else.
    const own = by.value.keys
    for (const subjectId of own ? await subjectsOf(tx, scope, opening) : []) {
      const key = own && (await keyHeldBy(tx, scope, { holderId: self.custodianId, subjectId, keys: own }))
      if (!key) throw new Error('what is sealed does not open for its holder')
      keys.set(subjectId, key)
    }
    const taken = await stepOpeningRow(tx, scope, { openingId, version, state: stepped.value, reason })
    return taken ? ok({}) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
  if (done.ok && keys.size > 0) vault.custody.keepOpened(openingId, { keys, organizationId, until: opening.until })
  if (done.ok) {
    await vault.db.asActor(scope, async (tx) => {
      await emit(tx, scope, { type: 'petitions.opening-decided', ...ofUnit(organizationId) })
      // And to who asked: that it was decided; the page of his paper says how.
      await emit(tx, scope, {
        ...{ type: 'petitions.opening-answered', organizationId, recordTable: 'petition', recordId: petitionId },
        payload: { userId: opening.askedBy },
      })
    })
  }
  return done
}

/** What an opening is for: the identity by its petition, and each original by its id. */
async function subjectsOf(tx: VaultTx, scope: Scope, { petitionId, fields }: OpeningRow): Promise<string[]> {
  const originals = fields.includes('original') ? await listOriginals(tx, scope, { petitionId }) : []
  return [...(asksIdentity(fields) ? [petitionId] : []), ...originals.map(({ originalId }) => originalId)]
}

/** Reads what an approved opening shows; by its asker, who must still work on the paper. Each reading is written down. */
export async function readOpened(
  vault: Vault,
  { read }: VaultCaller,
  { openingId }: { openingId: string },
): Promise<VaultAnswer<{ shown: ShownIdentity; until: Date }>> {
  if (!read) return refuse({ code: 'NO_RIGHT' })
  const found = await openingToRead(vault, read, openingId)
  if (!found.ok) return found
  const opening = found.value
  const { organizationId, petitionId } = opening
  if (!asksIdentity(opening.fields)) return refuse({ code: 'NOT_OPEN' })
  const text = await vault.store.run(async (tx) => {
    const identity = await findIdentity(tx, read, petitionId)
    return identity && lendKey(vault, tx, read, opening, petitionId, async (key) => openText(identity, key, petitionId))
  })
  if (text === null) return refuse({ code: 'LOCKED' })
  const whole = sealedIdentitySchema.parse(JSON.parse(text))
  const shown = identityFields.filter((field) => opening.fields.includes(field))
  await noteReading(vault, read, { organizationId, act: 'read', petitionId, openingId, reason: shown.join(', ') })
  return ok({ shown: Object.fromEntries(shown.map((field) => [field, whole[field]])), until: opening.until })
}

/** Reads one original under an approved opening for originals; by its asker, who must still work on the paper. */
export async function readOriginal(
  vault: Vault,
  { read }: VaultCaller,
  { openingId, originalId }: { openingId: string; originalId: string },
): Promise<VaultAnswer<OpenedOriginal>> {
  if (!read) return refuse({ code: 'NO_RIGHT' })
  const found = await openingToRead(vault, read, openingId)
  if (!found.ok) return found
  const opening = found.value
  const { organizationId, petitionId } = opening
  if (!opening.fields.includes('original')) return refuse({ code: 'NOT_OPEN' })
  const answer = await vault.store.run(async (tx): Promise<VaultAnswer<OpenedOriginal>> => {
    const original = (await listOriginals(tx, read, { petitionId })).find((one) => one.originalId === originalId)
    if (!original) return refuse({ code: 'NOT_FOUND' })
    const opened = await lendKey(vault, tx, read, opening, originalId, (key) => openOriginal(tx, read, original, key))
    return opened ? ok(opened) : refuse({ code: 'LOCKED' })
  })
  if (answer.ok) await noteReading(vault, read, { organizationId, act: 'read-original', petitionId, openingId })
  return answer
}

/** An opening that its asker may read from now; asked anew at each reading, since a post given since shuts. */
async function openingToRead(vault: Vault, read: Scope, openingId: string): Promise<VaultAnswer<OpeningRow>> {
  const opening = await vault.store.run((tx) => findOpening(tx, read, openingId))
  if (!opening || opening.askedBy !== read.actor.userId) return refuse({ code: 'NOT_FOUND' })
  const { organizationId, petitionId } = opening
  const paper = await vault.db.asReader(read, (tx) => findPetition(tx, read, petitionId))
  if (!paper) {
    vault.custody.dropOpened(openingId)
    await noteTry(vault, read, { organizationId, act: 'shut-out', petitionId, openingId })
    return refuse({ code: 'NOT_FOUND' })
  }
  return mayReadOpened(opening, read.actor.userId, new Date()) ? ok(opening) : refuse({ code: 'NOT_OPEN' })
}

/** Opens something with the key kept for an opening, or with that of a custodian who is there now; null when neither opens it. */
async function lendKey<Opened>(
  { custody }: Vault,
  tx: VaultTx,
  read: Scope,
  { openingId, organizationId }: OpeningRow,
  subjectId: string,
  open: (key: Uint8Array) => Promise<Opened | null>,
): Promise<Opened | null> {
  const kept = custody.opened(openingId, subjectId)
  if (kept) return open(kept)
  // The process was started anew, or the keys were changed: a custodian who is there now lends his.
  for (const one of custody.listOf(organizationId)) {
    const key = await keyHeldBy(tx, read, { holderId: one.custodianId, subjectId, keys: one.keys })
    if (!key) continue
    const opened = await open(key)
    forget(key)
    return opened
  }
  return null
}

async function noteReading(
  { store, db }: Vault,
  read: Scope,
  of: { organizationId: string; act: string; petitionId: string; openingId: string; reason?: string },
): Promise<void> {
  await store.run((tx) => insertEntry(tx, read, of))
  await db.asActor(read, (tx) => noteVault(tx, read, { act: of.act, petitionId: of.petitionId }))
}

/** Closes an opening before its end: its asker, or a custodian of the unit. */
export async function closeOpening(
  vault: Vault,
  caller: VaultCaller,
  { requestId, openingId, version }: OnOpening,
): Promise<VaultAnswer> {
  const { read, keep } = caller
  const scope = read ?? keep
  if (!scope) return refuse({ code: 'NO_RIGHT' })
  const opening: OpeningRow | null = await vault.store.run((tx) => findOpening(tx, scope, openingId))
  if (!opening) return refuse({ code: 'NOT_FOUND' })
  const isAsker = read !== null && opening.askedBy === read.actor.userId
  const custodian = isAsker || !keep ? null : await custodianOf(vault, caller)
  const keeps = custodian?.ok === true && custodian.value.row.organizationId === opening.organizationId
  if (!isAsker && !keeps) return refuse({ code: 'NOT_FOUND' })
  const stepped = stepOpening(opening, { event: 'close', by: scope.actor.userId, now: new Date(), reason: '' })
  if (!stepped.ok) return refuse({ code: 'REFUSED', findings: stepped.refusal })
  const { organizationId, petitionId } = opening
  vault.custody.dropOpened(openingId)
  return actInVault(vault, scope, { requestId, act: 'close', organizationId, petitionId, openingId }, async (tx) =>
    (await stepOpeningRow(tx, scope, { openingId, version, state: stepped.value }))
      ? ok({})
      : refuse({ code: 'CHANGED_MEANWHILE' }),
  )
}

async function asCustodian(vault: Vault, caller: VaultCaller) {
  const self = await custodianOf(vault, caller)
  if (!self.ok) return self
  if (self.value.row.state !== 'active') return refuse({ code: 'NOT_CUSTODIAN' } as const)
  return ok({ scope: self.value.scope, self: self.value.row, keys: null })
}

/** Whether a custodian may deal with a paper today: it is not about him or above him, and he has not stepped aside. */
async function maySee({ db, store }: Vault, scope: Scope, custodianId: string, petitionId: string): Promise<boolean> {
  const [paper] = await db.asReader(scope, (tx) => listVaultPapers(tx, scope, petitionId))
  return paper !== undefined && !(await store.run((tx) => listRecusals(tx, scope, custodianId))).includes(petitionId)
}
