import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { newRequestId } from './tally-request-id.ts'
import type { WorkspaceAnswer } from './workspace.server.ts'
import type { WorkspaceState } from './workspace-state.ts'
import type { WorkspaceView } from './workspace-view.ts'

/** Sending and taking back: one act per press. */
export function useMover(view: WorkspaceView) {
  const fetcher = useFetcher<WorkspaceAnswer>({ key: `move ${view.cell.id}` })
  const move = (intent: 'send' | 'withdraw') =>
    fetcher.submit({ intent, version: view.file.version, requestId: newRequestId() }, { method: 'post' })
  const refusal = fetcher.data && 'refusal' in fetcher.data ? fetcher.data.refusal.code : null
  return { move, refusal: fetcher.state === 'idle' ? refusal : null, busy: fetcher.state !== 'idle' }
}

export type Mover = ReturnType<typeof useMover>

/**
 * "Gửi Đảng ủy": with faults it asks to see them; pressed while a field is still on its way to the server it waits until that has
 * landed and the page has read it back (the first save of a file changes its version), then sends; what cannot land holds it back.
 */
export function useSend({ view, judged, queue }: WorkspaceState, mover: Mover, ask: () => void) {
  // The page as it was read when the press was last waiting; a newer reading means that what was typed has landed.
  const [waitingOn, setWaitingOn] = useState<WorkspaceView | null>(null)
  const [heldBack, setHeldBack] = useState(false)
  const stuck = queue.saved.state === 'unsaved' || queue.saved.state === 'kept-here'

  const giveUp = () => {
    setWaitingOn(null)
    setHeldBack(true)
    ask()
  }
  const go = () => {
    setWaitingOn(null)
    if (judged.faults.length > 0) ask()
    else mover.move('send')
  }
  function send() {
    setHeldBack(false)
    queue.retry()
    if (judged.faults.length > 0) ask()
    else if (stuck) giveUp()
    else if (queue.settled) mover.move('send')
    else setWaitingOn(view)
  }

  useEffect(() => {
    if (waitingOn === null) return
    if (stuck) giveUp()
    else if (!queue.settled) setWaitingOn(view)
    else if (waitingOn !== view) go()
  }, [waitingOn, view, stuck, queue.settled])

  return { send, waiting: waitingOn !== null, heldBack: heldBack && stuck }
}
