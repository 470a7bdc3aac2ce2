import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Saved } from '../ui/saved-state.tsx'
import { type DraftStore, type Keeping, openDrafts } from './draft-store.ts'
import { type Held, postSaves } from './tally-post.ts'
import {
  countFields,
  nextToSend,
  parseQueue,
  pendingOf,
  type Queue,
  type QueuedSave,
  type QueueEvent,
  queueReducer,
  type RowValues,
} from './tally-queue.ts'
import { newRequestId } from './tally-request-id.ts'

/** Fields of a row that the server has taken, up to which version; the page shows them until it is read again. */
type Landed = { readonly version: number; readonly patch: RowValues }

const landedAfter = (before: Landed | undefined, sent: QueuedSave, version: number): Landed => ({
  version,
  // Only what this save was built on still stands; somebody else may have saved in between.
  patch: { ...(before?.version === sent.version ? before.patch : {}), ...sent.patch },
})

type Options = {
  /** Whose page this is: nobody else's session sends what he typed. */
  readonly userId: string
  /** What is written here; with the account it names the draft in this browser. */
  readonly place: string
  /** The address that takes saves as JSON and answers `SavesAnswer`. */
  readonly url: string
  /** Sent with every submission. */
  readonly extra?: Readonly<Record<string, unknown>>
  /** Called when everything typed is on the server. */
  readonly onSettled?: () => void
}

/**
 * Keeps what is typed until the server has it: at once in this page and sealed in this browser, then on the server, again and
 * again if the line is down or the session has ended.
 */
export function useTallyQueue({ userId, place, url, extra = {}, onSettled }: Options) {
  const [queue, setQueue] = useState<Queue>([])
  // What is typed between a drawing and its effect stands here already: it must not miss the save that is sent then.
  const latest = useRef(queue)
  const dispatch = useCallback((event: QueueEvent) => {
    latest.current = queueReducer(latest.current, event)
    setQueue(latest.current)
  }, [])
  const [held, setHeld] = useState<Held | null>(null)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  // Known at once, not with the next drawing: a field left in the moment of an answer builds on that answer.
  const versions = useRef(new Map<string, number>())
  const [landed, setLanded] = useState<ReadonlyMap<string, Landed>>(new Map())
  const sending = useRef(false)
  const dirty = useRef(false)
  const lostSince = useRef<string | null>(null)
  const settle = useRef(onSettled)
  settle.current = onSettled
  const latestExtra = useRef({ ...extra, userId })
  latestExtra.current = { ...extra, userId }
  const keeping = useDrafts({ userId, place, queue, dispatch, held })

  useEffect(() => {
    const next = nextToSend(latest.current)
    if (sending.current || held !== null || next.length === 0) {
      if (latest.current.length === 0 && dirty.current && !sending.current) {
        dirty.current = false
        settle.current?.()
      }
      return
    }
    sending.current = true
    dirty.current = true
    const batch = next[0]?.batch ?? newRequestId()
    for (const { requestId } of next) dispatch({ type: 'send', requestId, batch })
    void postSaves(url, { batch, saves: next, extra: latestExtra.current }).then((answer) => {
      sending.current = false
      if (answer.state !== 'answered') {
        lostSince.current ??= new Date().toISOString()
        for (const { requestId } of next) dispatch({ type: 'lost', requestId })
        return setHeld({ why: answer.state, since: lostSince.current })
      }
      lostSince.current = null
      let met = false
      for (const save of next) {
        const { requestId, row } = save
        const one = answer.answers[requestId]
        if (one?.state === 'saved') {
          setSavedAt(answer.at)
          versions.current.set(row, one.version)
          setLanded((before) => new Map(before).set(row, landedAfter(before.get(row), save, one.version)))
          dispatch({ type: 'saved', requestId, version: one.version })
        } else if (one?.state === 'conflict') {
          met = true
          versions.current.set(row, one.theirs.version)
          dispatch({ type: 'conflict', requestId, theirs: one.theirs })
        } else {
          const name = one?.name === undefined ? {} : { name: one.name }
          dispatch({ type: 'refuse', requestId, code: one?.code ?? 'NOT_FOUND', ...name })
        }
      }
      if (met) settle.current?.()
    })
  }, [queue, held, url])

  const retry = useCallback(() => setHeld(null), [])
  useEffect(() => {
    if (held === null) return
    addEventListener('online', retry)
    addEventListener('focus', retry)
    const timer = setTimeout(retry, 15_000)
    return () => {
      removeEventListener('online', retry)
      removeEventListener('focus', retry)
      clearTimeout(timer)
    }
  }, [held, retry])

  /** Takes typed fields of a row; `version` is the one the page shows. A `hold` code keeps them here unsent. */
  const put = useCallback(
    (row: string, patch: RowValues, { version, hold }: { version: number; hold?: string | null }) => {
      const known = Math.max(version, versions.current.get(row) ?? 0)
      const typed = { requestId: newRequestId(), row, patch, version: known, typedAt: new Date().toISOString() }
      dispatch(hold ? { type: 'hold', code: hold, ...typed } : { type: 'type', ...typed })
    },
    [dispatch],
  )

  const saved = useMemo<Saved>(() => {
    const unsaved = countFields(queue, ['conflict', 'refused'])
    const waiting = countFields(queue, ['waiting', 'sending'])
    if (held && waiting > 0) return { state: 'kept-here', waiting }
    if (unsaved > 0) return { state: 'unsaved', cells: unsaved }
    if (waiting > 0) return { state: 'saving' }
    return savedAt === null ? { state: 'idle' } : { state: 'saved', at: savedAt }
  }, [queue, held, savedAt])

  /** What stands in a row beyond what the page was given at `version`: what the server has taken since, then what waits here. */
  const aheadOf = useCallback(
    (row: string, version: number): RowValues => {
      const taken = landed.get(row)
      return { ...(taken && taken.version > version ? taken.patch : {}), ...pendingOf(queue, row) }
    },
    [landed, queue],
  )

  return {
    queue,
    aheadOf,
    held: countFields(queue, ['waiting', 'sending']) > 0 ? held : null,
    /** Whether what waits here outlives this page. */
    keeping,
    saved,
    /** Nothing typed is still on this machine only. */
    settled: queue.length === 0,
    put,
    retry,
    keepMine: (requestId: string) => dispatch({ type: 'keep-mine', requestId, newRequestId: newRequestId() }),
    forget: (requestId: string) => {
      dirty.current = true
      dispatch({ type: 'drop', requestId })
    },
  }
}

export type TallyQueue = ReturnType<typeof useTallyQueue>

type Drafts = {
  readonly userId: string
  readonly place: string
  readonly queue: Queue
  readonly dispatch: (event: QueueEvent) => void
  readonly held: Held | null
}

/** Lays the queue down sealed as it changes and takes up what an earlier page left; asks for the key again while it has none. */
function useDrafts({ userId, place, queue, dispatch, held }: Drafts): Keeping {
  const [drafts, setDrafts] = useState<DraftStore | null>(null)
  useEffect(() => {
    if (drafts !== null) return
    let gone = false
    void openDrafts({ userId, place, keyUrl: '/ratings/draft-key' }).then((opened) => {
      if (gone || opened === null) return
      const kept = parseQueue(opened.kept)
      if (kept.length > 0) dispatch({ type: 'restore', queue: kept })
      setDrafts(opened)
    })
    return () => {
      gone = true
    }
    // Asked again when a lost line or session is tried again.
  }, [userId, place, held === null])
  useEffect(() => {
    void drafts?.keep(queue.length === 0 ? null : JSON.stringify(queue))
  }, [drafts, queue])
  return drafts?.keeping ?? 'asking'
}
