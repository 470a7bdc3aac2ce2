import type { Database } from '@nq15/db/client'
import { listOpenSigns, type OpenSign } from '@nq15/db/monitoring/open-sign.read'
import {
  findEndingSuccession,
  findWatchEntry,
  listWatchSteps,
  readWatchBodies,
  type WatchEntryRow,
  type WatchStepRow,
} from '@nq15/db/monitoring/watch-entry.read'
import { findWatchList, type WatchListRow } from '@nq15/db/monitoring/watch-list.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listStandingObjections, type StandingObjection } from '@nq15/db/privacy/objection.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type MonitoringLocale, saySignal } from '@nq15/domain/monitoring'
import { readCleared } from './read-cleared.ts'

/** A sign as a sentence with what it rests on. */
export type SaidSign = Omit<OpenSign, 'facts' | 'raisedAt'> & { readonly sentence: string; readonly raisedAt: string }

/** An entry with its steps, its signs of today, and what the figures say of the first condition of removal. */
export type WatchEntryPage = {
  readonly entry: Omit<WatchEntryRow, 'proposers' | 'plan' | 'review'> & {
    readonly plan: { readonly reference: string; readonly source: string; readonly completedOn: string | null } | null
    readonly review: { readonly isPositive: boolean; readonly reference: string } | null
  }
  readonly list: WatchListRow
  readonly bodyName: string
  readonly bodyStands: boolean
  readonly steps: readonly (Omit<WatchStepRow, 'actedAt'> & { readonly actedAt: string })[]
  readonly signs: readonly SaidSign[]
  /** R1 as the screened quarters say it. */
  readonly cleared: 'yes' | 'no' | 'unknown'
  /** The act of the register that ended the organization, when it has ended. */
  readonly ended: { readonly successionId: string; readonly kind: string; readonly onDay: string } | null
  readonly objections: readonly StandingObjection[]
  /** Whether the reader proposed or appraised it himself, so that he does not decide. */
  readonly isProposer: boolean
  /** Whether the reader acts for the body of the list. */
  readonly standsForBody: boolean
}

/** Says an open sign; small counts of persons are hidden from who reads from above. */
export function saidSign({ facts, raisedAt, ...sign }: OpenSign, locale: MonitoringLocale): SaidSign {
  const sentence = sign.kind === 'manual' ? (sign.evidence ?? '') : saySignal(facts, { locale, hidesSmall: true })
  return { ...sign, sentence, raisedAt: raisedAt.toISOString() }
}

/** Reads one entry for whoever may see its organization; null else. */
export async function readWatchEntry(
  db: Database,
  scope: Scope,
  { entryId, locale, now }: { readonly entryId: string; readonly locale: MonitoringLocale; readonly now: Date },
): Promise<WatchEntryPage | null> {
  return db.asReader(scope, async (tx) => {
    const entry = await findWatchEntry(tx, scope, entryId)
    const list = entry && (await findWatchList(tx, scope, entry.listId))
    if (!entry || !list) return null
    const { organizationId, bodyId, signs, proposers, plan, review, ...rest } = entry
    const steps = await listWatchSteps(tx, scope, [entryId])
    const bodies = await readWatchBodies(tx, scope, { bodyId, organizationId, newBodyId: null })
    return {
      entry: {
        ...rest,
        organizationId,
        bodyId,
        signs,
        plan: plan && { reference: plan.reference, source: plan.source, completedOn: plan.completedOn },
        review: review && { isPositive: review.isPositive, reference: review.reference },
      },
      list,
      bodyName: (await nameOrganizations(tx, scope, [bodyId])).get(bodyId) ?? '…',
      bodyStands: bodies.stands,
      steps: steps.map(({ actedAt, ...step }) => ({ ...step, actedAt: actedAt.toISOString() })),
      signs: (await listOpenSigns(tx, scope, { organizationIds: [organizationId], below: false, limit: 50 })).map(
        (one) => saidSign(one, locale),
      ),
      cleared: await readCleared(tx, scope, { organizationId, signs, rules: list.rules, today: todayInHanoi(now) }),
      ended: await findEndingSuccession(tx, scope, { organizationId, successionId: null }),
      objections: await listStandingObjections(tx, scope, { recordTable: 'watch_entry', recordIds: [entryId] }),
      isProposer: proposers.includes(scope.actor.userId),
      standsForBody: await isWithin(tx, scope, bodyId),
    }
  })
}
