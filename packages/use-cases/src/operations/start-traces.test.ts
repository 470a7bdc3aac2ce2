import { beginSpan, inSpan, type SpanFacts, traceHeaders, within } from '@nq15/db/trace'
import { afterEach, expect, test, vi } from 'vitest'
import { openCollector } from './example-collector.ts'
import { startTraces } from './start-traces.ts'
import { readTraceSettings } from './trace-settings.ts'

const loaded = vi.hoisted(() => [] as string[])
vi.mock('@opentelemetry/sdk-trace-base', (original) => {
  loaded.push('sdk-trace-base')
  return original()
})
vi.mock('@opentelemetry/exporter-trace-otlp-http', (original) => {
  loaded.push('exporter-trace-otlp-http')
  return original()
})

const lines: string[] = []
const log = { warn: (_: object, line: string) => void lines.push(line) }
const told = { name: 'nq15-web', log, patienceMs: 60_000 }
afterEach(() => {
  lines.length = 0
  vi.unstubAllEnvs()
})

const at = 'http://collector.invalid:4318'
test.each([
  ['nothing is set', {}, { to: null, because: null }],
  ['an endpoint is named', { OTEL_EXPORTER_OTLP_ENDPOINT: `${at}/` }, { to: `${at}/v1/traces` }],
  ['traces have their own', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${at}/t` }, { to: `${at}/t` }],
  ['all is disabled', { OTEL_EXPORTER_OTLP_ENDPOINT: at, OTEL_SDK_DISABLED: 'TRUE' }, { to: null, because: null }],
  [
    'no exporter is wanted',
    { OTEL_EXPORTER_OTLP_ENDPOINT: at, OTEL_TRACES_EXPORTER: 'none' },
    { to: null, because: null },
  ],
  [
    'another exporter is wanted',
    { OTEL_EXPORTER_OTLP_ENDPOINT: at, OTEL_TRACES_EXPORTER: 'zipkin' },
    { to: null, because: 'OTEL_TRACES_EXPORTER may be otlp or none' },
  ],
  [
    'another protocol is wanted',
    { OTEL_EXPORTER_OTLP_ENDPOINT: at, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    { to: null, because: 'OTEL_EXPORTER_OTLP_PROTOCOL may be http/json only' },
  ],
  [
    'the endpoint is no address',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    { to: null, because: 'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) address' },
  ],
])('%s', (_, variables: Record<string, string>, settings) => {
  expect(readTraceSettings(variables)).toEqual(settings)
})

test('off: nothing of OpenTelemetry is loaded, no span begins, nothing is sent; on: it is', async () => {
  const collector = await openCollector()
  const off = readTraceSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' })
  const none = await startTraces(off, told)
  expect(beginSpan('request', {})).toBeNull()
  expect(await inSpan('work', {}, async (span) => [span, traceHeaders()])).toEqual([null, {}])
  await none.stop()
  expect(loaded).toEqual([])
  expect(collector.text()).toBe('')

  const traces = await startTraces({ to: `${collector.url}/v1/traces` }, told)
  await inSpan('work', {}, async () => undefined)
  await traces.stop()
  expect(loaded.toSorted()).toEqual(['exporter-trace-otlp-http', 'sdk-trace-base'])
  expect(collector.spans()).toHaveLength(1)
  expect(collector.services()).toEqual(['{"service.name":"nq15-web"}'])
  expect(lines).toEqual([])
  await collector.close()
})

test('what hangs below what, and no fact that is not on the list or not in its form', async () => {
  const collector = await openCollector()
  const traces = await startTraces({ to: `${collector.url}/v1/traces` }, told)
  const planted = ['Nguyễn Văn Ất', 'Nguyen Van At!', '001099012345', '0190a000-0000-7000-8000-00000000abcd']
  const from = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const request = beginSpan('GET /ratings/:unitId', { 'http.route': '/ratings/:unitId' }, { kind: 'request', from })
  const below = within(request, traceHeaders)
  await within(request, () =>
    inSpan(`read ${planted[0]}`, {}, async (span) => {
      for (const text of planted) span?.note({ 'nq15.refusal': text, 'http.route': `/members/${text}` })
      span?.note({ name: planted[0], 'exception.message': planted[1] } as SpanFacts)
      span?.note({ 'nq15.statements': planted[2] as unknown as number, 'nq15.outcome': 'CHANGED_MEANWHILE' })
      span?.fail()
    }),
  )
  request?.end()
  await traces.stop()
  const [inner, outer] = collector.spans()
  expect(outer).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' })
  expect(below).toEqual({ traceparent: `00-${outer?.traceId}-${outer?.spanId}-01` })
  expect(inner).toMatchObject({ parentSpanId: outer?.spanId, traceId: outer?.traceId, name: 'unnamed' })
  expect(inner?.facts).toEqual({ 'nq15.outcome': 'CHANGED_MEANWHILE' })
  expect(inner?.said).toEqual({ events: 0, links: 0, status: { code: 2 } })
  for (const text of planted) expect(collector.text()).not.toContain(text)
  await collector.close()
})

test.each([
  '',
  'x',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  `00-${'a'.repeat(32)}-${'b'.repeat(16)}-ff`,
])('a header %j is no place in a trace', async (from) => {
  const traces = await startTraces({ to: 'http://127.0.0.1:9/v1/traces' }, told)
  const span = beginSpan('request', {}, { kind: 'request', from })
  expect(span?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(span?.traceparent).not.toContain('a'.repeat(32))
  // Not ended: nothing is handed over.
  await traces.stop()
})

test.each([
  ['refuses', 400],
  ['is not there', null],
])('a collector that %s is said once and hinders nothing', async (_, status) => {
  // Each span is a parcel of its own, and none is tried again.
  vi.stubEnv('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '1')
  vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '50')
  const collector = await openCollector((response) => void response.writeHead(status ?? 200).end('{}'))
  // Nobody listens on the first port.
  const to = status === null ? 'http://127.0.0.1:1/v1/traces' : `${collector.url}/v1/traces`
  const traces = await startTraces({ to }, told)
  for (const answer of [1, 2, 3]) expect(await inSpan('work', {}, async () => answer)).toBe(answer)
  await traces.stop()
  expect(lines).toEqual(['the collector does not take traces; they are dropped until it does'])
  await collector.close()
})

test('a collector that does not answer keeps no work waiting', async () => {
  vi.stubEnv('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '1')
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  const collector = await openCollector((response) => void asked.then(() => response.end('{}')))
  const traces = await startTraces({ to: `${collector.url}/v1/traces` }, told)
  const done: number[] = []
  for (const one of [1, 2, 3]) await inSpan('work', {}, async () => void done.push(one))
  expect(done).toEqual([1, 2, 3])
  answer()
  await traces.stop()
  expect(collector.spans()).toHaveLength(3)
  await collector.close()
})
