import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { largestOriginal, vaultCommandSchema } from '@nq15/domain/petitions'
import type { Auth } from '@nq15/use-cases/access/auth'
import { answerVault } from '@nq15/use-cases/petitions/answer-vault'
import { readSealedPaper, readVault, readVaultHistory } from '@nq15/use-cases/petitions/read-vault'
import type { Vault, VaultCaller } from '@nq15/use-cases/petitions/vault-calling'
import type { Logger } from 'pino'
import { z } from 'zod'
import { readCaller } from './gate.ts'

/** A command holds a few lines of text; more is no command. */
const longestBody = 64 * 1024
/** An original comes as base64, with its frame. */
const longestOriginal = Math.ceil(largestOriginal / 3) * 4 + longestBody

/** The vault's door on loopback: one page of each kind to look at, and one place for acts. Not for browsers; logs hold no content. */
export function serveVault({ vault, auth, log }: { vault: Vault; auth: Auth; log: Logger }): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://vault')
    answer({ vault, auth }, request, response).then(
      (what) => log.info({ what, status: response.statusCode }, 'answered'),
      (error) => {
        // The text of a fault may quote what was typed and stays out, and so does the address beyond its first word.
        const type = error instanceof Error ? error.name : typeof error
        log.error({ place: pathname.split('/')[1], err: { type } }, 'request failed')
        if (!response.headersSent) say(response, 500, { code: 'FAULT' })
        else response.destroy()
      },
    )
  })
}

const page = z.coerce.number().int().min(0).max(10_000).catch(0)

async function answer(
  { vault, auth }: { vault: Vault; auth: Auth },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://vault')
  if (pathname === '/healthz') return say(response, 200, { ok: true })
  // A page elsewhere must not reach the vault with the cookies of whoever looks at it; the web sends no such header.
  const fromBrowser = request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined
  if (fromBrowser) return say(response, 403, { code: 'NOT_FOR_BROWSERS' })
  const caller = await readCaller(auth, request)
  if (!caller) return say(response, 401, { code: 'SIGNED_OUT' })
  const takesOriginals = pathname === '/originals'
  if (request.method === 'POST' && (pathname === '/act' || takesOriginals)) {
    // Only who may seal is listened to for so long.
    if (takesOriginals && !caller.work) return say(response, 409, { code: 'NO_RIGHT' })
    const command = vaultCommandSchema.safeParse(
      await readBody(request, takesOriginals ? longestOriginal : longestBody),
    )
    if (command.success && (command.data.act === 'seal-original') !== takesOriginals)
      return say(response, 422, { code: 'BAD_INPUT', wrong: ['act'] })
    if (!command.success) {
      const wrong = [...new Set(command.error.issues.map(({ path }) => path.map(String).join('.')))]
      return say(response, 422, { code: 'BAD_INPUT', wrong })
    }
    const done = await answerVault(vault, caller, command.data)
    say(response, done.ok ? 200 : 409, done.ok ? done.value : done.refusal)
    return command.data.act
  }
  const looked = await look(vault, caller, pathname, page.parse(searchParams.get('page') ?? 0))
  if (!looked) return say(response, 404, { code: 'NOT_FOUND' })
  say(response, looked.ok ? 200 : 409, looked.ok ? looked.value : looked.refusal)
  return 'look'
}

function look(vault: Vault, caller: VaultCaller, pathname: string, at: number) {
  if (pathname === '/unit') return readVault(vault, caller)
  if (pathname === '/history') return readVaultHistory(vault, caller, { page: at })
  const petitionId = /^\/papers\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
  return petitionId === undefined ? null : readSealedPaper(vault, caller, { petitionId })
}

async function readBody(request: IncomingMessage, longest: number): Promise<unknown> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += (part as Buffer).length
    if (length > longest) return null
    parts.push(part as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return null
  }
}

function say(response: ServerResponse, status: number, body: object): string {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
  return String(status)
}
