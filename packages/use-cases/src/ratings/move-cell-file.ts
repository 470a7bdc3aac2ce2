import type { Database, Tx } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { writeCaseStates } from '@nq15/db/ratings/case.write'
import { type CellFile, findCellFile } from '@nq15/db/ratings/cell-file.read'
import { lockCellFile, stepCellFile } from '@nq15/db/ratings/cell-file.write'
import { listTallies } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type CellFileEvent, type CellFileState, nextCellFileState } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { type CellFileFault, checkCellFile } from './check-cell-file.ts'
import { judgeDraft } from './judge-draft.ts'
import { refreshFile } from './refresh-file.ts'
import { namedIn } from './unit-work.ts'

export type MoveCellFileRefusal =
  | { readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'CHANGED_MEANWHILE' | 'REASON_NEEDED' | 'FORBIDDEN' }
  | { readonly code: 'WRONG_STATE'; readonly state: CellFileState }
  | { readonly code: 'FILE_HAS_FAULTS'; readonly faults: readonly CellFileFault[] }

/** Who may take which step: the cell its own, the level between what lies with it, the committee's office the rest; deciding is the committee's own act. */
const permissionOf = {
  start: 'rating:work',
  send: 'rating:work',
  withdraw: 'rating:work',
  forward: 'unit:report',
  'take-up': 'rating:board',
  return: 'rating:board',
  accept: 'rating:board',
} as const satisfies Record<Exclude<CellFileEvent, 'decide' | 'submit'>, Permission>

/** The steps a person may take with a cell's file. */
export type FileMove = keyof typeof permissionOf

type Command = {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly version: number
  readonly move: FileMove
  readonly reason?: string
  readonly now: Date
}

/** Moves a cell's file one step: sent only without faults, returned only with a reason, each step kept with who and when. */
export async function moveCellFile(
  db: Database,
  scope: Scope,
  { requestId, version, move, reason = '', now, ...of }: Command,
): Promise<Result<{ state: CellFileState; version: number }, MoveCellFileRefusal>> {
  const asked = move === 'return' && scope.permission === 'unit:report' ? 'unit:report' : permissionOf[move]
  if (scope.permission !== asked) return refuse({ code: 'FORBIDDEN' })
  const act = { requestId, useCase: `cell-file:${move}`, permissions: [asked] } as const
  return actOnce(db, scope, act, async (tx) => {
    const campaign = await findCampaign(tx, scope, of.campaignId)
    if (campaign) await lockCellFile(tx, scope, of)
    const file = campaign && (await findCellFile(tx, scope, of))
    if (!campaign || !file) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    const trimmed = reason.trim()
    if (move === 'return' && trimmed === '') return refuse({ code: 'REASON_NEEDED' })
    if (!isHis(scope, file, move)) return refuse({ code: 'NOT_FOUND' })
    const event: CellFileEvent = move === 'send' && file.intermediateId ? 'submit' : move
    const next = nextCellFileState(file.state, event, trimmed || undefined)
    if (!next.ok) return refuse({ code: 'WRONG_STATE', state: file.state })
    if (file.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (move === 'send') {
      await refreshFile(tx, scope, { campaign, file, at: now })
      const faults = await faultsOf(tx, scope, { campaign, of })
      if (faults.length > 0) return refuse({ code: 'FILE_HAS_FAULTS', faults })
    }
    const step = { file, event, to: next.value, reason: trimmed || null, at: now, onDay: todayInHanoi(now) }
    if (!(await stepCellFile(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const state = caseStateOf[next.value]
    if (state) await writeCaseStates(tx, scope, { fileIds: [file.id], state })
    const told = event === 'submit' ? 'ratings.file-submitted' : toldOf[move]
    if (told) {
      const organizationId = event === 'submit' ? (file.intermediateId ?? of.organizationId) : of.organizationId
      const payload = {
        year: campaign.year,
        campaignId: campaign.id,
        dueOn: told === 'ratings.file-returned' ? file.dueOn : campaign.committeeDueOn,
      }
      await emit(tx, scope, { type: told, organizationId, recordTable: 'rating_cell_file', recordId: file.id, payload })
    }
    return ok({ state: next.value, version: version + 1 })
  })
}

/**
 * What lies with the level between is its own to forward or return, by a grant that names it; what went further is the
 * office's.
 */
function isHis(scope: Scope, { intermediateId, state }: CellFile, move: FileMove): boolean {
  if (move !== 'forward' && move !== 'return') return true
  const lies = state === 'with-intermediate'
  if (scope.permission !== 'unit:report') return !lies
  return intermediateId !== null && namedIn(scope).includes(intermediateId) && (lies || move === 'forward')
}

/** The steps that somebody else has to know of. */
const toldOf: Partial<Record<FileMove, 'ratings.file-sent' | 'ratings.file-returned' | 'ratings.file-appraised'>> = {
  send: 'ratings.file-sent',
  forward: 'ratings.file-sent',
  return: 'ratings.file-returned',
  accept: 'ratings.file-appraised',
}

/** How far the persons' cases are when their file stands there. */
const caseStateOf: Partial<Record<CellFileState, string>> = {
  'in-work': 'self',
  'with-intermediate': 'proposed',
  sent: 'proposed',
  returned: 'balloted',
  appraised: 'appraised',
}

async function faultsOf(
  tx: Tx,
  scope: Scope,
  {
    campaign,
    of,
  }: {
    campaign: Parameters<typeof rulesOf>[0] & Parameters<typeof checkCellFile>[0]['campaign']
    of: { campaignId: string; organizationId: string }
  },
): Promise<readonly CellFileFault[]> {
  const cases = await listCellCases(tx, scope, of)
  const tallies = await listTallies(tx, scope, of)
  const draft = await judgeDraft(tx, scope, { ...of, year: campaign.year })
  return checkCellFile({ campaign, ruleSet: rulesOf(campaign), cases, tallies, draft }).faults
}
