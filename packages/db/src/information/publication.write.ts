import type { Acknowledgement } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps what is published of a question, as it is approved; the database takes nothing else. */
export async function insertPublication(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly issueId: string
    readonly organizationId: string
    readonly code: string
    readonly topic: string
    readonly place: string
    readonly question: string
    readonly answer: string
    readonly officer: string
    readonly channel: string
    readonly publishedAt: string
    readonly publishedOn: LegalDay
    readonly nextUpdateOn: LegalDay | null
  },
): Promise<void> {
  const { publishedOn, nextUpdateOn, ...rest } = of
  const position = (await tx.informationPublication.count({ where: { issueId: of.issueId } })) + 1
  await tx.informationPublication.createMany({
    data: [
      {
        ...{ ...rest, id: newId(), position, publishedOn: dateOf(publishedOn) },
        nextUpdateOn: nextUpdateOn === null ? null : dateOf(nextUpdateOn),
      },
    ],
  })
}

/** Keeps what a cell says of its meeting on an answer; version 0 is the first word. False when somebody else was faster. */
export async function keepAcknowledgement(
  tx: Tx,
  _scope: Scope,
  of: Acknowledgement & { readonly publicationId: string; readonly organizationId: string; readonly version: number },
): Promise<boolean> {
  const { publicationId, organizationId, version, heldOn, present } = of
  if (version === 0) {
    const { count } = await tx.informationAcknowledgement.createMany({
      data: [{ id: newId(), publicationId, organizationId, present, heldOn: dateOf(heldOn) }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.informationAcknowledgement.updateMany({
    where: { publicationId, organizationId, version },
    data: { present, heldOn: dateOf(heldOn), version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}
