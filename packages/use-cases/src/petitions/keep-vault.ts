import { newId } from '@nq15/db/ids'
import {
  type CustodianRow,
  findVault,
  type IdentityRow,
  listCustodians,
  listIdentities,
  listSealedKeys,
} from '@nq15/db/petitions/vault.read'
import {
  activateCustodian,
  clearTries,
  countTry,
  insertCustodian,
  insertVault,
  resealIdentity,
  retireCustodian,
  rewrapCustodian,
  saveSealedKeys,
  updateVault,
} from '@nq15/db/petitions/vault.write'
import type { VaultTx } from '@nq15/db/petitions/vault-store'
import type { Scope } from '@nq15/db/scope'
import { judgePassphrase, judgeRecusal, sealedIdentitySchema, traceTextOf } from '@nq15/domain/petitions'
import { ok, refuse } from '@nq15/domain/shared'
import { changeOriginalKeys } from './seal-original.ts'
import {
  actInVault,
  custodianOf,
  keeping,
  noteTry,
  unitOf,
  type Vault,
  type VaultAnswer,
  type VaultCaller,
} from './vault-calling.ts'
import {
  forget,
  joinShares,
  type KeyPair,
  makeDataKey,
  makeKeyPair,
  makeShares,
  openText,
  sealKey,
  sealText,
  traceOf,
  unsealKey,
  unwrapPrivateKey,
  wrapPrivateKey,
} from './vault-crypto.ts'

type Asked = { readonly requestId: string }
type Shares = { readonly shares: readonly string[] }

/** Sets up the vault of the caller's unit with him as its first custodian; answers the recovery shares, once. */
export async function setUpVault(
  vault: Vault,
  caller: VaultCaller,
  { requestId, passphrase }: Asked & { passphrase: string },
): Promise<VaultAnswer<Shares>> {
  const entered = enter(caller, passphrase)
  if (!entered.ok) return entered
  const { scope, organizationId } = entered.value
  const own = makeKeyPair()
  const recovery = makeKeyPair()
  const custodianId = newId()
  const wrapped = wrapPrivateKey(own.privateKey, passphrase, vault.cost)
  const shares = await makeShares(recovery.privateKey)
  forget(recovery.privateKey)
  const indexKey = makeDataKey()
  const done = await actInVault<Shares>(vault, scope, { requestId, act: 'set-up', organizationId }, async (tx) => {
    if (!(await insertVault(tx, scope, { organizationId, recoveryPublic: recovery.publicKey }))) {
      return refuse({ code: 'VAULT_EXISTS' })
    }
    await insertCustodian(tx, scope, {
      ...{ custodianId, organizationId, state: 'active', publicKey: own.publicKey },
      ...wrapped,
    })
    const of = { subjectId: organizationId, organizationId }
    await saveSealedKeys(tx, scope, [
      { ...of, holderId: custodianId, sealed: sealKey(indexKey, own.publicKey) },
      { ...of, holderId: organizationId, sealed: sealKey(indexKey, recovery.publicKey) },
    ])
    return ok({ shares })
  })
  forget(indexKey)
  if (done.ok) unlockSelf(vault, caller, scope, { custodianId, organizationId, keys: own })
  return done
}

/** Makes the caller's own keys; he keeps nothing until a custodian lets him in. */
export async function joinVault(
  vault: Vault,
  caller: VaultCaller,
  { requestId, passphrase }: Asked & { passphrase: string },
): Promise<VaultAnswer> {
  const entered = enter(caller, passphrase)
  if (!entered.ok) return entered
  const { scope, organizationId } = entered.value
  const { publicKey, privateKey } = makeKeyPair()
  const wrapped = wrapPrivateKey(privateKey, passphrase, vault.cost)
  forget(privateKey)
  return actInVault(vault, scope, { requestId, act: 'join', organizationId }, async (tx) => {
    if (!(await findVault(tx, scope, { organizationId, lock: true }))) return refuse({ code: 'NO_VAULT' })
    const made = await insertCustodian(tx, scope, {
      ...{ custodianId: newId(), organizationId, state: 'waiting', publicKey },
      ...wrapped,
    })
    return made ? ok({}) : refuse({ code: 'CUSTODIAN_ALREADY' })
  })
}

/** Seals every key to a waiting custodian too; by an unlocked one. */
export async function admitCustodian(
  vault: Vault,
  caller: VaultCaller,
  { requestId, custodianId }: Asked & { custodianId: string },
): Promise<VaultAnswer> {
  const by = await keeping(vault, caller)
  if (!by.ok) return by
  const { scope, self, keys } = by.value
  const { organizationId } = self
  return actInVault(vault, scope, { requestId, act: 'admit', organizationId }, async (tx) => {
    await findVault(tx, scope, { organizationId, lock: true })
    const newcomer = (await listCustodians(tx, scope, organizationId)).find((one) => one.custodianId === custodianId)
    if (newcomer?.state !== 'waiting') return refuse({ code: 'NOT_FOUND' })
    const to = [{ holderId: custodianId, publicKey: newcomer.publicKey }]
    await sealEverythingTo(tx, scope, { organizationId, from: { holderId: self.custodianId, keys }, to })
    return (await activateCustodian(tx, scope, custodianId)) ? ok({}) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/**
 * Takes a custodian's keys away and changes every key he could have kept: each identity is sealed anew, and the index begins
 * anew. By an unlocked custodian, and never the last one.
 */
export async function retireFromVault(
  vault: Vault,
  caller: VaultCaller,
  { requestId, custodianId }: Asked & { custodianId: string },
): Promise<VaultAnswer> {
  const by = await keeping(vault, caller)
  if (!by.ok) return by
  const { scope, self, keys } = by.value
  const { organizationId } = self
  let leaver: CustodianRow | undefined
  const done = await actInVault(vault, scope, { requestId, act: 'retire', organizationId }, async (tx) => {
    const unit = await findVault(tx, scope, { organizationId, lock: true })
    const all = await listCustodians(tx, scope, organizationId)
    leaver = all.find((one) => one.custodianId === custodianId)
    if (!unit || !leaver) return refuse({ code: 'NOT_FOUND' })
    const staying = all.filter((one) => one.state === 'active' && one.custodianId !== custodianId)
    const findings = judgeRecusal(staying.length)
    if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
    const wasActive = leaver.state === 'active'
    if (wasActive) {
      const to = [
        ...staying.map((one) => ({ holderId: one.custodianId, publicKey: one.publicKey })),
        { holderId: organizationId, publicKey: unit.recoveryPublic },
      ]
      await changeEveryKey(tx, scope, { organizationId, from: { holderId: self.custodianId, keys }, to })
    }
    await retireCustodian(tx, scope, custodianId)
    await updateVault(tx, scope, unit)
    return ok({})
  })
  if (done.ok) {
    if (leaver) vault.custody.lock(leaver.userId)
    vault.custody.dropOpenedOf(organizationId)
  }
  return done
}

/**
 * Brings the vault back with two of the three shares, for a custodian who has no passphrase any more: he gets new keys. The shares
 * just typed open nothing afterwards; three new ones are answered, once.
 */
export async function recoverVault(
  vault: Vault,
  caller: VaultCaller,
  { requestId, shares, passphrase }: Asked & { shares: readonly string[]; passphrase: string },
): Promise<VaultAnswer<Shares>> {
  const entered = enter(caller, passphrase)
  if (!entered.ok) return entered
  const { scope, organizationId } = entered.value
  const tries = await vault.custody.recoveries.consume(scope.actor.userId).catch(() => null)
  if (tries === null) return refuse({ code: 'TOO_MANY_TRIES' })
  const unit = await vault.store.run((tx) => findVault(tx, scope, { organizationId }))
  if (!unit) return refuse({ code: 'NO_VAULT' })
  const old = await joinShares(shares, unit.recoveryPublic)
  if (!old) {
    await noteTry(vault, scope, { organizationId, act: 'recover-failed' })
    return refuse({ code: 'SHARES_DO_NOT_FIT' })
  }
  const own = makeKeyPair()
  const recovery = makeKeyPair()
  const custodianId = newId()
  const wrapped = wrapPrivateKey(own.privateKey, passphrase, vault.cost)
  const made = await makeShares(recovery.privateKey)
  forget(recovery.privateKey)
  const done = await actInVault<Shares>(vault, scope, { requestId, act: 'recover', organizationId }, async (tx) => {
    const now = await findVault(tx, scope, { organizationId, lock: true })
    if (now?.recoveryPublic !== unit.recoveryPublic) return refuse({ code: 'CHANGED_MEANWHILE' })
    const before = (await listCustodians(tx, scope, organizationId)).find(({ userId }) => userId === scope.actor.userId)
    if (before) await retireCustodian(tx, scope, before.custodianId)
    await insertCustodian(tx, scope, {
      ...{ custodianId, organizationId, state: 'active', publicKey: own.publicKey },
      ...wrapped,
    })
    await sealEverythingTo(tx, scope, {
      organizationId,
      from: { holderId: organizationId, keys: old },
      to: [
        { holderId: custodianId, publicKey: own.publicKey },
        { holderId: organizationId, publicKey: recovery.publicKey },
      ],
    })
    await updateVault(tx, scope, { organizationId, recoveryPublic: recovery.publicKey })
    return ok({ shares: made })
  })
  forget(old.privateKey)
  if (done.ok) unlockSelf(vault, caller, scope, { custodianId, organizationId, keys: own })
  return done
}

/** Wraps the caller's private key with another passphrase. */
export async function changePassphrase(
  vault: Vault,
  caller: VaultCaller,
  { requestId, passphrase, newPassphrase }: Asked & { passphrase: string; newPassphrase: string },
): Promise<VaultAnswer> {
  if (!caller.keep) return refuse({ code: 'NO_RIGHT' })
  const findings = judgePassphrase(newPassphrase)
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const tried = await tryPassphrase(vault, caller, passphrase)
  if (!tried.ok) return tried
  const { scope, row, privateKey } = tried.value
  const wrapped = wrapPrivateKey(privateKey, newPassphrase, vault.cost)
  forget(privateKey)
  const { organizationId, custodianId } = row
  return actInVault(vault, scope, { requestId, act: 'change-passphrase', organizationId }, async (tx) => {
    await rewrapCustodian(tx, scope, { custodianId, ...wrapped })
    return ok({})
  })
}

/** Unlocks the caller's session in memory; papers sealed while nobody was there are compared from now on. */
export async function unlockVault(
  vault: Vault,
  caller: VaultCaller,
  { requestId, passphrase }: Asked & { passphrase: string },
): Promise<VaultAnswer> {
  const tried = await tryPassphrase(vault, caller, passphrase)
  if (!tried.ok) return tried
  const { scope, row, privateKey } = tried.value
  if (row.state !== 'active') {
    forget(privateKey)
    return refuse({ code: 'NOT_CUSTODIAN' })
  }
  const { organizationId, custodianId } = row
  const keys = { publicKey: row.publicKey, privateKey }
  const done = await actInVault(vault, scope, { requestId, act: 'unlock', organizationId }, async (tx) => {
    await findVault(tx, scope, { organizationId, lock: true })
    await makeTraces(tx, scope, { organizationId, from: { holderId: custodianId, keys }, untraced: true })
    return ok({})
  })
  if (done.ok) unlockSelf(vault, caller, scope, { custodianId, organizationId, keys })
  else forget(privateKey)
  return done
}

/** Locks the caller's session. */
export async function lockVault(vault: Vault, { keep }: VaultCaller, { requestId }: Asked): Promise<VaultAnswer> {
  if (!keep) return refuse({ code: 'NO_RIGHT' })
  const organizationId = unitOf(keep)
  if (organizationId === null) return refuse({ code: 'NO_UNIT' })
  vault.custody.lock(keep.actor.userId)
  return actInVault(vault, keep, { requestId, act: 'lock', organizationId }, async () => ok({}))
}

function enter({ keep }: VaultCaller, passphrase: string): VaultAnswer<{ scope: Scope; organizationId: string }> {
  if (!keep) return refuse({ code: 'NO_RIGHT' })
  const organizationId = unitOf(keep)
  if (organizationId === null) return refuse({ code: 'NO_UNIT' })
  const findings = judgePassphrase(passphrase)
  return findings.length > 0 ? refuse({ code: 'REFUSED', findings }) : ok({ scope: keep, organizationId })
}

function unlockSelf(
  { custody }: Vault,
  { sessionId }: VaultCaller,
  { actor }: Scope,
  of: { custodianId: string; organizationId: string; keys: KeyPair },
): void {
  custody.unlock({ ...of, userId: actor.userId, sessionId })
}

/** The private key under a passphrase; wrong ones are counted and close the door for a while. */
async function tryPassphrase(vault: Vault, caller: VaultCaller, passphrase: string) {
  const self = await custodianOf(vault, caller)
  if (!self.ok) return self
  const { scope, row } = self.value
  // Counted before the try, so that many at once are counted too.
  if (!(await vault.store.run((tx) => countTry(tx, scope, row.custodianId)))) {
    await noteTry(vault, scope, { organizationId: row.organizationId, act: 'unlock-refused' })
    return refuse({ code: 'TOO_MANY_TRIES' } as const)
  }
  const privateKey = unwrapPrivateKey(row, passphrase)
  if (!privateKey) {
    await noteTry(vault, scope, { organizationId: row.organizationId, act: 'unlock-failed' })
    return refuse({ code: 'WRONG_PASSPHRASE' } as const)
  }
  await vault.store.run((tx) => clearTries(tx, scope, row.custodianId))
  return ok({ scope, row, privateKey })
}

type Holder = { readonly holderId: string; readonly keys: KeyPair }
type Receiver = { readonly holderId: string; readonly publicKey: string }
type Moving = { readonly organizationId: string; readonly from: Holder; readonly to: readonly Receiver[] }

/** Seals every key that one holder opens to others as well. */
async function sealEverythingTo(tx: VaultTx, scope: Scope, { organizationId, from, to }: Moving): Promise<void> {
  const held = await listSealedKeys(tx, scope, from)
  const sealed = held.flatMap(({ subjectId, sealed: box }) => {
    const key = unsealKey(box, from.keys)
    if (!key) throw new Error('a key does not open for its holder')
    const boxes = to.map(({ holderId, publicKey }) => ({
      ...{ subjectId, holderId, organizationId },
      sealed: sealKey(key, publicKey),
    }))
    forget(key)
    return boxes
  })
  await saveSealedKeys(tx, scope, sealed)
}

/** Gives every identity, every original and the index a new key, sealed to those who stay. */
async function changeEveryKey(tx: VaultTx, scope: Scope, { organizationId, from, to }: Moving): Promise<void> {
  const old = await openedIdentities(tx, scope, { organizationId, from, untraced: false })
  const indexKey = makeDataKey()
  const sealTo = (subjectId: string, key: Uint8Array) =>
    saveSealedKeys(
      tx,
      scope,
      to.map(({ holderId, publicKey }) => ({ subjectId, holderId, organizationId, sealed: sealKey(key, publicKey) })),
    )
  for (const { row, text } of old) {
    const key = makeDataKey()
    await resealIdentity(tx, scope, {
      petitionId: row.petitionId,
      ...sealText(text, key, row.petitionId),
      trace: traceOf(traceTextOf(sealedIdentitySchema.parse(JSON.parse(text))), indexKey, row),
    })
    await sealTo(row.petitionId, key)
    forget(key)
  }
  await changeOriginalKeys(tx, scope, { organizationId, from, sealTo })
  await sealTo(organizationId, indexKey)
  forget(indexKey)
}

/** Makes the traces of identities that have none. */
async function makeTraces(
  tx: VaultTx,
  scope: Scope,
  of: { organizationId: string; from: Holder; untraced: boolean },
): Promise<void> {
  const waiting = await openedIdentities(tx, scope, of)
  if (waiting.length === 0) return
  const [index] = await listSealedKeys(tx, scope, { holderId: of.from.holderId, subjectId: of.organizationId })
  const indexKey = index && unsealKey(index.sealed, of.from.keys)
  if (!indexKey) throw new Error('the index does not open for its holder')
  for (const { row, text } of waiting) {
    const trace = traceOf(traceTextOf(sealedIdentitySchema.parse(JSON.parse(text))), indexKey, row)
    await resealIdentity(tx, scope, { ...row, trace })
  }
  forget(indexKey)
}

async function openedIdentities(
  tx: VaultTx,
  scope: Scope,
  { organizationId, from, untraced }: { organizationId: string; from: Holder; untraced: boolean },
): Promise<{ row: IdentityRow; text: string }[]> {
  const rows = await listIdentities(tx, scope, { organizationId, untraced })
  if (rows.length === 0) return []
  const held = new Map((await listSealedKeys(tx, scope, from)).map(({ subjectId, sealed }) => [subjectId, sealed]))
  return rows.map((row) => {
    const key = unsealKey(held.get(row.petitionId) ?? '', from.keys)
    const text = key && openText(row, key, row.petitionId)
    if (key) forget(key)
    if (text === null) throw new Error('an identity does not open for its holder')
    return { row, text }
  })
}
