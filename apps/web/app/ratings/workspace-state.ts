import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { VoteField } from './tally-paste.ts'
import { type TallyQueue, useTallyQueue } from './use-tally-queue.ts'
import { type Judged, judgeWorkspace } from './workspace-faults.ts'
import type { RecordValues, VoteValues, WorkspaceView } from './workspace-view.ts'

/** The workspace as it stands on the screen: the server's values with everything typed since laid over them, judged live. */
export type WorkspaceState = {
  readonly view: WorkspaceView
  readonly queue: TallyQueue
  readonly record: RecordValues
  readonly votesOf: (caseId: string) => VoteValues
  readonly judged: Judged
  /** Each key: what stands in the field now, for live sums; null when it was restored. */
  readonly type: (row: string, field: string, text: string | null) => void
  readonly commitRecord: (field: keyof RecordValues | 'complete', text: string) => void
  readonly commitVote: (caseId: string, field: VoteField, text: string) => void
}

export const votesRow = (caseId: string) => `votes/${caseId}`

/** Holds one workspace page together. */
export function useWorkspaceState(view: WorkspaceView): WorkspaceState {
  const { revalidate } = useRevalidator()
  const { campaign, cell, entry, userId } = view
  const queue = useTallyQueue({
    userId,
    place: `tally/${campaign.id}/${cell.id}/1/${entry.number}`,
    url: `/ratings/${campaign.year}/cells/${cell.id}/save`,
    extra: { campaignId: campaign.id, round: 1, entry: entry.number },
    onSettled: revalidate,
  })
  const [drafts, setDrafts] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({})
  const { put, aheadOf } = queue
  const versions = useRef(view)
  versions.current = view

  const type = useCallback((row: string, field: string, text: string | null) => {
    setDrafts((before) => {
      const { [field]: _, ...rest } = before[row] ?? {}
      return { ...before, [row]: text === null ? rest : { ...rest, [field]: text } }
    })
  }, [])

  const commitRecord = useCallback<WorkspaceState['commitRecord']>(
    (field, text) => {
      type('record', field, null)
      const hold = isCountField(field) ? holdOf(text) : null
      put('record', { [field]: text }, { version: versions.current.record.version, hold })
    },
    [put, type],
  )
  const commitVote = useCallback<WorkspaceState['commitVote']>(
    (caseId, field, text) => {
      type(votesRow(caseId), field, null)
      const version = versions.current.rows.find((row) => row.caseId === caseId)?.votesVersion ?? 0
      put(votesRow(caseId), { [field]: text }, { version, hold: holdOf(text) })
    },
    [put, type],
  )

  // Closing the page while a field is still open must not lose its digits.
  useEffect(() => {
    const keepDrafts = () => {
      const open = document.activeElement
      if (open instanceof HTMLInputElement && open.dataset['cellRow'] !== undefined) open.blur()
    }
    addEventListener('pagehide', keepDrafts)
    return () => removeEventListener('pagehide', keepDrafts)
  }, [])

  const record = useMemo(
    () => withPending(view.record.values, aheadOf('record', view.record.version), drafts['record']),
    [view.record.values, view.record.version, aheadOf, drafts],
  )
  const votes = useMemo(() => {
    const rows = view.rows.map(({ caseId, votes: kept, votesVersion }) => {
      const row = votesRow(caseId)
      return [caseId, withPending(kept, aheadOf(row, votesVersion), drafts[row])] as const
    })
    return new Map(rows)
  }, [view.rows, aheadOf, drafts])
  const votesOf = useCallback((caseId: string) => votes.get(caseId) ?? noVotes, [votes])
  const judged = useMemo(
    () => judgeWorkspace({ record, rows: view.rows, votes: votesOf, kept: view.faults, voting: campaign.voting }),
    [record, view.rows, votesOf, view.faults, campaign.voting],
  )
  return { view, queue, record, votesOf, judged, type, commitRecord, commitVote }
}

const noVotes: VoteValues = { xs: '', t: '', ht: '', kht: '' }

function withPending<Values extends Readonly<Record<string, string>>>(
  kept: Values,
  pending: Readonly<Record<string, string | null>>,
  drafts: Readonly<Record<string, string>> = {},
): Values {
  const known = Object.entries({ ...pending, ...drafts }).filter(([name]) => name in kept)
  return known.length === 0 ? kept : { ...kept, ...Object.fromEntries(known.map(([name, text]) => [name, text ?? ''])) }
}

/** Only whole numbers, and the empty field, can be stored; anything else stays here and is named at the field. */
const holdOf = (text: string): string | null => (text === '' || /^[+-]?\d{1,6}$/.test(text) ? null : 'NOT_INTEGER')
const isCountField = (field: string) => !['heldOn', 'place', 'complete'].includes(field)
