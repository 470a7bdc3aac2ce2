import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

type Drafted = {
  readonly title: string
  readonly content: object
  readonly contentHash: string
  readonly at: Date
}

/** Keeps a new draft of the actor's. */
export async function insertOverlay(
  tx: Tx,
  { actor }: Scope,
  draft: Drafted & { readonly organizationId: string; readonly ruleSetCode: string; readonly year: number },
): Promise<string> {
  const { at, content, ...rest } = draft
  const id = newId()
  await tx.ruleOverlay.createMany({
    data: [
      {
        ...rest,
        id,
        content: content as Prisma.InputJsonObject,
        draftedBy: actor.userId,
        draftedByName: actor.name,
        editedBy: [actor.userId],
        updatedAt: at,
      },
    ],
  })
  return id
}

type Version = { readonly id: string; readonly version: number }

/** Saves a draft, the actor among those who typed it; null when somebody else changed it meanwhile. */
export async function updateOverlay(
  tx: Tx,
  { actor }: Scope,
  { id, version, editedBy, at, content, ...draft }: Version & Drafted & { readonly editedBy: readonly string[] },
): Promise<number | null> {
  const { count } = await tx.ruleOverlay.updateMany({
    where: { id, version, state: 'draft' },
    data: {
      ...draft,
      content: content as Prisma.InputJsonObject,
      editedBy: [...new Set([...editedBy, actor.userId])],
      updatedAt: at,
      version: { increment: 1 },
    },
  })
  return count === 1 ? version + 1 : null
}

/** Puts a draft away; false when it was changed or published meanwhile. */
export async function dropOverlay(tx: Tx, _scope: Scope, { id, version }: Version): Promise<boolean> {
  const { count } = await tx.ruleOverlay.updateMany({
    where: { id, version, state: 'draft' },
    data: { state: 'dropped', version: { increment: 1 } },
  })
  return count === 1
}

type Publishing = Version & {
  readonly organizationId: string
  readonly year: number
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  /** The content with the decision put in. */
  readonly content: object
  readonly contentHash: string
  readonly at: Date
}

/** Publishes a draft for ever and marks the one it replaces; false when it was changed meanwhile. */
export async function publishOverlay(tx: Tx, { actor }: Scope, publishing: Publishing): Promise<boolean> {
  const { id, version, organizationId, year, at, content, contentHash, decisionNumber, decidedOn } = publishing
  await tx.ruleOverlay.updateMany({
    where: { organizationId, year, state: 'published', supersededAt: null },
    data: { supersededAt: at },
  })
  const { count } = await tx.ruleOverlay.updateMany({
    where: { id, version, state: 'draft' },
    data: {
      state: 'published',
      content: content as Prisma.InputJsonObject,
      contentHash,
      decisionNumber,
      decidedOn: dateOf(decidedOn),
      publishedBy: actor.userId,
      publishedByName: actor.name,
      publishedAt: at,
      updatedAt: at,
      version: { increment: 1 },
    },
  })
  return count === 1
}
