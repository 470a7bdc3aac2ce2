import { timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { AggregatorRegistry, collectDefaultMetrics, Histogram } from 'prom-client'
import { figuresOfAll } from './web-processes.server.ts'

/** Prometheus metrics of this web, all its processes summed, and the door that shows them to loopback or to the bearer of the token. */
export function createMetrics(token: string | null) {
  const registry = new AggregatorRegistry()
  AggregatorRegistry.setRegistries(registry)
  collectDefaultMetrics({ register: registry, prefix: 'nq15_web_' })
  const durations = new Histogram({
    name: 'nq15_web_request_seconds',
    help: 'Time to answer a page request, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12],
    registers: [registry],
  })

  const answer: RequestHandler = async (request, response) => {
    if (!mayRead(request, token)) {
      response.status(404).type('text/plain').send('Not found')
      return
    }
    response.type(registry.contentType).send((await figuresOfAll()) ?? (await registry.metrics()))
  }

  return {
    answer,
    observe: ({ method, route, status, seconds }: { method: string; route: string; status: number; seconds: number }) =>
      durations.observe({ method, route, status }, seconds),
  }
}

/** Behind a proxy on the same machine everybody comes from loopback, so a forwarded request never counts as local. */
function mayRead(request: Request, token: string | null): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== null && shown !== undefined) {
    const [one, other] = [Buffer.from(shown), Buffer.from(token)]
    return one.length === other.length && timingSafeEqual(one, other)
  }
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !forwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}
