import type { Database } from '@nq15/db/client'
import { listColours, listOpenSigns } from '@nq15/db/monitoring/open-sign.read'
import { listWatchEntries, type WatchEntryRow } from '@nq15/db/monitoring/watch-entry.read'
import { listWatchLists, type WatchListRow } from '@nq15/db/monitoring/watch-list.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import type { MonitoringLocale } from '@nq15/domain/monitoring'
import { type SaidSign, saidSign } from './read-watch-entry.ts'

/** What monitoring says of one organization: its signs now and over time, and its times on lists. */
export type OrganizationWatch = {
  readonly signs: readonly SaidSign[]
  /** The signs of what stands below it, the gravest first. */
  readonly below: readonly SaidSign[]
  readonly entries: readonly Pick<
    WatchEntryRow,
    'entryId' | 'listId' | 'state' | 'levelCode' | 'severity' | 'listedOn' | 'offOn' | 'reviewOn' | 'openedOn'
  >[]
  readonly lists: readonly WatchListRow[]
  /** Reds, yellows and unknown of each judged month, oldest first. */
  readonly months: readonly {
    readonly month: string
    readonly red: number
    readonly yellow: number
    readonly unknown: number
  }[]
  /** Attendance of meetings by month as it was judged (A1, A2), oldest first. */
  readonly meetings: readonly { readonly month: string; readonly code: string; readonly status: string }[]
}

const monthsShown = 12

/** Reads what monitoring says of an organization within the scope; null when it is not there for the reader. */
export async function readOrganizationWatch(
  db: Database,
  scope: Scope,
  { organizationId, locale }: { readonly organizationId: string; readonly locale: MonitoringLocale },
): Promise<OrganizationWatch | null> {
  return db.asReader(scope, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return null
    const own = await listOpenSigns(tx, scope, { organizationIds: [organizationId], below: false, limit: 50 })
    const all = await listOpenSigns(tx, scope, { organizationIds: [organizationId], below: true, limit: 60 })
    const entries = await listWatchEntries(tx, scope, { organizationId, limit: 50 })
    const colours = await listColours(tx, scope, { organizationId, codes: [], months: monthsShown })
    const months = [...new Set(colours.map(({ month }) => month))].toSorted()
    const count = (month: string, status: string) =>
      colours.filter((one) => one.month === month && one.status === status).length
    return {
      signs: own.map((one) => saidSign(one, locale)),
      below: all.filter((one) => one.organizationId !== organizationId).map((one) => saidSign(one, locale)),
      entries: entries.map(({ entryId, listId, state, levelCode, severity, listedOn, offOn, reviewOn, openedOn }) => ({
        ...{ entryId, listId, state, levelCode, severity, listedOn, offOn, reviewOn, openedOn },
      })),
      lists: await listWatchLists(tx, scope),
      months: months.map((month) => ({
        month,
        red: count(month, 'red'),
        yellow: count(month, 'yellow'),
        unknown: count(month, 'no-data'),
      })),
      meetings: colours.filter(({ code }) => code === 'A1' || code === 'A2').toReversed(),
    }
  })
}
