import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Settings } from './s3-store.ts'
import { signS3Request } from './sign-s3-request.ts'

/** A counterpart on loopback that answers the five requests we make as an S3 service does, and checks every signature. */
export type ExampleS3 = {
  readonly settings: Omit<S3Settings, 'prefix'>
  readonly objects: ReadonlyMap<string, Buffer>
  /** Answers 503 to the next requests. */
  readonly failNext: (count: number) => void
  readonly close: () => Promise<void>
}

const account = { accessKey: 'EXAMPLE', secretKey: 'a secret of tests', region: 'hanoi-1' }
const pageSize = 3

/** Starts the counterpart on a free port, its bucket empty. */
export async function startExampleS3(): Promise<ExampleS3> {
  const objects = new Map<string, Buffer>()
  let failures = 0
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const query = Object.fromEntries(url.searchParams)
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    if (failures > 0) {
      failures -= 1
      return refuse(503, 'SlowDown')
    }
    if (!isSigned(request, url, query)) return refuse(403, 'SignatureDoesNotMatch')
    const [, bucket, ...parts] = decodeURIComponent(url.pathname).split('/')
    if (bucket !== 'nq15') return refuse(404, 'NoSuchBucket')
    const key = parts.join('/')
    if (key === '') return response.writeHead(200, { 'content-type': 'application/xml' }).end(list(query))
    const found = objects.get(key)
    switch (request.method) {
      case 'PUT':
        // A service answers only to a body of the length that was announced.
        if (String(body.length) !== request.headers['content-length']) return refuse(400, 'IncompleteBody')
        objects.set(key, body)
        return response.writeHead(200).end()
      case 'DELETE':
        objects.delete(key)
        return response.writeHead(204).end()
      case 'HEAD':
        return found ? response.writeHead(200, { 'content-length': found.length }).end() : response.writeHead(404).end()
      default: {
        if (!found) return refuse(404, 'NoSuchKey')
        const [, from, to] = /^bytes=(\d+)-(\d+)$/u.exec(request.headers.range ?? '') ?? []
        if (from === undefined) return response.writeHead(200).end(found)
        return response.writeHead(206).end(found.subarray(Number(from), Number(to) + 1))
      }
    }
  }
  const list = (query: Record<string, string>) => {
    const keys = [...objects.keys()].filter((key) => key.startsWith(query['prefix'] ?? '')).sort()
    const from = Number(query['continuation-token'] ?? 0)
    const entries = keys
      .slice(from, from + pageSize)
      .map(
        (key) =>
          `<Contents><Key>${key}</Key><LastModified>${new Date().toISOString()}</LastModified><Size>${objects.get(key)?.length}</Size></Contents>`,
      )
    const more =
      from + pageSize < keys.length ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ''
    return `<?xml version="1.0"?><ListBucketResult>${entries.join('')}${more}</ListBucketResult>`
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    settings: { ...account, endpoint: `http://127.0.0.1:${port}`, bucket: 'nq15' },
    objects,
    failNext: (count) => {
      failures = count
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Signs what arrived once more and compares; our signature itself is held against the documented examples elsewhere. */
function isSigned(request: IncomingMessage, url: URL, query: Record<string, string>): boolean {
  const authorization = request.headers.authorization ?? ''
  const names = /SignedHeaders=([^,]+)/u.exec(authorization)?.[1]?.split(';') ?? []
  const date = String(request.headers['x-amz-date'])
  const now = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, '$1-$2-$3T$4:$5:$6Z'))
  if (!names.includes('host') || Math.abs(Date.now() - now.getTime()) > 900_000) return false
  const headers = Object.fromEntries(
    names
      .filter((name) => !['x-amz-content-sha256', 'x-amz-date'].includes(name))
      .map((name) => [name, String(request.headers[name])]),
  )
  const payload = String(request.headers['x-amz-content-sha256'])
  const asked = { method: request.method ?? '', path: url.pathname, query, headers, payload }
  return signS3Request(asked, account, now)['authorization'] === authorization
}
