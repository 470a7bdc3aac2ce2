import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as a collector got it. */
export type GotSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly name: string
  readonly facts: Readonly<Record<string, string | number>>
  /** The rest of what the standard lets a span say. */
  readonly said: { readonly events: number; readonly links: number; readonly status: object }
}

type Value = { readonly stringValue?: string; readonly intValue?: number; readonly doubleValue?: number }
type Wire = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: Value }[] }
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[]
  }[]
}
type WireSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly { readonly key: string; readonly value: Value }[]
  readonly events?: readonly unknown[]
  readonly links?: readonly unknown[]
  readonly status: object
}

/** A collector on loopback that keeps what it gets; `answer` says how it takes a batch. */
export async function openCollector(
  answer: (response: ServerResponse) => void = (response) => void response.end('{}'),
) {
  const got: string[] = []
  const heads: string[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += String(part)
    got.push(text)
    heads.push(`${request.url} ${JSON.stringify(request.headers)}`)
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const parcels = () => got.flatMap((text) => (JSON.parse(text) as Wire).resourceSpans)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All that came, as it came. */
    text: () => [...heads, ...got].join('\n'),
    spans: () => parcels().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(readSpan))),
    services: () => [...new Set(parcels().map(({ resource }) => JSON.stringify(readFacts(resource.attributes))))],
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const readSpan = ({ traceId, spanId, parentSpanId, name, attributes, events, links, status }: WireSpan): GotSpan => ({
  ...{ traceId, spanId, name },
  parentSpanId: parentSpanId ?? null,
  facts: readFacts(attributes),
  said: { events: events?.length ?? 0, links: links?.length ?? 0, status },
})

const readFacts = (attributes: WireSpan['attributes']) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  )
