import type { Database } from '@nq15/db/client'
import { listOverlays, nextOverlayNumber } from '@nq15/db/monitoring/overlay.read'
import { insertOverlay, rewriteOverlay, settleOverlay } from '@nq15/db/monitoring/overlay.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { applyOverlay, catalogueOn, type Overlay, type OverlayFinding } from '@nq15/domain/monitoring'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'

export type OverlayRefusal =
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'DAY_BEHIND' | 'NO_CATALOGUE' | 'SAME_PERSON' }
  | { readonly code: 'OVERLAY_INVALID'; readonly findings: readonly OverlayFinding[] }

type Draft = {
  readonly requestId: string
  readonly organizationId: string
  readonly effectiveFrom: LegalDay
  readonly basis: string
  readonly content: Overlay
  /** The draft that is written anew; null for a new one. */
  readonly draft: { readonly id: string; readonly version: number } | null
  readonly now: Date
}

/** Drafts a city's own thresholds and indicators, for `monitoring:setup`; whatever does not fit the catalogue is said at once. */
export async function draftOverlay(
  db: Database,
  scope: Scope,
  { requestId, organizationId, effectiveFrom, basis, content, draft, now }: Draft,
): Promise<Result<{ readonly id: string; readonly number: number }, OverlayRefusal>> {
  const act = { requestId, useCase: 'draft-indicator-overlay', permissions: ['monitoring:setup'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ id: string; number: number }, OverlayRefusal>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (effectiveFrom < todayInHanoi(now)) return refuse({ code: 'DAY_BEHIND' })
    const shipped = catalogueOn(effectiveFrom)
    if (!shipped.ok) return refuse({ code: 'NO_CATALOGUE' })
    const standing = (await listOverlays(tx, scope, [organizationId])).find(({ state }) => state === 'draft')
    const number = standing?.number ?? (await nextOverlayNumber(tx, scope, organizationId))
    const applied = applyOverlay(shipped.value, content, number)
    if (!applied.ok) return refuse({ code: 'OVERLAY_INVALID', findings: applied.refusal })
    const contentHash = hashText(JSON.stringify(content))
    if ((standing?.id ?? null) !== (draft?.id ?? null)) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (standing && draft) {
      const rewritten = await rewriteOverlay(tx, scope, { ...draft, effectiveFrom, basis, content, contentHash })
      return rewritten ? ok({ id: standing.id, number }) : refuse({ code: 'CHANGED_MEANWHILE' })
    }
    const id = await insertOverlay(tx, scope, { organizationId, number, effectiveFrom, basis, content, contentHash })
    await emit(tx, scope, {
      type: 'monitoring.overlay-drafted',
      organizationId,
      recordTable: 'indicator_overlay',
      recordId: id,
      payload: { number, effectiveOn: effectiveFrom },
    })
    return ok({ id, number })
  })
}

type Settle = {
  readonly requestId: string
  readonly organizationId: string
  readonly id: string
  readonly version: number
  readonly now: Date
}

/** Publishes a draft, for `monitoring:publish`: by another person than who drafted it. From then on it never changes. */
export async function publishOverlay(
  db: Database,
  scope: Scope,
  { requestId, organizationId, id, version, now }: Settle,
): Promise<Result<{ readonly number: number }, OverlayRefusal>> {
  const act = { requestId, useCase: 'publish-indicator-overlay', permissions: ['monitoring:publish'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ number: number }, OverlayRefusal>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const draft = (await listOverlays(tx, scope, [organizationId])).find(
      (one) => one.id === id && one.state === 'draft',
    )
    if (!draft) return refuse({ code: 'NOT_FOUND' })
    if (draft.draftedBy === scope.actor.userId) return refuse({ code: 'SAME_PERSON' })
    if (draft.effectiveFrom < todayInHanoi(now)) return refuse({ code: 'DAY_BEHIND' })
    const shipped = catalogueOn(draft.effectiveFrom)
    if (!shipped.ok) return refuse({ code: 'NO_CATALOGUE' })
    const applied = applyOverlay(shipped.value, draft.content, draft.number)
    if (!applied.ok) return refuse({ code: 'OVERLAY_INVALID', findings: applied.refusal })
    if (!(await settleOverlay(tx, scope, { id, version, state: 'published' })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, scope, {
      type: 'monitoring.overlay-published',
      organizationId,
      recordTable: 'indicator_overlay',
      recordId: id,
      payload: { number: draft.number, effectiveOn: draft.effectiveFrom },
    })
    return ok({ number: draft.number })
  })
}

/** Drops a draft, for `monitoring:setup`. */
export async function dropOverlay(
  db: Database,
  scope: Scope,
  { requestId, organizationId, id, version }: Settle,
): Promise<Result<{ readonly id: string }, OverlayRefusal>> {
  const act = { requestId, useCase: 'drop-indicator-overlay', permissions: ['monitoring:setup'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<{ id: string }, OverlayRefusal>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const dropped = await settleOverlay(tx, scope, { id, version, state: 'dropped' })
    return dropped ? ok({ id }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
