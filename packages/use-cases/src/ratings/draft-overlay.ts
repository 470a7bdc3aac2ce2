import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findOverlay } from '@nq15/db/ratings/rule-overlay.read'
import { dropOverlay, insertOverlay, updateOverlay } from '@nq15/db/ratings/rule-overlay.write'
import type { Scope } from '@nq15/db/scope'
import { campaignRulesOfYear, type OverlayRefusal, ratingRuleSets } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { hashOfContent, overlayOf, readChoices, ruleSetNamed } from './overlay-content.ts'

export type DraftOverlayRefusal =
  | { readonly code: 'NOT_FOUND' | 'NO_RULE_SET_FOR_YEAR' | 'CHANGED_MEANWHILE' | 'NOT_A_DRAFT' }
  | OverlayRefusal

const permissions = ['campaign:setup'] as const

type Draft = {
  readonly requestId: string
  readonly title: string
  /** Options, sheets, calendar and rounds as a page or a file gives them. */
  readonly choices: unknown
  readonly now: Date
}

/** Begins the draft of a committee's own rules for a year; validated from the first save on. */
export async function createOverlayDraft(
  db: Database,
  scope: Scope,
  command: Draft & { readonly organizationId: string; readonly year: number },
): Promise<Result<{ id: string }, DraftOverlayRefusal>> {
  const { requestId, organizationId, year, title, now } = command
  const rules = campaignRulesOfYear(ratingRuleSets, year)
  if (!rules.ok) return refuse({ code: 'NO_RULE_SET_FOR_YEAR' })
  const choices = readChoices(command.choices, rules.value)
  if (!choices.ok) return choices
  return actOnce(db, scope, { requestId, useCase: 'create-overlay-draft', permissions }, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const issuer = (await nameOrganizations(tx, scope, [organizationId])).get(organizationId) ?? organizationId
    const content = overlayOf(choices.value, { year, issuer, decision: null })
    const draft = { title, content, contentHash: hashOfContent(content), at: now }
    return ok({ id: await insertOverlay(tx, scope, { ...draft, organizationId, year, ruleSetCode: rules.value.code }) })
  })
}

type Change = { readonly requestId: string; readonly overlayId: string; readonly version: number }

/** Saves a draft; a version that has moved on is a conflict, and nothing typed is lost on the page. */
export async function saveOverlayDraft(
  db: Database,
  scope: Scope,
  command: Draft & Change,
): Promise<Result<{ version: number }, DraftOverlayRefusal>> {
  const { requestId, overlayId, version, title, now } = command
  return actOnce(db, scope, { requestId, useCase: 'save-overlay-draft', permissions }, async (tx) => {
    const overlay = await findOverlay(tx, scope, overlayId)
    if (!overlay || !(await isWithin(tx, scope, overlay.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (overlay.state !== 'draft') return refuse({ code: 'NOT_A_DRAFT' })
    const rules = ruleSetNamed(overlay.ruleSetCode)
    if (!rules.ok) return rules
    const choices = readChoices(command.choices, rules.value)
    if (!choices.ok) return choices
    const names = await nameOrganizations(tx, scope, [overlay.organizationId])
    const issuer = names.get(overlay.organizationId) ?? overlay.organizationId
    const content = overlayOf(choices.value, { year: overlay.year, issuer, decision: null })
    const draft = { title, content, contentHash: hashOfContent(content), at: now, editedBy: overlay.editedBy }
    const saved = await updateOverlay(tx, scope, { id: overlayId, version, ...draft })
    return saved === null ? refuse({ code: 'CHANGED_MEANWHILE' }) : ok({ version: saved })
  })
}

/** Puts a draft away. What was published stays. */
export async function dropOverlayDraft(
  db: Database,
  scope: Scope,
  { requestId, overlayId, version }: Change,
): Promise<Result<null, DraftOverlayRefusal>> {
  return actOnce(db, scope, { requestId, useCase: 'drop-overlay-draft', permissions }, async (tx) => {
    const overlay = await findOverlay(tx, scope, overlayId)
    if (!overlay || !(await isWithin(tx, scope, overlay.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (overlay.state !== 'draft') return refuse({ code: 'NOT_A_DRAFT' })
    return (await dropOverlay(tx, scope, { id: overlayId, version })) ? ok(null) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
