import { z } from 'zod'
import { ok, type Result, refuse, textField } from '../shared/index.ts'

/** A host of the administrator's list. */
export const webhookHostSchema = z.strictObject({
  host: z
    .string()
    .transform((typed) => typed.trim().toLowerCase())
    .pipe(z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)),
  port: z.int().min(1).max(65_535),
  note: textField.pipe(z.string().min(1).max(200)),
})

/** Where events of an organization are told, as the form sends it. */
export const webhookTargetSchema = z.strictObject({
  organizationId: z.uuid(),
  url: z.url({ protocol: /^https?$/ }).max(500),
  eventTypes: z
    .array(z.string().regex(/^monitoring\.[a-z-]{1,40}$/))
    .min(1)
    .max(20),
})

export type WebhookAddressFault = {
  readonly code: 'HOST_NOT_LISTED' | 'CREDENTIALS_IN_URL' | 'OWN_HOST' | 'INNER_ADDRESS' | 'BAD_URL'
}

/** Where a target points: host without brackets, port as given or by the scheme. */
export function readWebhookUrl(
  text: string,
): Result<{ readonly host: string; readonly port: number; readonly isSecure: boolean }, WebhookAddressFault> {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return refuse({ code: 'BAD_URL' })
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse({ code: 'BAD_URL' })
  if (url.username !== '' || url.password !== '') return refuse({ code: 'CREDENTIALS_IN_URL' })
  const isSecure = url.protocol === 'https:'
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
  return ok({ host: url.hostname.replace(/^\[|\]$/g, '').toLowerCase(), port, isSecure })
}

/**
 * Whether an address may never be called, whoever lists its host: loopback, link-local, unspecified, multicast, broadcast, and
 * the same written as IPv6. Private networks are the administrator's to list. Anything that is no address is refused.
 */
export function isForbiddenAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/%.*$/, '')
  const mapped = /^::ffff:(?:0:)?(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(mapped)
  if (four) {
    const [a = 0, b = 0] = four.slice(1).map(Number)
    return (
      four.slice(1).some((part) => Number(part) > 255) || a === 0 || a === 127 || (a === 169 && b === 254) || a >= 224
    )
  }
  if (!/^[0-9a-f:]+$/.test(plain) || !plain.includes(':')) return true
  const head = plain.split(':')[0] ?? ''
  const first = Number.parseInt(head === '' ? '0' : head, 16)
  // ::, ::1 and everything written through them (mapped, translated); fe80::/10 and fec0::/10; ff00::/8; 64:ff9b:: and 2002:: hide an IPv4 address.
  return first === 0 || (first & 0xff80) === 0xfe80 || (first & 0xff00) === 0xff00 || first === 0x64 || first === 0x2002
}

/** Milliseconds until a telling is tried again after so many attempts; null when it is given up. */
export function webhookRetryMs(attempts: number): number | null {
  const minutes = [1, 5, 15, 60, 240, 720, 1_440][attempts - 1]
  return minutes === undefined ? null : minutes * 60_000
}

/** After so many failures in a row a target is paused, and its maker sees it. */
export const webhookPauseAfter = 20
