import type { ReportDefinition, ReportFormCode } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

type Drafted = {
  readonly basis: string
  readonly content: ReportDefinition
  readonly contentHash: string
  readonly at: Date
}

/** Lets one change of a form happen at a time; held until the transaction ends. */
export async function lockEditions(tx: Tx, _scope: Scope, code: ReportFormCode): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('petition_report_definition:' || ${code}::text))) held`
}

/** Keeps a new draft of the actor's. */
export async function insertEdition(
  tx: Tx,
  { actor }: Scope,
  draft: Drafted & {
    readonly organizationId: string
    readonly formCode: ReportFormCode
    readonly number: number
    readonly replacesNumber: number
  },
): Promise<string> {
  const { at, ...rest } = draft
  const id = newId()
  const typed = { draftedBy: actor.userId, draftedByName: actor.name, editedBy: [actor.userId] }
  await tx.petitionReportDefinition.createMany({ data: [{ ...rest, ...typed, id, updatedAt: at }] })
  return id
}

type Version = { readonly id: string; readonly version: number }

/** Saves a draft, the actor among those who typed it; false when it is no draft of this version any more. */
export async function updateEdition(
  tx: Tx,
  { actor }: Scope,
  { id, version, editedBy, at, ...draft }: Version & Drafted & { readonly editedBy: readonly string[] },
): Promise<boolean> {
  const { count } = await tx.petitionReportDefinition.updateMany({
    where: { id, version, state: 'draft' },
    data: {
      ...draft,
      editedBy: [...new Set([...editedBy, actor.userId])],
      updatedAt: at,
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Publishes a draft for ever as it stands, or puts it away; false when it is no draft of this version any more. */
export async function settleEdition(
  tx: Tx,
  { actor }: Scope,
  { id, version, state, at }: Version & { readonly state: 'published' | 'dropped'; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.petitionReportDefinition.updateMany({
    where: { id, version, state: 'draft' },
    data: {
      state,
      updatedAt: at,
      version: { increment: 1 },
      ...(state === 'published' ? { publishedBy: actor.userId, publishedByName: actor.name, publishedAt: at } : {}),
    },
  })
  return count === 1
}
