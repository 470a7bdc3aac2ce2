import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures of this process for Prometheus; names and labels hold no person and no organization. */
export type Metrics = ReturnType<typeof createMetrics>

/** Makes the figures, each process its own; `secondsAhead` tells how its clock stands to the database's. */
export function createMetrics({ secondsAhead }: { readonly secondsAhead: () => Promise<number | null> }) {
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  collectDefaultMetrics({ register: registry, prefix: 'nq15_monitor_' })
  new Gauge({
    name: 'nq15_clock_ahead_seconds',
    help: 'How far the clock of this machine is ahead of the clock of the database',
    registers,
    async collect() {
      const ahead = await secondsAhead()
      if (ahead !== null) this.set(ahead)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'nq15_monitor_request_seconds',
      help: 'Time to answer a request, by path and status',
      labelNames: ['path', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12],
      registers,
    }),
    sealedRows: new Counter({ name: 'nq15_audit_sealed_rows_total', help: 'Rows of the trail sealed', registers }),
    events: new Counter({
      name: 'nq15_events_handled_total',
      help: 'Events handled, by handler and end',
      labelNames: ['handler', 'end'],
      registers,
    }),
    clock: new Counter({
      name: 'nq15_clock_rounds_total',
      help: 'Rounds of work by the clock, by job and end',
      labelNames: ['job', 'end'],
      registers,
    }),
    lastSeal: new Gauge({
      name: 'nq15_audit_last_round_timestamp_seconds',
      help: 'When the last round of sealing ended well',
      registers,
    }),
  }
}

/** Whether a request may read the figures: with the token, or from this machine and through no proxy. */
export function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== null && shown !== undefined) {
    const [one, other] = [Buffer.from(shown), Buffer.from(token)]
    return one.length === other.length && timingSafeEqual(one, other)
  }
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !forwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}
