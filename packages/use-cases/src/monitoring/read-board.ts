import type { Database } from '@nq15/db/client'
import {
  type AskedCounts,
  type ChangeRow,
  countAsked,
  countKinds,
  countStanding,
  type KindCount,
  listChanges,
  listPlaceLevels,
  type PlaceLevels,
  type StandingCount,
} from '@nq15/db/monitoring/board.read'
import { listWatchLists, type WatchListRow } from '@nq15/db/monitoring/watch-list.read'
import { countLevelsOn, type LevelOnDay } from '@nq15/db/monitoring/watch-quarter.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import { lastDayOf, meetingsAround, quarterOf, shiftQuarter } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'

/** The board of a list on a day: every figure with what it was counted from, and nothing about a person. */
export type Board = {
  readonly day: LegalDay
  readonly meeting: { readonly last: LegalDay; readonly next: LegalDay }
  /** The lists whose organization is within the reader's reach. */
  readonly lists: readonly WatchListRow[]
  readonly list: WatchListRow | null
  readonly standing: readonly StandingCount[]
  readonly changes: readonly ChangeRow[]
  /** The length of the list at the ends of the last quarters and on the day, by level. */
  readonly trend: { readonly days: readonly LegalDay[]; readonly counts: readonly LevelOnDay[] }
  /** The length before the last meeting. */
  readonly before: number
  readonly places: readonly PlaceLevels[]
  readonly kinds: readonly KindCount[]
  readonly asked: AskedCounts
}

const quartersShown = 7

/** Reads the board in a fixed number of statements, however large the city. `listId` chooses a list, else the first one. */
export async function readBoard(
  db: Database,
  scope: Scope,
  { listId, day }: { readonly listId: string | null; readonly day: LegalDay },
): Promise<Board> {
  const meeting = meetingsAround(day)
  const now = quarterOf(day)
  const ends = Array.from({ length: quartersShown }, (_, at) => lastDayOf(shiftQuarter(now, at - quartersShown)))
  const days = [...ends, day]
  return db.asReader(scope, async (tx) => {
    const all = await listWatchLists(tx, scope)
    const own = all.filter((one) => one.isWithin)
    // An organization that is listed reads the board of the list it stands on, as far as it sees: itself.
    const lists = own.length > 0 ? own : all.slice(0, 1)
    const list = lists.find((one) => one.listId === listId) ?? lists[0] ?? null
    const of = list === null ? null : { listId: list.listId, day }
    const counts = list
      ? await countLevelsOn(tx, scope, { listId: list.listId, days: [...days, addDays(meeting.last, -1)] })
      : []
    const onBefore = counts.filter((one) => one.day === addDays(meeting.last, -1))
    return {
      day,
      meeting,
      lists,
      list,
      standing: of ? await countStanding(tx, scope, of) : [],
      changes: list ? await listChanges(tx, scope, { listId: list.listId, from: meeting.last }) : [],
      trend: { days, counts: counts.filter((one) => days.includes(one.day)) },
      before: onBefore.reduce((sum, { count }) => sum + count, 0),
      places: await listPlaceLevels(tx, scope, { listId: list?.listId ?? noList, day }),
      kinds: await countKinds(tx, scope, day),
      asked: await countAsked(tx, scope, day),
    }
  })
}

/** Stands for "on no list" where a statement wants an id. */
const noList = '00000000-0000-0000-0000-000000000000'
