import type { RequestHandler } from 'express'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses (403) a write that another site's page sends with our cookies. */
export function refuseForeignOrigin(publicUrl: string): RequestHandler {
  const ownHost = new URL(publicUrl).host

  return (request, response, next) => {
    if (harmless.has(request.method)) return next()

    const site = request.headers['sec-fetch-site']
    const origin = request.headers.origin
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
    const foreignOrigin = origin !== undefined && ![ownHost, request.headers.host].includes(hostOf(origin))
    if (!foreignSite && !foreignOrigin) return next()
    response.status(403).type('text/plain').send('Refused: the request came from another site.')
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
