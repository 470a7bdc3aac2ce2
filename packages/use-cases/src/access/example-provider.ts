import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** How a provider of tests may misbehave. */
export type Spoil = {
  /** Claims that replace the honest ones; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** `foreign`: a key that the provider does not list; `none`: no signature; `secret`: signed with the client's secret. */
  readonly signature?: 'foreign' | 'none' | 'secret'
  /** The token endpoint answers with this status and nothing else. */
  readonly tokenStatus?: number
  /** The provider answers with another issuer (RFC 9207). */
  readonly iss?: string
}

type Person = { readonly sub: string } & Readonly<Record<string, unknown>>
type Granted = {
  readonly person: Person
  readonly redirectUri: string
  readonly nonce: string
  readonly challenge: string
}

export type ExampleProvider = {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Set by a test for the answers to come. */
  spoil: Spoil
  /** What the person does at the provider: answers the query that the browser is sent back with. */
  readonly agree: (url: string, person: Person) => Promise<string>
  readonly deny: (url: string) => Promise<string>
  readonly close: () => Promise<void>
}

/**
 * A provider of sign-in for tests, on loopback: discovery, authorization code with PKCE, signed id tokens, logout. It checks
 * what a provider must check, so a client that leaves something out is refused here as it would be elsewhere. People are
 * whoever the form names.
 */
export async function startExampleProvider(
  settings: { readonly port?: number; readonly callback?: string; readonly afterLogout?: string } = {},
): Promise<ExampleProvider> {
  const {
    callback = 'http://127.0.0.1:3000/sign-in/oidc/callback',
    afterLogout = 'http://127.0.0.1:3000/sign-in?out=1',
  } = settings
  const client = { id: 'nq15', secret: 'the secret of the example client' }
  const listed = await generateKeyPair('RS256')
  const foreign = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(listed.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Granted>()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, '127.0.0.1', resolve))
  const bound = server.address()
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : settings.port}`
  const provider: ExampleProvider = {
    issuer,
    client,
    spoil: {},
    agree: (url, person) => decide(url, { person: JSON.stringify(person), decision: 'agree' }),
    deny: (url) => decide(url, { person: '{"sub":"-"}', decision: 'deny' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function decide(url: string, form: Record<string, string>): Promise<string> {
    const answered = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
    const location = answered.headers.get('location')
    if (!location) throw new Error(`the example provider refused: ${await answered.text()}`)
    return new URL(location).search.slice(1)
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', issuer)
    const form = new URLSearchParams(request.method === 'POST' ? await bodyOf(request) : '')
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'Content-Type': type }).end(body)
    }
    const json = (status: number, body: object) => send(status, 'application/json', JSON.stringify(body))
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          end_session_endpoint: `${issuer}/logout`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        })
      case '/jwks':
        return json(200, { keys: [jwk] })
      case '/authorize': {
        const asked = url.searchParams
        const fault = faultOf(asked, { client, callback })
        if (fault) return send(400, 'text/plain', fault)
        if (request.method !== 'POST') return send(200, 'text/html; charset=utf-8', loginPage)
        const back = new URL(callback)
        back.searchParams.set('state', asked.get('state') ?? '')
        back.searchParams.set('iss', provider.spoil.iss ?? issuer)
        if (form.get('decision') === 'agree') {
          const code = randomUUID()
          codes.set(code, {
            person: personOf(form.get('person') ?? ''),
            redirectUri: asked.get('redirect_uri') ?? '',
            nonce: asked.get('nonce') ?? '',
            challenge: asked.get('code_challenge') ?? '',
          })
          back.searchParams.set('code', code)
        } else back.searchParams.set('error', 'access_denied')
        return response.writeHead(303, { Location: back.href }).end()
      }
      case '/token': {
        if (provider.spoil.tokenStatus) return send(provider.spoil.tokenStatus, 'text/plain', 'out of order')
        const shown = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
        if (shown !== `${client.id}:${encodeURIComponent(client.secret).replaceAll('%20', '+')}`) {
          return json(401, { error: 'invalid_client' })
        }
        const code = form.get('code') ?? ''
        const granted = codes.get(code)
        codes.delete(code)
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url')
        if (!granted || granted.challenge !== challenge || granted.redirectUri !== form.get('redirect_uri')) {
          return json(400, { error: 'invalid_grant' })
        }
        return json(200, { access_token: randomUUID(), token_type: 'Bearer', id_token: await idToken(granted) })
      }
      case '/logout': {
        const back = url.searchParams.get('post_logout_redirect_uri')
        const known = back === afterLogout && url.searchParams.has('id_token_hint')
        return known ? response.writeHead(303, { Location: back }).end() : send(400, 'text/plain', 'unknown logout')
      }
      default:
        return send(404, 'text/plain', 'nothing here')
    }
  }

  async function idToken({ person, nonce }: Granted): Promise<string> {
    const now = Math.floor(Date.now() / 1_000)
    const honest = { iss: issuer, aud: client.id, iat: now, exp: now + 300, nonce, ...person }
    const claims: JWTPayload = { ...honest, ...provider.spoil.claims }
    switch (provider.spoil.signature) {
      case 'none':
        return new UnsecuredJWT(claims).encode()
      case 'secret':
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(client.secret))
      default: {
        const { privateKey } = provider.spoil.signature === 'foreign' ? foreign : listed
        return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(privateKey)
      }
    }
  }
  return provider
}

function faultOf(
  asked: URLSearchParams,
  { client, callback }: { readonly client: { readonly id: string }; readonly callback: string },
): string | null {
  if (asked.get('client_id') !== client.id) return 'unknown client'
  if (asked.get('redirect_uri') !== callback) return 'foreign redirect'
  if (asked.get('response_type') !== 'code' || !asked.get('scope')?.split(' ').includes('openid')) return 'no code flow'
  if (asked.get('code_challenge_method') !== 'S256' || !asked.get('code_challenge')) return 'no PKCE'
  return asked.get('state') && asked.get('nonce') ? null : 'no state or nonce'
}

/** The form names a subject, or is the JSON of all claims. */
const personOf = (typed: string): Person =>
  typed.startsWith('{') ? (JSON.parse(typed) as Person) : { sub: `subject-${typed}`, preferred_username: typed }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

const loginPage = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Hệ thống tài khoản cơ quan</title></head>
<body><h1>Hệ thống tài khoản cơ quan</h1><form method="post"><label>Tài khoản <input name="person"></label>
<button name="decision" value="agree">Đồng ý</button> <button name="decision" value="deny">Từ chối</button></form></body></html>`
