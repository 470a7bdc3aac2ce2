import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import { insertWatchList, updateWatchList } from '@nq15/db/monitoring/watch-list.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import type { WatchRules } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { brokenRule } from '../access/broken-rule.ts'
import { actOnce } from '../ratings/act-once.ts'

export type KeepListRefusal = { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'NAME_TAKEN' | 'LEVEL_IN_USE' }
type Kept = Result<{ readonly listId: string }, KeepListRefusal>

/**
 * Puts up a list of an organization, or changes its name, levels and times; for `watch:appraise` over that organization. A
 * level keeps its code while the list lives: what was decided reads it.
 */
export async function keepWatchList(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly organizationId: string
    /** Null for a new list. */
    readonly listId: string | null
    readonly version: number
    readonly name: string
    readonly rules: WatchRules
  },
): Promise<Kept> {
  const act = {
    requestId: command.requestId,
    useCase: 'monitoring.keep-watch-list',
    permissions: ['watch:appraise'],
  } as const
  const { organizationId, listId, version, name, rules } = command
  try {
    return await actOnce<Kept>(db, scope, act, async (tx) => {
      if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
      if (listId === null) {
        const made = newId()
        await insertWatchList(tx, scope, { listId: made, organizationId, name, rules })
        return ok({ listId: made })
      }
      const list = await findWatchList(tx, scope, listId)
      if (!list || list.organizationId !== organizationId) return refuse({ code: 'NOT_FOUND' })
      const kept = new Set(rules.levels.map(({ code }) => code))
      if (list.rules.levels.some(({ code }) => !kept.has(code))) return refuse({ code: 'LEVEL_IN_USE' })
      const isMine = await updateWatchList(tx, scope, { listId, version, name, rules })
      return isMine ? ok({ listId }) : refuse({ code: 'CHANGED_MEANWHILE' })
    })
  } catch (error) {
    if (brokenRule(error) === 'watch_list_name') return refuse({ code: 'NAME_TAKEN' })
    throw error
  }
}
