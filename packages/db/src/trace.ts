import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * All that a span may tell: patterns, names and kinds that stand in our code, and counts. Never an id, a path as it was asked,
 * a query, a statement's text, a header, an address or the text of a fault.
 */
export type SpanFacts = {
  'http.request.method'?: string
  /** The pattern of the route, never the path. */
  'http.route'?: string
  'http.response.status_code'?: number
  'nq15.procedure'?: string
  'nq15.procedure.kind'?: string
  'nq15.refusal'?: string
  'nq15.job'?: string
  'nq15.job.kind'?: 'event' | 'run' | 'clock'
  'nq15.outcome'?: string
  /** As whom the transaction entered. */
  'nq15.transaction'?: 'actor' | 'reader' | 'replica-reader' | 'sign-in'
  'nq15.statements'?: number
}

/** A piece of work whose duration is told to the operator's collector. */
export type OpenSpan = {
  /** For who learns only under way what the work is. */
  readonly rename: (name: string) => void
  readonly note: (facts: SpanFacts) => void
  /** Marks the work as failed by a fault, without saying more. */
  readonly fail: () => void
  /** Ends it; what is noted later is lost. */
  readonly end: () => void
  /** False after its end, and where it was chosen not to be told. */
  readonly isTold: () => boolean
  /** Its place in the trace, as the standard's header. */
  readonly traceparent: string
}

export type SpanBeginning = {
  readonly name: string
  readonly facts: SpanFacts
  /** A request that came in, or work inside the product. */
  readonly kind: 'request' | 'work'
  readonly parent: OpenSpan | null
  /** The header of a caller who is believed; counts where there is no parent. */
  readonly from: string | null
}

/** Who takes spans; there is one only where the operator has named a collector. */
export type Tracer = { readonly begin: (beginning: SpanBeginning) => OpenSpan }

type Seat = { tracer: Tracer | null; readonly current: AsyncLocalStorage<OpenSpan> }

// The web's front door and its pages are two builds in one process, so the seat is the process's and not this module's. It is ours
// alone: libraries that would tell faults and names to the standard's own global place find nobody there (decision 0132).
const place = Symbol.for('nq15.traces')
const places = globalThis as unknown as Record<symbol, Seat | undefined>
places[place] ??= { tracer: null, current: new AsyncLocalStorage() }
const seat: Seat = places[place]

/** From now on spans go to this tracer; null: to nobody, and nothing is done for them. */
export function tellSpansTo(tracer: Tracer | null): void {
  seat.tracer = tracer
}

/** Begins a span inside the one under way; null where nobody takes spans. The caller ends it. */
export function beginSpan(
  name: string,
  facts: SpanFacts,
  { kind = 'work', from = null }: { readonly kind?: SpanBeginning['kind']; readonly from?: string | null } = {},
): OpenSpan | null {
  return seat.tracer?.begin({ name, facts, kind, from, parent: seat.current.getStore() ?? null }) ?? null
}

/** Runs the work as a part of that span; what it begins hangs below. */
export function within<Answer>(span: OpenSpan | null, work: () => Answer): Answer {
  return span ? seat.current.run(span, work) : work()
}

/** Runs the work in a span of its own, which ends with it; null is handed in where nobody takes spans. */
export async function inSpan<Answer>(
  name: string,
  facts: SpanFacts,
  work: (span: OpenSpan | null) => Promise<Answer>,
): Promise<Answer> {
  const span = beginSpan(name, facts)
  if (!span) return work(null)
  try {
    return await within(span, () => work(span))
  } finally {
    span.end()
  }
}

/** What a call to another process of the product carries, so that its work hangs below; empty outside a span. */
export function traceHeaders(): { readonly traceparent?: string } {
  const span = seat.current.getStore()
  return span ? { traceparent: span.traceparent } : {}
}

/** Counts what a transaction asks; entering and ending it are not counted. */
export type StatementCounter = { statements: number }

/** Runs a transaction in a span, where it belongs to work that is told: what polls in the background tells nothing. */
export function traceTransaction<Answer>(
  as: NonNullable<SpanFacts['nq15.transaction']>,
  run: (counter?: StatementCounter) => Promise<Answer>,
): Promise<Answer> {
  if (!seat.current.getStore()?.isTold()) return run()
  return inSpan(`transaction ${as}`, { 'nq15.transaction': as }, async (span) => {
    const counter = { statements: 0 }
    let outcome = 'rolled-back'
    try {
      const answer = await run(counter)
      outcome = 'committed'
      return answer
    } finally {
      span?.note({ 'nq15.statements': counter.statements, 'nq15.outcome': outcome })
    }
  })
}
