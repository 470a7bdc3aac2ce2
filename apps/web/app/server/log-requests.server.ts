import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

type Watch = {
  readonly log: Logger
  readonly routePattern: (path: string) => string
  readonly observe: (seen: { method: string; route: string; status: number; seconds: number }) => void
}

/**
 * One JSON line per answer: request id, method, route pattern, status, milliseconds. No address, query, cookie or name:
 * a path may hold an id and a query may hold a search for a person. Leaves the id in `response.locals.requestId`.
 */
export function logRequests({ log, routePattern, observe }: Watch): RequestHandler {
  const write = pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customLogLevel: (_request, { statusCode }) => (statusCode >= 500 ? 'error' : statusCode >= 400 ? 'warn' : 'info'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    customReceivedMessage: undefined,
    customSuccessObject: (request, response, value) => told(request, response, value),
    customErrorObject: (request, response, _error, value) => told(request, response, value),
  })

  function told(
    { method = 'GET', url = '/' }: { method?: string | undefined; url?: string | undefined },
    { statusCode }: { statusCode: number },
    { responseTime }: { responseTime?: number },
  ) {
    const route = routePattern(url.split('?')[0] ?? '/')
    const ms = responseTime ?? 0
    observe({ method, route, status: statusCode, seconds: ms / 1000 })
    return { method, route, status: statusCode, ms }
  }

  return (request, response, next) => {
    write(request, response)
    response.locals['requestId'] = String(request.id)
    response.setHeader('X-Request-Id', String(request.id))
    next()
  }
}
