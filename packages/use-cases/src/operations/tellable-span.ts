import type { SpanFacts } from '@nq15/db/trace'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'

const text = 'text'
const count = 'count'

/** What a span may tell, by name; a fact that is not here does not leave the house. */
const facts: { readonly [Name in keyof Required<SpanFacts>]: typeof text | typeof count } = {
  'http.request.method': text,
  'http.route': text,
  'http.response.status_code': count,
  'nq15.procedure': text,
  'nq15.procedure.kind': text,
  'nq15.refusal': text,
  'nq15.job': text,
  'nq15.job.kind': text,
  'nq15.outcome': text,
  'nq15.transaction': text,
  'nq15.statements': count,
}

/** Words of our own code: patterns, names and codes. Letters of Vietnamese, quotes, long numbers and ids are none of them. */
const codeWords = /^[A-Za-z0-9 _./:*?-]{1,120}$/
const looksLikeId = /\d{5}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16}/i
const isCode = (value: unknown): value is string =>
  typeof value === 'string' && codeWords.test(value) && !looksLikeId.test(value)

/**
 * The span as it leaves: the facts of the list in the form they must have, its times and its place. Texts of faults, events and
 * links stay, whatever put them there.
 */
export function tellable(span: ReadableSpan): ReadableSpan {
  const told = Object.entries(span.attributes).filter(([name, value]) => {
    const form = facts[name as keyof SpanFacts]
    return form === count ? Number.isSafeInteger(value) : form === text && isCode(value)
  })
  const { kind, startTime, endTime, duration, ended, resource, instrumentationScope, parentSpanContext } = span
  return {
    ...{ kind, startTime, endTime, duration, ended, resource, instrumentationScope },
    ...(parentSpanContext ? { parentSpanContext } : {}),
    name: isCode(span.name) ? span.name : 'unnamed',
    spanContext: () => withoutState(span),
    status: { code: span.status.code },
    attributes: Object.fromEntries(told),
    links: [],
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}

function withoutState(span: ReadableSpan) {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return { traceId, spanId, traceFlags }
}
