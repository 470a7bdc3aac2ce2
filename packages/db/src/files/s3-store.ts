import { createHash } from 'node:crypto'
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkObjectName, type ListedObject, type ObjectStore } from './object-store.ts'
import { encodeS3, queryOf, type S3Account, signS3Request } from './sign-s3-request.ts'

/** A bucket of an S3-compatible store. */
export type S3Settings = S3Account & {
  /** http(s) address of the service; the bucket stands in the path, as every compatible store takes it. */
  readonly endpoint: string
  readonly bucket: string
  /** In front of every name; '' or ending in `/`. */
  readonly prefix: string
}

/** The store answered what nobody expects; the message holds its status and code, never a key. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault'
  /** By which a fault of the place is told from a mistake of ours. */
  readonly code = 'STORE_FAULT'
}

const emptyHash = createHash('sha256').digest('hex')
const attempts = 3
const patienceMs = 60_000
const windowSize = 4 * 1024 * 1024

type Ask = {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'HEAD'
  readonly name?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: { readonly bytes: () => AsyncIterable<Buffer>; readonly size: number }
}

/** A store in a bucket, by plain signed requests; a request that fails for a moment is tried again. */
export function s3Store(settings: S3Settings): ObjectStore {
  const ask = (one: Ask, expected: readonly number[]) => askPatiently(settings, one, expected)
  const nameOf = (name: string) => settings.prefix + checkObjectName(name)
  return {
    put: async (name, bytes, size) => {
      await (await ask({ method: 'PUT', name: nameOf(name), body: { bytes, size } }, [200])).drop()
    },
    open: async (name) => {
      const head = await ask({ method: 'HEAD', name: nameOf(name) }, [200, 404])
      await head.drop()
      if (head.status === 404) return null
      const size = Number(head.headers['content-length'])
      return {
        size,
        read: windowed(size, (from, to) => readRange(ask, nameOf(name), from, to)),
        close: async () => undefined,
      }
    },
    remove: async (name) => {
      await (await ask({ method: 'DELETE', name: nameOf(name) }, [200, 204, 404])).drop()
    },
    list: () => listBucket(ask, settings.prefix),
  }
}

type Answer = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: IncomingMessage
  readonly drop: () => Promise<void>
}
type Asker = (one: Ask, expected: readonly number[]) => Promise<Answer>

async function askPatiently(settings: S3Settings, one: Ask, expected: readonly number[]): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce(settings, one).catch((error: unknown) => error)
    const fault = answer instanceof Error ? new StoreFault(`the store did not answer (${codeOf(answer)})`) : null
    if (!fault && isAnswer(answer)) {
      if (expected.includes(answer.status)) return answer
      const code = /<Code>(\w{1,60})<\/Code>/u.exec(await textOf(answer.body).catch(() => ''))?.[1] ?? ''
      if (answer.status < 500 && answer.status !== 429)
        throw new StoreFault(`the store answered ${answer.status} ${code}`)
      if (attempt >= attempts) throw new StoreFault(`the store answered ${answer.status} ${code}`)
    } else if (attempt >= attempts) throw fault ?? new StoreFault('the store did not answer')
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt))
  }
}

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'status' in value
const codeOf = (error: Error) => ('code' in error ? String(error.code) : error.name)

async function askOnce(settings: S3Settings, { method, name, query = {}, headers = {}, body }: Ask): Promise<Answer> {
  const address = new URL(settings.endpoint)
  const base = address.pathname.replace(/\/+$/u, '')
  const parts = [settings.bucket, ...(name === undefined ? [] : name.split('/'))]
  const path = `${base}/${parts.map(encodeS3).join('/')}`
  // The content is sealed and proved when it is read, so its body is not hashed a second time for the way.
  const payload = body ? 'UNSIGNED-PAYLOAD' : emptyHash
  const signed = signS3Request(
    { method, path, query, headers: { ...headers, host: address.host }, payload },
    settings,
    new Date(),
  )
  const search = queryOf(query)
  const send = address.protocol === 'https:' ? requestSecure : requestPlain
  const request = send({
    method,
    hostname: address.hostname,
    port: address.port,
    path: search === '' ? path : `${path}?${search}`,
    headers: { ...signed, ...(body ? { 'content-length': String(body.size) } : {}) },
    timeout: patienceMs,
  })
  request.on('timeout', () => request.destroy(new Error('timeout')))
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
  })
  if (body) {
    const sent = pipeline(Readable.from(body.bytes()), request)
    // A store that refuses early answers before it has read all: its answer counts, not the broken way.
    const response = await Promise.race([answered, sent.then(() => answered)])
    await sent.catch(() => undefined)
    return answerOf(response)
  }
  request.end()
  return answerOf(await answered)
}

function answerOf(response: IncomingMessage): Answer {
  const drop = async () => {
    response.resume()
    if (!response.readableEnded) await new Promise((resolve) => response.once('close', resolve))
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: response, drop }
}

async function bytesOf(body: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}
const textOf = async (body: IncomingMessage) => (await bytesOf(body)).toString('utf8')

async function readRange(ask: Asker, name: string, from: number, to: number): Promise<Buffer> {
  const answer = await ask({ method: 'GET', name, headers: { range: `bytes=${from}-${to - 1}` } }, [200, 206])
  const bytes = await bytesOf(answer.body)
  return answer.status === 206 ? bytes : bytes.subarray(from, to)
}

/** Reads in windows, since a content is mostly read from its beginning to its end in small steps. */
function windowed(size: number, fetchRange: (from: number, to: number) => Promise<Buffer>) {
  let at = 0
  let held: Buffer = Buffer.alloc(0)
  return async (offset: number, length: number): Promise<Buffer> => {
    const end = Math.min(size, offset + length)
    if (end <= offset) return Buffer.alloc(0)
    if (offset < at || end > at + held.length) {
      at = offset
      held = await fetchRange(offset, Math.min(size, offset + Math.max(length, windowSize)))
    }
    return held.subarray(offset - at, end - at)
  }
}

async function* listBucket(ask: Asker, prefix: string): AsyncGenerator<ListedObject> {
  let token: string | undefined
  do {
    const query = { 'list-type': '2', prefix, ...(token ? { 'continuation-token': token } : {}) }
    const text = await textOf((await ask({ method: 'GET', query }, [200])).body)
    for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gsu)) {
      const key = unescapeXml(tag(entry, 'Key'))
      if (!key.startsWith(prefix)) continue
      yield {
        name: key.slice(prefix.length),
        size: Number(tag(entry, 'Size')),
        changedAt: new Date(tag(entry, 'LastModified')),
      }
    }
    const next = tag(text, 'NextContinuationToken')
    token = next === '' ? undefined : unescapeXml(next)
  } while (token)
}

const tag = (text: string, name: string): string => new RegExp(`<${name}>(.*?)</${name}>`, 'su').exec(text)?.[1] ?? ''
const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
