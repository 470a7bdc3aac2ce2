import type { RequestHandler } from 'express'

/**
 * Takes null signs out of an address before anybody reads it. The database holds none in a text, so a search for one would end
 * as a fault of ours; nobody types one. The host a caller says he came by goes too: our own address stands in the settings, and
 * Remix would hold the caller's word against the origin and end in a fault.
 */
export function cleanAddress(): RequestHandler {
  const clean = (address: string) => address.replaceAll('%00', '')
  return (request, _response, next) => {
    request.url = clean(request.url)
    request.originalUrl = clean(request.originalUrl)
    delete request.headers['x-forwarded-host']
    next()
  }
}
