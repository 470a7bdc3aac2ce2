import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Saved } from '../ui/saved-state.tsx'
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
  type Theirs,
} from './tally-queue.ts'
import { newRequestId } from './tally-request-id.ts'

/** What the server answers to one save. */
export type SaveAnswer =
  | { readonly state: 'saved'; readonly version: number; readonly at: string }
  | { readonly state: 'conflict'; readonly theirs: Theirs }
  | { readonly state: 'refused'; readonly code: string; readonly name?: string }
  | { readonly state: 'signed-out' }

/** Why saves wait on this machine. */
export type Held = { readonly why: 'line' | 'signed-out'; readonly since: string }

/** Fields of a row that the server has taken, up to which version; the page shows them until it is read again. */
type Landed = { readonly version: number; readonly patch: RowValues }

const landedAfter = (before: Landed | undefined, sent: QueuedSave, version: number): Landed => ({
  version,
  // Only what this save was built on still stands; somebody else may have saved in between.
  patch: { ...(before?.version === sent.version ? before.patch : {}), ...sent.patch },
})

type Options = {
  /** Where the queue is kept in this browser: by person and page, so that nobody sends another's typing. */
  readonly storageKey: string
  /** The address that takes one save as JSON and answers `SaveAnswer`. */
  readonly url: string
  /** Sent with every save. */
  readonly extra?: Readonly<Record<string, unknown>>
  /** Called when everything typed is on the server. */
  readonly onSettled?: () => void
}

/** Keeps what is typed until the server has it: at once in this browser, then on the server, again and again if the line is down. */
export function useTallyQueue({ storageKey, url, extra = {}, onSettled }: Options) {
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
  const restored = useRef(false)
  const sending = useRef(false)
  const dirty = useRef(false)
  const lostSince = useRef<string | null>(null)
  const settle = useRef(onSettled)
  settle.current = onSettled
  const latestExtra = useRef(extra)
  latestExtra.current = extra

  useEffect(() => {
    const kept = parseQueue(readKept(storageKey))
    if (kept.length > 0) dispatch({ type: 'restore', queue: kept })
    restored.current = true
  }, [storageKey])

  useEffect(() => {
    if (restored.current) keep(storageKey, queue)
  }, [storageKey, queue])

  useEffect(() => {
    const next = nextToSend(latest.current)
    if (sending.current || held !== null || next === undefined) {
      if (latest.current.length === 0 && dirty.current && !sending.current) {
        dirty.current = false
        settle.current?.()
      }
      return
    }
    sending.current = true
    dirty.current = true
    dispatch({ type: 'send', requestId: next.requestId })
    void post(url, next, latestExtra.current).then((answer) => {
      sending.current = false
      const { requestId, row } = next
      if (answer !== 'lost' && answer.state !== 'signed-out') lostSince.current = null
      if (answer === 'lost' || answer.state === 'signed-out') {
        lostSince.current ??= new Date().toISOString()
        setHeld({ why: answer === 'lost' ? 'line' : 'signed-out', since: lostSince.current })
        dispatch({ type: 'lost', requestId })
      } else if (answer.state === 'saved') {
        setSavedAt(answer.at)
        versions.current.set(row, answer.version)
        setLanded((before) => new Map(before).set(row, landedAfter(before.get(row), next, answer.version)))
        dispatch({ type: 'saved', requestId, version: answer.version })
      } else if (answer.state === 'conflict') {
        versions.current.set(row, answer.theirs.version)
        dispatch({ type: 'conflict', requestId, theirs: answer.theirs })
        settle.current?.()
      } else dispatch({ type: 'refuse', requestId, code: answer.code, ...(answer.name ? { name: answer.name } : {}) })
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

async function post(url: string, save: QueuedSave, extra: object): Promise<SaveAnswer | 'lost'> {
  const { requestId, row, version, patch } = save
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...extra, requestId, row, version, patch }),
    })
    if (response.status === 404 || response.status === 403) return { state: 'refused', code: 'NOT_FOUND' }
    if (response.status >= 500 || response.status === 429) return 'lost'
    const answer: SaveAnswer = await response.json()
    return answer
  } catch {
    return 'lost'
  }
}

function readKept(storageKey: string): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** A browser may refuse to keep anything; typing goes on, and only closing the page would lose what is not sent. */
function keep(storageKey: string, queue: Queue) {
  try {
    if (queue.length === 0) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, JSON.stringify(queue))
  } catch {
    return
  }
}
