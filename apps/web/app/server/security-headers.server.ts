import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { WebEnv } from '../env.server.ts'

/**
 * Security headers with a fresh nonce per answer, left in `response.locals.nonce`. Mantine and recharts set style
 * attributes, so those stay allowed; style tags and scripts need the nonce.
 */
export function securityHeaders({ publicUrl }: Pick<WebEnv, 'publicUrl'>): RequestHandler {
  const secure = publicUrl.startsWith('https://')
  const protect = (nonce: string) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", `'nonce-${nonce}'`],
          scriptSrcAttr: ["'none'"],
          styleSrc: ["'self'", `'nonce-${nonce}'`],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    })

  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64url')
    response.locals['nonce'] = nonce
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    protect(nonce)(request, response, next)
  }
}
