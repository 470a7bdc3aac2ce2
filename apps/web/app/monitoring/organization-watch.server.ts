import { watchLevelOf } from '@nq15/domain/monitoring'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { askMonitor } from '../server/monitor.server.ts'
import { findScope, type RequestArgs } from '../server/session.server.ts'
import { watchWords } from './watch-words.server.ts'

/** What the dossier shows of monitoring; null for who may not read it, or for whom the organization is not there. */
export async function organizationWatchOf(args: RequestArgs, person: SignedIn, organizationId: string) {
  if (findScope(person, 'watch:read') === null) return null
  const { locale } = watchWords(args.request)
  // The dossier stands without this part; a refusal here is no refusal of the page.
  const asked = await askMonitor(args, (monitor) => monitor.watch.organization.query({ organizationId, locale })).catch(
    () => null,
  )
  if (asked === null) return null
  if (!asked.up) return { up: false as const }
  const { signs, months, entries, lists, meetings } = asked.value
  return {
    up: true as const,
    organizationId,
    mayPropose: findScope(person, 'watch:propose') !== null,
    signs,
    months,
    meetings,
    entries: entries.map(({ entryId, listId, levelCode, state, listedOn, offOn }) => {
      const list = lists.find((one) => one.listId === listId)
      return {
        entryId,
        state,
        listedOn,
        offOn,
        listName: list?.name ?? '–',
        level: list ? (watchLevelOf(list.rules, levelCode)?.name ?? null) : null,
      }
    }),
  }
}
