import type { RequestHandler } from 'express'

/**
 * Takes null signs out of an address before anybody reads it. The database holds none in a text, so a search for one would end
 * as a fault of ours; nobody types one.
 */
export function cleanAddress(): RequestHandler {
  const clean = (address: string) => address.replaceAll('%00', '')
  return (request, _response, next) => {
    request.url = clean(request.url)
    request.originalUrl = clean(request.originalUrl)
    next()
  }
}
