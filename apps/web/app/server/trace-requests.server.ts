import { beginSpan, within } from '@nq15/db/trace'
import type { RequestHandler } from 'express'

/**
 * One span an answer, of what the log line holds too: method, route pattern, status and time. What a caller says about traces is not
 * believed: each request begins a trace of its own.
 */
export function traceRequests(routePattern: (path: string) => string): RequestHandler {
  return (request, response, next) => {
    const { method } = request
    const span = beginSpan('request', {}, { kind: 'request' })
    if (!span) return next()
    const route = routePattern(request.originalUrl.split('?')[0] ?? '/')
    span.rename(`${method} ${route}`)
    span.note({ 'http.request.method': method, 'http.route': route })
    response.once('close', () => {
      if (response.headersSent) span.note({ 'http.response.status_code': response.statusCode })
      if (response.statusCode >= 500) span.fail()
      span.end()
    })
    within(span, next)
  }
}
