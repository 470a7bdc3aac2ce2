import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** How a device of tests may differ from an honest one. */
export type DeviceFault = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  /** It was touched, and nobody was verified. */
  readonly unverified?: true
  readonly counter?: number
  /** The signature of another device. */
  readonly foreign?: true
}

/**
 * A device with one passkey (Web Authentication level 2, ES256, no attestation), written from the standard and none of the
 * library: it answers what a browser would send.
 */
export function exampleDevice(origin: string) {
  const [own, foreign] = [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ]
  const credentialId = randomBytes(16)
  const id = credentialId.toString('base64url')
  let counter = 0

  const clientData = (type: string, challenge: string, fault: DeviceFault) =>
    Buffer.from(
      JSON.stringify({
        type: fault.type ?? type,
        challenge: fault.challenge ?? challenge,
        origin: fault.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const head = (withKey: boolean, fault: DeviceFault) => {
    counter = fault.counter ?? counter + 1
    const flags = 0x01 | (fault.unverified ? 0 : 0x04) | (withKey ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const place = createHash('sha256')
      .update(fault.rpId ?? new URL(origin).hostname)
      .digest()
    return Buffer.concat([place, Buffer.from([flags]), count])
  }

  return {
    id,
    create: (options: { readonly challenge: string }, fault: DeviceFault = {}): RegistrationResponseJSON => {
      const { x = '', y = '' } = own.publicKey.export({ format: 'jwk' })
      // COSE key, RFC 9052: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
      const key = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
        Buffer.from(x, 'base64url'),
        Buffer.from([0x22, 0x58, 0x20]),
        Buffer.from(y, 'base64url'),
      ])
      const length = Buffer.from([0, credentialId.length])
      const data = Buffer.concat([head(true, fault), Buffer.alloc(16), length, credentialId, key])
      const size = Buffer.alloc(2)
      size.writeUInt16BE(data.length)
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from('fmt'),
        Buffer.from([0x64]),
        Buffer.from('none'),
        Buffer.from([0x67]),
        Buffer.from('attStmt'),
        Buffer.from([0xa0, 0x68]),
        Buffer.from('authData'),
        Buffer.from([0x59]),
        size,
        data,
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, fault).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get: (options: { readonly challenge: string }, fault: DeviceFault = {}): AuthenticationResponseJSON => {
      const said = clientData('webauthn.get', options.challenge, fault)
      const data = head(false, fault)
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()])
      const { privateKey } = fault.foreign ? foreign : own
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      }
    },
  }
}
