import type { Redaction, RenditionPaper } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Lists a paper of a denunciation in the actor's name; answers its id. */
export async function insertRenditionPaper(
  tx: Tx,
  { actor }: Scope,
  of: RenditionPaper & {
    readonly organizationId: string
    readonly petitionId: string
    readonly number: number
    readonly addedOn: LegalDay
  },
): Promise<string> {
  const { addedOn, ...rest } = of
  const id = newId()
  await tx.petitionPaper.createMany({
    data: [{ ...rest, id, addedOn: dateOf(addedOn), addedBy: actor.userId, addedByName: actor.name }],
  })
  return id
}

/** Writes down who covered what on a copy, before its file is kept in the same transaction. */
export async function insertRedaction(
  tx: Tx,
  { actor }: Scope,
  of: Pick<Redaction, 'way' | 'covered' | 'note'> & {
    readonly organizationId: string
    readonly petitionId: string
    readonly paperId: string
    readonly attachmentId: string
  },
): Promise<void> {
  const { way, covered, note, organizationId, petitionId, paperId, attachmentId } = of
  await tx.petitionRedaction.createMany({
    data: [
      {
        ...{ id: newId(), organizationId, petitionId, paperId, attachmentId, way, covered, note },
        ...{ madeBy: actor.userId, madeByName: actor.name },
      },
    ],
  })
}

/** Takes a copy back: nobody reads it from now on, and its content goes. False when that was done already. */
export async function withdrawRedaction(
  tx: Tx,
  { actor }: Scope,
  { redactionId, reason }: { readonly redactionId: string; readonly reason: string },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    select app.withdraw_redaction(${redactionId}::uuid, ${actor.name}, ${reason}) as done`
  return row?.done ?? false
}
