import { findPetition } from '@nq15/db/petitions/petition.read'
import {
  findIdentity,
  findVault,
  type IdentityRow,
  listCustodians,
  listOtherKeepers,
  listRecusals,
  listSameTrace,
} from '@nq15/db/petitions/vault.read'
import { insertRecusal, saveIdentity, saveSealedKeys } from '@nq15/db/petitions/vault.write'
import { listKeepers, listVaultPapers, type VaultPaper } from '@nq15/db/petitions/vault-paper.read'
import { nameRespondent } from '@nq15/db/petitions/vault-paper.write'
import type { Scope } from '@nq15/db/scope'
import { cardAsStored } from '@nq15/domain/members'
import { correctableStates, judgeRecusal, type SealedIdentity, traceTextOf } from '@nq15/domain/petitions'
import { ok, refuse } from '@nq15/domain/shared'
import {
  actInVault,
  custodianOf,
  keyHeldBy,
  noteTry,
  type Vault,
  type VaultAnswer,
  type VaultCaller,
} from './vault-calling.ts'
import { forget, makeDataKey, sealKey, sealText, traceOf } from './vault-crypto.ts'

type OnPaper = { readonly requestId: string; readonly petitionId: string }
/** Numbers of papers that may come from the same hand; `isCompared` false while no custodian's session was open. */
export type Likeness = { readonly isCompared: boolean; readonly possible: readonly string[] }

const isAtIntake = (state: string) => state === 'registered' || state === 'sorted'

/**
 * Seals who denounces to every custodian and to the recovery key. The desk seals and cannot open again; a custodian may seal later,
 * or put a mistyped one right.
 */
export async function sealIdentity(
  vault: Vault,
  caller: VaultCaller,
  {
    requestId,
    petitionId,
    identity,
    becomes,
  }: OnPaper & {
    identity: SealedIdentity
    becomes?: 'denunciation' | 'mixed' | undefined
  },
): Promise<VaultAnswer<Likeness>> {
  const seen = await paperFor(vault, caller, petitionId, becomes)
  if (!seen.ok) return seen
  const { scope, paper, asCustodian } = seen.value
  const { organizationId, kind, year, number } = paper
  const key = makeDataKey()
  const stored = sealText(JSON.stringify(identity), key, petitionId)
  const done = await actInVault(
    vault,
    scope,
    { requestId, act: asCustodian ? 'seal-by-custodian' : 'seal', organizationId, petitionId },
    async (tx) => {
      const unit = await findVault(tx, scope, { organizationId, lock: true })
      if (!unit) return refuse({ code: 'NO_VAULT' })
      if (!asCustodian && (await findIdentity(tx, scope, petitionId))) return refuse({ code: 'ALREADY_SEALED' })
      const active = (await listCustodians(tx, scope, organizationId)).filter(({ state }) => state === 'active')
      const open = vault.custody
        .listOf(organizationId)
        .find((one) => active.some((c) => c.custodianId === one.custodianId))
      const indexKey = open
        ? await keyHeldBy(tx, scope, { holderId: open.custodianId, subjectId: organizationId, keys: open.keys })
        : null
      const trace = indexKey ? traceOf(traceTextOf(identity), indexKey, { organizationId, kind }) : null
      if (indexKey) forget(indexKey)
      await saveIdentity(tx, scope, { petitionId, organizationId, kind, year, number, ...stored, trace })
      await saveSealedKeys(
        tx,
        scope,
        [
          ...active.map((one) => ({ holderId: one.custodianId, publicKey: one.publicKey })),
          { holderId: organizationId, publicKey: unit.recoveryPublic },
        ].map(({ holderId, publicKey }) => ({
          ...{ subjectId: petitionId, holderId, organizationId },
          sealed: sealKey(key, publicKey),
        })),
      )
      return ok({ isTraced: trace !== null })
    },
  )
  forget(key)
  if (!done.ok) return done
  vault.custody.dropOpenedOf(organizationId)
  if (!done.value.isTraced || !isAtIntake(paper.state)) return ok({ isCompared: false, possible: [] })
  const compared = await compareSealed(vault, scope, petitionId, organizationId)
  return compared.ok ? compared : ok({ isCompared: false, possible: [] })
}

/** Which papers of the unit and kind may come from the same hand, for a paper that is being taken in; noted and limited. */
export async function compareIdentity(
  vault: Vault,
  caller: VaultCaller,
  { petitionId }: OnPaper,
): Promise<VaultAnswer<Likeness>> {
  const seen = await paperFor(vault, caller, petitionId)
  if (!seen.ok) return seen
  const { scope, paper } = seen.value
  if (!isAtIntake(paper.state)) return refuse({ code: 'NOT_AT_INTAKE' })
  return compareSealed(vault, scope, petitionId, paper.organizationId)
}

async function compareSealed(
  vault: Vault,
  scope: Scope,
  petitionId: string,
  organizationId: string,
): Promise<VaultAnswer<Likeness>> {
  const within = await vault.custody.comparisons.consume(scope.actor.userId).catch(() => null)
  if (within === null) {
    await noteTry(vault, scope, { organizationId, act: 'compare-refused', petitionId })
    return refuse({ code: 'TOO_MANY_TRIES' })
  }
  const found = await vault.store.run(async (tx) => {
    const row: IdentityRow | null = await findIdentity(tx, scope, petitionId)
    return (
      row && { isTraced: row.trace !== null, possible: row.trace === null ? [] : await listSameTrace(tx, scope, row) }
    )
  })
  if (!found) return refuse({ code: 'NOT_SEALED' })
  if (!found.isTraced) return refuse({ code: 'NOT_COMPARED' })
  await noteTry(vault, scope, { organizationId, act: 'compare', petitionId })
  return ok({ isCompared: true, possible: found.possible })
}

/** Names the denounced by the number of his Party card, so that the wall follows him into later posts. */
export async function nameDenounced(
  vault: Vault,
  caller: VaultCaller,
  { requestId, petitionId, card }: OnPaper & { card: string },
): Promise<VaultAnswer> {
  const { work } = caller
  if (!work) return refuse({ code: 'NO_RIGHT' })
  const paper = await paperOfDesk(vault, work, petitionId)
  if (!paper) return refuse({ code: 'NOT_FOUND' })
  const { organizationId } = paper
  const isMember = await vault.db.asActor(work, (tx) =>
    nameRespondent(tx, work, { petitionId, card: cardAsStored(card) }),
  )
  if (!isMember) {
    await noteTry(vault, work, { organizationId, act: 'name-respondent-unknown', petitionId })
    return refuse({ code: 'NO_SUCH_MEMBER' })
  }
  return actInVault(vault, work, { requestId, act: 'name-respondent', organizationId, petitionId }, async () => ok({}))
}

/** A custodian steps aside from a paper; refused while nobody else could keep it. */
export async function recuseCustodian(
  vault: Vault,
  caller: VaultCaller,
  { requestId, petitionId, reason }: OnPaper & { reason: string },
): Promise<VaultAnswer> {
  const self = await custodianOf(vault, caller)
  if (!self.ok) return self
  const { scope, row } = self.value
  const { organizationId, custodianId, userId } = row
  const [paper] = await vault.db.asReader(scope, (tx) => listVaultPapers(tx, scope, petitionId))
  if (paper?.organizationId !== organizationId) return refuse({ code: 'NOT_FOUND' })
  const others = await vault.store.run((tx) =>
    listOtherKeepers(tx, scope, { organizationId, petitionId, exceptUserId: userId }),
  )
  const able = await vault.db.asReader(scope, (tx) => listKeepers(tx, scope, { petitionId, userIds: others }))
  const findings = judgeRecusal(able.length)
  if (findings.length > 0) {
    await noteTry(vault, scope, { organizationId, act: 'recuse-refused', petitionId })
    return refuse({ code: 'REFUSED', findings })
  }
  const of = { requestId, act: 'recuse', organizationId, petitionId, reason }
  return actInVault(vault, scope, of, async (tx) => {
    // Two who step aside at once wait for each other here, and the second finds nobody left.
    await findVault(tx, scope, { organizationId, lock: true })
    const left = await listOtherKeepers(tx, scope, { organizationId, petitionId, exceptUserId: userId })
    const still = judgeRecusal(left.filter((one) => able.includes(one)).length)
    if (still.length > 0) return refuse({ code: 'REFUSED', findings: still })
    await insertRecusal(tx, scope, { petitionId, custodianId, reason })
    return ok({})
  })
}

type Seen = {
  readonly scope: Scope
  readonly asCustodian: boolean
  readonly paper: Pick<VaultPaper, 'petitionId' | 'organizationId' | 'kind' | 'state' | 'year' | 'number'>
}

/** A paper as a desk that works on it sees it; null when it is not there for him or names its sender anyway. */
async function paperOfDesk(
  { db }: Vault,
  work: Scope,
  petitionId: string,
  becomes?: 'denunciation' | 'mixed',
): Promise<Seen['paper'] | null> {
  const paper = await db.asReader(work, (tx) => findPetition(tx, work, petitionId))
  if (paper && becomes && correctableStates.includes(paper.state)) return { ...paper, kind: becomes }
  if (!paper || (paper.kind !== 'denunciation' && paper.kind !== 'mixed') || paper.state === 'filed') return null
  return { ...paper, kind: paper.kind }
}

/** A paper whose sender may be sealed by the caller: at his desk, or as a custodian with an unlocked session. */
async function paperFor(
  vault: Vault,
  caller: VaultCaller,
  petitionId: string,
  becomes?: 'denunciation' | 'mixed',
): Promise<VaultAnswer<Seen>> {
  const { work, keep } = caller
  if (work) {
    const paper = await paperOfDesk(vault, work, petitionId, becomes)
    if (paper) return ok({ scope: work, asCustodian: false, paper })
  }
  if (!keep) return refuse({ code: work ? 'NOT_FOUND' : 'NO_RIGHT' })
  const [paper] = await vault.db.asReader(keep, (tx) => listVaultPapers(tx, keep, petitionId))
  if (!paper) return refuse({ code: 'NOT_FOUND' })
  const self = await custodianOf(vault, caller)
  if (!self.ok) return self
  if (!vault.custody.own(keep.actor.userId, caller.sessionId)) return refuse({ code: 'LOCKED' })
  const aside = await vault.store.run((tx) => listRecusals(tx, keep, self.value.row.custodianId))
  if (aside.includes(petitionId)) return refuse({ code: 'NOT_FOUND' })
  return ok({ scope: keep, asCustodian: true, paper })
}
