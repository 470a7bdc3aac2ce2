import type { Database } from '@nq15/db/client'
import { listOpenSigns } from '@nq15/db/monitoring/open-sign.read'
import { listWatchEntries, listWatchSteps } from '@nq15/db/monitoring/watch-entry.read'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import type { Scope } from '@nq15/db/scope'
import { listedWatchStates, type MonitoringLocale, watchLevelOf } from '@nq15/domain/monitoring'
import { compareNames } from '@nq15/domain/shared'
import { saidSign } from './read-watch-entry.ts'

/** What a meeting is given on one organization of the list: since when, why, what was decided, what the figures say now. */
export type MeetingOrganization = {
  readonly name: string
  readonly level: string
  readonly severity: number | null
  readonly listedOn: string
  readonly reviewOn: string | null
  readonly state: string
  readonly signs: readonly { readonly code: string; readonly evidence: string; readonly observedOn: string }[]
  readonly now: readonly { readonly code: string; readonly sentence: string }[]
  readonly decisions: readonly {
    readonly onDay: string
    readonly number: string
    readonly body: string
    readonly reason: string
    readonly event: string
  }[]
}

export type Meeting = {
  readonly listName: string
  readonly organizationName: string
  readonly organizations: readonly MeetingOrganization[]
}

const most = 300

/** The papers of a meeting on a list, by level and name, in a fixed number of statements; null when it is not the reader's. */
export async function readMeeting(
  db: Database,
  scope: Scope,
  { listId, locale }: { readonly listId: string; readonly locale: MonitoringLocale },
): Promise<Meeting | null> {
  return db.asReader(scope, async (tx) => {
    const list = await findWatchList(tx, scope, listId)
    if (!list?.isWithin) return null
    const entries = await listWatchEntries(tx, scope, { listId, states: listedWatchStates, limit: most })
    const steps = await listWatchSteps(
      tx,
      scope,
      entries.map(({ entryId }) => entryId),
    )
    const organizationIds = entries.map(({ organizationId }) => organizationId)
    const signs = await listOpenSigns(tx, scope, { organizationIds, below: false, limit: most * 10 })
    const rank = (code: string | null) => watchLevelOf(list.rules, code)?.rank ?? 0
    const organizations = entries
      .toSorted(
        (one, other) =>
          rank(other.levelCode) - rank(one.levelCode) || compareNames(one.organizationName, other.organizationName),
      )
      .map(
        ({
          entryId,
          organizationId,
          organizationName,
          levelCode,
          severity,
          listedOn,
          reviewOn,
          state,
          ...entry
        }): MeetingOrganization => ({
          ...{ name: organizationName, severity, reviewOn, state },
          level: watchLevelOf(list.rules, levelCode)?.name ?? '–',
          listedOn: listedOn ?? '',
          signs: entry.signs.map(({ code, evidence, observedOn }) => ({ code, evidence, observedOn })),
          now: signs
            .filter((sign) => sign.organizationId === organizationId)
            .map((sign) => ({ code: sign.code, sentence: saidSign(sign, locale).sentence })),
          decisions: steps.flatMap((step) =>
            step.entryId === entryId && step.decisionNumber !== null
              ? [
                  {
                    ...{ onDay: step.onDay, number: step.decisionNumber, event: step.event },
                    body: step.decisionBody ?? '',
                    reason: step.reason ?? '',
                  },
                ]
              : [],
          ),
        }),
      )
    return { listName: list.name, organizationName: list.organizationName, organizations }
  })
}
