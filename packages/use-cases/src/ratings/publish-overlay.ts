import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { findOverlay } from '@nq15/db/ratings/rule-overlay.read'
import { publishOverlay as storePublished } from '@nq15/db/ratings/rule-overlay.write'
import type { Scope } from '@nq15/db/scope'
import { applyOverlay, overlaySchema } from '@nq15/domain/ratings'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { hashOfContent, ruleSetNamed } from './overlay-content.ts'

export type PublishOverlayRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'NOT_A_DRAFT'
    | 'SAME_PERSON'
    | 'CAMPAIGN_EXISTS'
    | 'CHANGED_MEANWHILE'
    | 'OVERLAY_INVALID'
    | 'NO_RULE_SET_FOR_YEAR'
    | 'DECIDED_IN_FUTURE'
}

type Command = {
  readonly requestId: string
  readonly overlayId: string
  readonly version: number
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly today: LegalDay
  readonly now: Date
}

/**
 * Publishes a draft for ever, by a person who typed nothing in it and with the decision it rests on. Refused once the year's
 * campaign was prepared: a campaign is pinned to the rules it began with.
 */
export async function publishOverlay(
  db: Database,
  scope: Scope,
  command: Command,
): Promise<Result<null, PublishOverlayRefusal>> {
  const { requestId, overlayId, version, decisionNumber, decidedOn, today, now } = command
  const act = { requestId, useCase: 'publish-overlay', permissions: ['campaign:setup'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const overlay = await findOverlay(tx, scope, overlayId)
    if (!overlay || !(await isWithin(tx, scope, overlay.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (overlay.state !== 'draft') return refuse({ code: 'NOT_A_DRAFT' })
    if (overlay.editedBy.includes(scope.actor.userId)) return refuse({ code: 'SAME_PERSON' })
    if (decidedOn > today) return refuse({ code: 'DECIDED_IN_FUTURE' })
    if (await findCampaignOfYear(tx, scope, overlay.year)) return refuse({ code: 'CAMPAIGN_EXISTS' })
    const rules = ruleSetNamed(overlay.ruleSetCode)
    if (!rules.ok) return rules
    const content = { ...overlaySchema.parse(overlay.content), decision: { number: decisionNumber, day: decidedOn } }
    if (!applyOverlay(rules.value, content).ok) return refuse({ code: 'OVERLAY_INVALID' })
    const { id, organizationId, year } = overlay
    const published = { decisionNumber, decidedOn, content, contentHash: hashOfContent(content), at: now }
    const done = await storePublished(tx, scope, { id, version, organizationId, year, ...published })
    return done ? ok(null) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
