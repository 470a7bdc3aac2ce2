import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { judgeUpload } from '@nq15/use-cases/members/judge-upload'
import type { Logger } from 'pino'

/** Imports this process is reading now; what they did lies in the database, so nothing is lost with this set. */
const underWay = new Set<string>()

/** Whether the file of an import is being read right now. */
export const isJudging = (runId: string): boolean => underWay.has(runId)

type Judging = {
  readonly runId: string
  readonly scope: Scope
  readonly mapping: Readonly<Record<string, string>>
  readonly log: Logger
}

/** Starts the dry run of an import, detached from the request: the page may be left. One reading an import at a time. */
export function startJudging(db: Database, { runId, scope, mapping, log }: Judging): void {
  if (underWay.has(runId)) return
  underWay.add(runId)
  judgeUpload(db, scope, { runId, mapping })
    .catch((error: unknown) => log.error({ err: error, runId }, 'reading an import was broken off'))
    .finally(() => underWay.delete(runId))
}
