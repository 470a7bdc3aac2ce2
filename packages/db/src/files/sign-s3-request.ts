import { createHash, createHmac } from 'node:crypto'

/** Who asks an S3-compatible store, and where. */
export type S3Account = {
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

/** A request before it is signed; `headers` in lower case, with `host`. */
export type S3Request = {
  readonly method: string
  /** Path with every part encoded already. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** SHA-256 of the body in hex, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Encodes a part of a path or query as the signature wants it. */
export const encodeS3 = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/gu, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** The query as it is signed and sent. */
export const queryOf = (query: S3Request['query']): string =>
  Object.entries(query)
    .map(([name, value]) => [encodeS3(name), encodeS3(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** The headers of a request with its AWS Signature Version 4. */
export function signS3Request(request: S3Request, account: S3Account, now: Date): Record<string, string> {
  const moment = now.toISOString().replace(/[-:]|\.\d{3}/gu, '')
  const day = moment.slice(0, 8)
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-content-sha256': request.payload,
    'x-amz-date': moment,
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    request.method,
    request.path,
    queryOf(request.query),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    request.payload,
  ].join('\n')
  const reach = `${day}/${account.region}/s3/aws4_request`
  const key = ['s3', 'aws4_request'].reduce(
    (last, part) => hmac(last, part),
    hmac(hmac(`AWS4${account.secretKey}`, day), account.region),
  )
  const signature = hmac(key, ['AWS4-HMAC-SHA256', moment, reach, sha256(canonical)].join('\n')).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${account.accessKey}/${reach},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { ...headers, authorization }
}
