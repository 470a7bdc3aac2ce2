import type { QueuedSave, Theirs } from './tally-queue.ts'

/** What became of one save. */
export type SaveAnswer =
  | { readonly state: 'saved'; readonly version: number }
  | { readonly state: 'conflict'; readonly theirs: Theirs }
  | { readonly state: 'refused'; readonly code: string; readonly name?: string }

/** What the server answers to a submission: each save by its request id, or that somebody has to sign in first. */
export type SavesAnswer =
  | { readonly state: 'answered'; readonly at: string; readonly answers: Readonly<Record<string, SaveAnswer>> }
  /** `other-person`: the session is another account's than the one that typed. */
  | { readonly state: 'signed-out' | 'other-person' }

/** Why saves wait on this machine. */
export type Held = { readonly why: 'line' | 'signed-out' | 'other-person'; readonly since: string }

type Submission = {
  readonly batch: string
  readonly saves: readonly QueuedSave[]
  readonly extra: Readonly<Record<string, unknown>>
}

/** Sends saves together; whatever is no answer of ours counts as a lost line, and they are sent again. */
export async function postSaves(
  url: string,
  { batch, saves, extra }: Submission,
): Promise<SavesAnswer | { readonly state: 'line' }> {
  const sent = saves.map(({ requestId, row, version, patch }) => ({ requestId, row, version, patch }))
  const all = (answer: SaveAnswer) => Object.fromEntries(saves.map(({ requestId }) => [requestId, answer]))
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...extra, requestId: batch, saves: sent }),
    })
    if (response.status === 404 || response.status === 403) {
      return { state: 'answered', at: '', answers: all({ state: 'refused', code: 'NOT_FOUND' }) }
    }
    if (response.status >= 500 || response.status === 429) return { state: 'line' }
    return (await response.json()) as SavesAnswer
  } catch {
    return { state: 'line' }
  }
}
