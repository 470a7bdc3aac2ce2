/** The site for which passkeys are made; browsers use one for no other site, which is why they cannot be phished. */
export type PasskeyPlace = { readonly origin: string; readonly id: string }

/**
 * Where passkeys of a public address belong; null where browsers allow none: a numeric address, or plain http elsewhere than
 * on `localhost` (Web Authentication, 5.1.3 and 13.4.9).
 */
export function passkeyPlace(publicUrl: string): PasskeyPlace | null {
  const { origin, hostname, protocol } = new URL(publicUrl)
  const numeric = hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  if (numeric || (protocol !== 'https:' && hostname !== 'localhost')) return null
  return { origin, id: hostname }
}
