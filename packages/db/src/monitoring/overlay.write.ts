import type { Overlay } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Stores a draft of a city's own thresholds; answers its id. */
export async function insertOverlay(
  tx: Tx,
  { actor }: Scope,
  draft: {
    readonly organizationId: string
    readonly number: number
    readonly effectiveFrom: LegalDay
    readonly basis: string
    readonly content: Overlay
    readonly contentHash: string
  },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    insert into indicator_overlay (id, organization_id, number, effective_from, basis, content, content_hash, drafted_by, drafted_by_name)
    values (${id}::uuid, ${draft.organizationId}::uuid, ${draft.number}, ${draft.effectiveFrom}::date, ${draft.basis}, ${JSON.stringify(draft.content)}::jsonb,
      ${draft.contentHash}, ${actor.userId}::uuid, ${actor.name})`
  return id
}

/** Writes a draft anew, in the name of who does it now; false when it is no draft of this version any more. */
export async function rewriteOverlay(
  tx: Tx,
  { actor }: Scope,
  draft: {
    readonly id: string
    readonly version: number
    readonly effectiveFrom: LegalDay
    readonly basis: string
    readonly content: Overlay
    readonly contentHash: string
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update indicator_overlay set effective_from = ${draft.effectiveFrom}::date, basis = ${draft.basis}, content = ${JSON.stringify(draft.content)}::jsonb,
        content_hash = ${draft.contentHash}, drafted_by = ${actor.userId}::uuid, drafted_by_name = ${actor.name}, drafted_at = clock_timestamp(), version = version + 1
     where id = ${draft.id}::uuid and version = ${draft.version} and state = 'draft'`
  return changed === 1
}

/** Publishes a draft as it stands, or drops it; false when it is no draft of this version any more. */
export async function settleOverlay(
  tx: Tx,
  { actor }: Scope,
  { id, version, state }: { readonly id: string; readonly version: number; readonly state: 'published' | 'dropped' },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update indicator_overlay set state = ${state}, version = version + 1,
        published_by = case when ${state} = 'published' then ${actor.userId}::uuid end,
        published_by_name = case when ${state} = 'published' then ${actor.name} end,
        published_at = case when ${state} = 'published' then clock_timestamp() end
     where id = ${id}::uuid and version = ${version} and state = 'draft'`
  return changed === 1
}
