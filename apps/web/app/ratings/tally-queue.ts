/** The values of one row as text; null is "not entered". */
export type RowValues = Readonly<Record<string, string | null>>

/** What stands on the server where somebody else has saved first. */
export type Theirs = { readonly version: number; readonly values: RowValues; readonly who: string; readonly at: string }

/** One save on its way: the typed fields of one row, the version its typist saw, and where it is. */
export type QueuedSave = {
  readonly requestId: string
  readonly row: string
  readonly version: number
  readonly patch: RowValues
  readonly typedAt: string
  /** Sent at least once: the server may have acted on it, so nothing more is put into it. */
  readonly sentBefore: boolean
  readonly state: 'waiting' | 'sending' | 'conflict' | 'refused'
  /** The submission it went out with: sent again, that goes out just the same, so that it acts once. */
  readonly batch?: string
  readonly theirs?: Theirs
  readonly refusal?: { readonly code: string; readonly name?: string }
}
export type Queue = readonly QueuedSave[]

type Typed = Pick<QueuedSave, 'requestId' | 'row' | 'version' | 'patch' | 'typedAt'>

export type QueueEvent =
  | ({ readonly type: 'type' } & Typed)
  /** A text that is no whole number: kept and shown, never sent. */
  | ({ readonly type: 'hold'; readonly code: string } & Typed)
  | { readonly type: 'lost' | 'drop'; readonly requestId: string }
  | { readonly type: 'send'; readonly requestId: string; readonly batch: string }
  | { readonly type: 'saved'; readonly requestId: string; readonly version: number }
  | { readonly type: 'refuse'; readonly requestId: string; readonly code: string; readonly name?: string }
  | { readonly type: 'conflict'; readonly requestId: string; readonly theirs: Theirs }
  | { readonly type: 'keep-mine'; readonly requestId: string; readonly newRequestId: string }
  | { readonly type: 'restore'; readonly queue: Queue }

/**
 * The saves of one page in the order they were typed. Nothing typed leaves it before the server has said that it is kept;
 * saves of one row go one after another, each with the version the one before it made.
 */
export function queueReducer(queue: Queue, event: QueueEvent): Queue {
  switch (event.type) {
    case 'type':
      return typed(queue, event)
    case 'hold': {
      const { type: _, code, ...save } = event
      const rest = withoutFields(queue, event)
      return [...rest, { ...save, sentBefore: false, state: 'refused', refusal: { code } }]
    }
    case 'send':
      return change(queue, event.requestId, (save) => ({
        ...save,
        state: 'sending',
        sentBefore: true,
        batch: event.batch,
      }))
    case 'lost':
      return change(queue, event.requestId, (save) => ({ ...save, state: 'waiting' }))
    case 'drop':
      return queue.filter(({ requestId }) => requestId !== event.requestId)
    case 'saved': {
      const row = find(queue, event.requestId)?.row
      return queue
        .filter(({ requestId }) => requestId !== event.requestId)
        .map((save) => (save.row === row && save.state === 'waiting' ? { ...save, version: event.version } : save))
    }
    case 'refuse': {
      const { code, name } = event
      const refusal = name === undefined ? { code } : { code, name }
      return change(queue, event.requestId, (save) => ({ ...save, state: 'refused', refusal }))
    }
    case 'conflict':
      return conflicted(queue, event)
    case 'keep-mine':
      return change(queue, event.requestId, ({ theirs, batch: _, ...save }) => ({
        ...save,
        requestId: event.newRequestId,
        version: theirs?.version ?? save.version,
        sentBefore: false,
        state: 'waiting',
      }))
    case 'restore': {
      const known = new Set(queue.map(({ requestId }) => requestId))
      const kept = event.queue.filter(({ requestId }) => !known.has(requestId))
      return [
        ...kept.map((save) => (save.state === 'sending' ? { ...save, state: 'waiting' as const } : save)),
        ...queue,
      ]
    }
  }
}

const mostAtOnce = 100

/**
 * What to send now, together: a submission whose answer was lost as it was; else the oldest waiting save of each row that no
 * conflict holds up.
 */
export function nextToSend(queue: Queue): readonly QueuedSave[] {
  if (queue.some(({ state }) => state === 'sending')) return []
  const waiting = queue.filter(({ state }) => state === 'waiting')
  const lost = waiting.find(({ batch }) => batch !== undefined)?.batch
  if (lost !== undefined) return waiting.filter(({ batch }) => batch === lost)
  const heldUp = new Set(queue.filter(({ state }) => state === 'conflict').map(({ row }) => row))
  const next: QueuedSave[] = []
  for (const save of waiting) {
    if (heldUp.has(save.row)) continue
    heldUp.add(save.row)
    next.push(save)
  }
  return next.slice(0, mostAtOnce)
}

/** What was typed into a row and is not on the server yet, newest last. */
export const pendingOf = (queue: Queue, row: string): RowValues =>
  Object.assign({}, ...queue.filter((save) => save.row === row).map(({ patch }) => patch))

/** How many fields are still on this machine, by what holds them there. */
export function countFields(queue: Queue, states: readonly QueuedSave['state'][]): number {
  const fields = queue
    .filter(({ state }) => states.includes(state))
    .flatMap(({ row, patch }) => Object.keys(patch).map((field) => `${row} ${field}`))
  return new Set(fields).size
}

/** Reads a kept queue; anything that is not one is an empty queue. */
export function parseQueue(text: string | null): Queue {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? parsed.filter(isSave) : []
  } catch {
    return []
  }
}

const states: readonly unknown[] = ['waiting', 'sending', 'conflict', 'refused']
const isSave = (value: unknown): value is QueuedSave =>
  typeof value === 'object' &&
  value !== null &&
  ['requestId', 'row', 'typedAt'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  typeof Reflect.get(value, 'version') === 'number' &&
  typeof Reflect.get(value, 'patch') === 'object' &&
  Reflect.get(value, 'patch') !== null &&
  states.includes(Reflect.get(value, 'state'))

function typed(queue: Queue, { type: _, ...event }: Typed & { type: 'type' }): Queue {
  const rest = withoutFields(queue, event)
  const open = rest.findLast(
    ({ row, state, sentBefore }) => row === event.row && (state === 'conflict' || (state === 'waiting' && !sentBefore)),
  )
  if (open) {
    return change(rest, open.requestId, (save) => ({
      ...save,
      patch: { ...save.patch, ...event.patch },
      typedAt: event.typedAt,
    }))
  }
  return [...rest, { ...event, sentBefore: false, state: 'waiting' }]
}

/** A refused value of a field is forgotten when the field is typed again. */
function withoutFields(queue: Queue, { row, patch }: Pick<Typed, 'row' | 'patch'>): Queue {
  return queue.flatMap((save) => {
    if (save.row !== row || save.state !== 'refused') return [save]
    const left = Object.entries(save.patch).filter(([field]) => !(field in patch))
    return left.length === 0 ? [] : [{ ...save, patch: Object.fromEntries(left) }]
  })
}

/** What waits behind a conflict of its row goes into it; a conflict in which both typed the same is none. */
function conflicted(queue: Queue, { requestId, theirs }: { requestId: string; theirs: Theirs }): Queue {
  const mine = find(queue, requestId)
  if (!mine) return queue
  const behind = queue.filter(
    (save) => save.row === mine.row && save.requestId !== requestId && save.state === 'waiting',
  )
  const patch: RowValues = Object.assign({}, mine.patch, ...behind.map((save) => save.patch))
  const rest = queue.filter((save) => !behind.includes(save))
  const same = Object.entries(patch).every(([field, value]) => (theirs.values[field] ?? null) === value)
  if (same) return rest.filter((save) => save.requestId !== requestId)
  return change(rest, requestId, ({ batch: _, ...save }) => ({ ...save, patch, state: 'conflict', theirs }))
}

const find = (queue: Queue, id: string) => queue.find(({ requestId }) => requestId === id)

const change = (queue: Queue, id: string, to: (save: QueuedSave) => QueuedSave): Queue =>
  queue.map((save) => (save.requestId === id ? to(save) : save))
