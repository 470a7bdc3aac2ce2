import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps a proposed list in the name of who proposes; answers its id. */
export async function insertDestruction(
  tx: Tx,
  { actor }: Scope,
  of: {
    readonly organizationId: string
    readonly reason: string
    readonly proposedOn: LegalDay
    readonly papers: readonly {
      readonly petitionId: string
      readonly code: string
      readonly kind: string
      readonly filedUntil: LegalDay
    }[]
  },
): Promise<string> {
  const { organizationId, reason, proposedOn, papers } = of
  const id = newId()
  await tx.petitionDestruction.createMany({
    data: [
      {
        ...{ id, organizationId, reason, proposedOn: dateOf(proposedOn) },
        ...{ proposedBy: actor.userId, proposedByName: actor.name },
      },
    ],
  })
  await tx.petitionDestructionItem.createMany({
    data: papers.map(({ petitionId, code, kind, filedUntil }) => ({
      ...{ id: newId(), organizationId, destructionId: id, petitionId, petitionCode: code, kind },
      filedUntil: dateOf(filedUntil),
    })),
  })
  return id
}

/** Decides a list in the actor's name; false when somebody else has changed it since. */
export async function decideDestruction(
  tx: Tx,
  { actor }: Scope,
  of: {
    readonly destructionId: string
    readonly version: number
    readonly decidedOn: LegalDay
    readonly decisionNumber: string
    readonly refusalReason: string
  },
): Promise<boolean> {
  const { destructionId, version, decidedOn, decisionNumber, refusalReason } = of
  const { count } = await tx.petitionDestruction.updateMany({
    where: { id: destructionId, version, state: 'proposed' },
    data: {
      ...{ state: decisionNumber === '' ? 'refused' : 'decided', decisionNumber, refusalReason },
      ...{
        decidedBy: actor.userId,
        decidedByName: actor.name,
        decidedOn: dateOf(decidedOn),
        version: { increment: 1 },
      },
    },
  })
  return count === 1
}

/** The decided lists that are still to be carried out, with their papers; for the job's service. */
export async function listDecidedItems(tx: Tx, _scope: Scope): Promise<{ destructionId: string; itemId: string }[]> {
  return tx.$queryRaw<{ destructionId: string; itemId: string }[]>`
    select d.id::text as "destructionId", i.id::text as "itemId" from petition_destruction d join petition_destruction_item i on i.destruction_id = d.id
     where d.state = 'decided' and i.outcome is null order by d.id, i.petition_code limit 2000`
}

/** Carries one paper of a decided list out; null when that was done already. */
export async function destroyPetition(tx: Tx, _scope: Scope, itemId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { outcome: string | null }[]
  >`select app.destroy_petition(${itemId}::uuid) as outcome`
  return row?.outcome ?? null
}

/** Marks lists as carried out whose every paper has its outcome; answers how many. */
export async function finishDestructions(tx: Tx, _scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<{ done: number }[]>`select app.finish_destructions() as done`
  return row?.done ?? 0
}
