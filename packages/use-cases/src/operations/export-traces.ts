import type { OpenSpan, SpanFacts, Tracer } from '@nq15/db/trace'
import { isSpanContextValid, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { TraceLog } from './start-traces.ts'
import { tellable } from './tellable-span.ts'

/**
 * The standard's own tracer and exporter, for us alone: nothing is registered in the standard's global place, where libraries would
 * tell what they like. Sampling, batches, headers, certificates and time limits follow the `OTEL_*` settings of this process.
 */
export function exportTraces({
  to,
  name,
  log,
}: {
  readonly to: string
  readonly name: string
  readonly log: TraceLog
}): {
  readonly tracer: Tracer
  readonly close: () => Promise<void>
} {
  const exporter = calm(new OTLPTraceExporter({ url: to }), log)
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }).merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const own = provider.getTracer('nq15')
  const known = new WeakMap<OpenSpan, Span>()
  const tracer: Tracer = {
    begin: ({ name: title, facts, kind, parent, from }) => {
      const above = parent ? known.get(parent) : undefined
      const remote = readTraceparent(from)
      const context = above
        ? trace.setSpan(ROOT_CONTEXT, above)
        : remote
          ? trace.setSpanContext(ROOT_CONTEXT, remote)
          : ROOT_CONTEXT
      const span = own.startSpan(
        title,
        { kind: kind === 'request' ? SpanKind.SERVER : SpanKind.INTERNAL, attributes: { ...facts } },
        context,
      )
      const open = openSpan(span)
      known.set(open, span)
      return open
    },
  }
  return { tracer, close: () => provider.shutdown() }
}

function openSpan(span: Span): OpenSpan {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return {
    rename: (name: string) => void span.updateName(name),
    note: (facts: SpanFacts) => void span.setAttributes({ ...facts }),
    fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
    isTold: () => span.isRecording(),
    traceparent: `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`,
  }
}

/** The place that a caller's header names; null for anything but version 00 of the standard. */
function readTraceparent(header: string | null) {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(header ?? '')
  if (!parts) return null
  const [, traceId = '', spanId = '', flags] = parts
  const place = { traceId, spanId, traceFlags: Number(flags), isRemote: true }
  return isSpanContextValid(place) ? place : null
}

/** Lets out only what may be told, and says once that a collector does not take it, until it takes some again. */
function calm(exporter: SpanExporter, log: TraceLog): SpanExporter {
  let isSaid = false
  return {
    export: (spans, answer) =>
      exporter.export(spans.map(tellable), (result) => {
        if (result.code === 0) isSaid = false
        else if (!isSaid) {
          isSaid = true
          log.warn({ what: 'traces' }, 'the collector does not take traces; they are dropped until it does')
        }
        answer(result)
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  }
}
