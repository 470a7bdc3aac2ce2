import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const overlayStates = ['draft', 'published', 'dropped'] as const
const stored = z.object({ state: z.enum(overlayStates) })

/** A committee's overlay as it is drafted or published; `content` is for the domain to read. */
export type StoredOverlay = {
  readonly id: string
  readonly organizationId: string
  readonly ruleSetCode: string
  readonly year: number
  readonly title: string
  readonly content: unknown
  readonly contentHash: string
  readonly state: (typeof overlayStates)[number]
  readonly draftedByName: string
  /** Everybody who typed anything in it; none of them publishes it. */
  readonly editedBy: readonly string[]
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
  readonly publishedByName: string | null
  readonly publishedAt: Date | null
  readonly supersededAt: Date | null
  readonly version: number
  readonly updatedAt: Date
}

type Row = Awaited<ReturnType<Tx['ruleOverlay']['findFirstOrThrow']>>
const toOverlay = ({ draftedBy: _, publishedBy: __, ...row }: Row): StoredOverlay => ({
  ...row,
  ...stored.parse(row),
  decidedOn: row.decidedOn && dayOf(row.decidedOn),
})

/** Overlays that are drafted or published, newest year first; dropped drafts are not shown. */
export async function listOverlays(tx: Tx, _scope: Scope): Promise<StoredOverlay[]> {
  const rows = await tx.ruleOverlay.findMany({
    where: { state: { not: 'dropped' } },
    orderBy: [{ year: 'desc' }, { updatedAt: 'desc' }],
    take: 200,
  })
  return rows.map(toOverlay)
}

/** One overlay, or null. */
export async function findOverlay(tx: Tx, _scope: Scope, id: string): Promise<StoredOverlay | null> {
  const row = isId(id) ? await tx.ruleOverlay.findUnique({ where: { id } }) : null
  return row && toOverlay(row)
}

/**
 * The published overlays that stand for an organization in a year, from the highest above down to its own: the order in which
 * they are laid.
 */
export async function listStandingOverlays(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, asOf }: { organizationId: string; year: number; asOf: LegalDay },
): Promise<StoredOverlay[]> {
  if (!isId(organizationId)) return []
  const ids = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text as id from rule_overlay o
     where o.year = ${year} and o.state = 'published' and o.superseded_at is null
       and exists (select from app.organization_reach r where r.above_id = o.organization_id and r.organization_id = ${organizationId}::uuid
         and r.valid_from <= ${asOf}::date and ${asOf}::date < r.valid_to)
     order by (select count(*) from app.organization_reach r where r.organization_id = o.organization_id
       and r.valid_from <= ${asOf}::date and ${asOf}::date < r.valid_to), o.published_at`
  const rows = await tx.ruleOverlay.findMany({ where: { id: { in: ids.map(({ id }) => id) } } })
  const byId = new Map(rows.map((row) => [row.id, toOverlay(row)]))
  return ids.flatMap(({ id }) => byId.get(id) ?? [])
}
