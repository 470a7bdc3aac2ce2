import { type Overlay, overlaySchema } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Thresholds of a city's own: a draft, or a published version of its rules. */
export type OverlayRow = {
  readonly id: string
  readonly organizationId: string
  readonly number: number
  readonly effectiveFrom: LegalDay
  readonly basis: string
  readonly content: Overlay
  readonly contentHash: string
  readonly state: 'draft' | 'published' | 'dropped'
  readonly draftedBy: string
  readonly draftedByName: string
  readonly draftedAt: Date
  readonly publishedByName: string | null
  readonly publishedAt: Date | null
  readonly version: number
}

/** The overlays of organizations, the newest number first. A directory: everybody who has entered reads the rules. */
export async function listOverlays(tx: Tx, _scope: Scope, organizationIds: readonly string[]): Promise<OverlayRow[]> {
  const rows = await tx.$queryRaw<(Omit<OverlayRow, 'content'> & { content: unknown })[]>`
    select id::text, organization_id::text as "organizationId", number, to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom", basis, content,
        content_hash as "contentHash", state, drafted_by::text as "draftedBy", drafted_by_name as "draftedByName", drafted_at as "draftedAt",
        published_by_name as "publishedByName", published_at as "publishedAt", version
      from indicator_overlay where organization_id = any (${[...organizationIds]}::uuid[]) and state <> 'dropped' order by number desc`
  return rows.map((row) => ({ ...row, content: overlaySchema.parse(row.content) }))
}

/** The number the next overlay of an organization takes. */
export async function nextOverlayNumber(tx: Tx, _scope: Scope, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ next: number }[]>`
    select coalesce(max(number), 0)::int + 1 as next from indicator_overlay where organization_id = ${organizationId}::uuid`
  return row?.next ?? 1
}
