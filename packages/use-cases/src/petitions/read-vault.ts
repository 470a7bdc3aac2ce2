import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listOriginals } from '@nq15/db/petitions/original.read'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { listProtections } from '@nq15/db/petitions/protection.read'
import {
  findIdentity,
  findVault,
  listCustodians,
  listEntries,
  listIdentities,
  listOpenings,
  listRecusals,
} from '@nq15/db/petitions/vault.read'
import { listBelow, listVaultPapers } from '@nq15/db/petitions/vault-paper.read'
import { ok, refuse } from '@nq15/domain/shared'
import { unitOf, type Vault, type VaultAnswer, type VaultCaller } from './vault-calling.ts'

/** The vault as a custodian of the unit sees it: who keeps, which papers wait for an identity, what is asked. No identity. */
export async function readVault(vault: Vault, { keep, sessionId }: VaultCaller) {
  if (!keep) return refuse({ code: 'NO_RIGHT' } as const)
  const organizationId = unitOf(keep)
  if (organizationId === null) return refuse({ code: 'NO_UNIT' } as const)
  const { papers, unitName } = await vault.db.asReader(keep, async (tx) => ({
    papers: await listVaultPapers(tx, keep, null),
    unitName: (await nameOrganizations(tx, keep, [organizationId])).get(organizationId) ?? '…',
  }))
  const found = await vault.store.run(async (tx) => {
    const unit = await findVault(tx, keep, { organizationId })
    const custodians = await listCustodians(tx, keep, organizationId)
    const self = custodians.find(({ userId }) => userId === keep.actor.userId) ?? null
    return {
      ...{ unit, custodians, self },
      identities: await listIdentities(tx, keep, { organizationId }),
      openings: await listOpenings(tx, keep, { organizationId }),
      recused: self ? await listRecusals(tx, keep, self.custodianId) : [],
    }
  })
  const own = papers.filter((paper) => paper.organizationId === organizationId)
  const seen = new Set(own.map(({ petitionId }) => petitionId))
  const sealed = new Map(found.identities.map((row) => [row.petitionId, row]))
  return ok({
    ...{ organizationId, unitName },
    isStanding: found.unit !== null,
    self: found.self && { custodianId: found.self.custodianId, state: found.self.state },
    unlockedUntil: vault.custody.peek(keep.actor.userId, sessionId)?.until ?? null,
    custodians: found.custodians.map(({ custodianId, name, state }) => ({ custodianId, name, state })),
    papers: own.map((paper) => ({
      ...paper,
      isSealed: sealed.has(paper.petitionId),
      isRecused: found.recused.includes(paper.petitionId),
    })),
    // Of a paper that is shut to him a custodian sees no asking either.
    openings: found.openings.filter(({ petitionId }) => seen.has(petitionId) && !found.recused.includes(petitionId)),
  })
}

/** What the desk sees of one paper: whether the sender is sealed, what was asked, and whether a custodian is there now. No identity. */
export async function readSealedPaper(
  vault: Vault,
  { read, work, decide }: VaultCaller,
  { petitionId }: { petitionId: string },
) {
  if (!read) return refuse({ code: 'NO_RIGHT' } as const)
  const paper = await vault.db.asReader(read, (tx) => findPetition(tx, read, petitionId))
  if (!paper || (paper.kind !== 'denunciation' && paper.kind !== 'mixed')) return refuse({ code: 'NOT_FOUND' } as const)
  const { organizationId } = paper
  const found = await vault.store.run(async (tx) => {
    const identity = await findIdentity(tx, read, petitionId)
    return {
      isStanding: (await findVault(tx, read, { organizationId })) !== null,
      sealed: identity && {
        byName: identity.sealedByName,
        at: identity.sealedAt,
        isTraced: identity.trace !== null,
      },
      originals: (await listOriginals(tx, read, { petitionId })).map(
        ({ originalId, paperId, sealedByName, sealedAt }) => ({
          ...{ originalId, paperId, byName: sealedByName, at: sealedAt },
        }),
      ),
      openings: await listOpenings(tx, read, { petitionId }),
      // Need to know: who decides on the paper, nobody else at the desk.
      protections: decide ? await listProtections(tx, decide, petitionId) : null,
    }
  })
  return ok({
    ...found,
    paper: { petitionId, alias: paper.alias, year: paper.year, number: paper.number, sealedNumber: paper.sealedNumber },
    isAtIntake: paper.state === 'registered' || paper.state === 'sorted',
    isFiled: paper.state === 'filed',
    mayWork: work !== null,
    isAttended: vault.custody.listOf(organizationId).length > 0,
    openings: found.openings.map(({ askedBy, ...one }) => ({ ...one, isOwn: askedBy === read.actor.userId })),
  })
}

/** Everything done and tried in the vaults of an auditor's reach, a page at a time; numbers and names of who acted, no identity. */
export async function readVaultHistory(
  vault: Vault,
  { audit }: VaultCaller,
  { page }: { page: number },
): Promise<
  VaultAnswer<{
    entries: Awaited<ReturnType<typeof listEntries>>
    names: Readonly<Record<string, string>>
    hasMore: boolean
  }>
> {
  if (!audit) return refuse({ code: 'NO_RIGHT' })
  const { organizationIds } = audit
  const reach =
    organizationIds === 'everything'
      ? null
      : await vault.db.asReader(audit, (tx) => listBelow(tx, audit, organizationIds))
  const limit = 50
  const rows = await vault.store.run((tx) =>
    listEntries(tx, audit, { organizationIds: reach, limit: limit + 1, offset: page * limit }),
  )
  const names = await vault.db.asReader(audit, (tx) =>
    nameOrganizations(tx, audit, [...new Set(rows.map(({ organizationId }) => organizationId))]),
  )
  return ok({ entries: rows.slice(0, limit), names: Object.fromEntries(names), hasMore: rows.length > limit })
}
