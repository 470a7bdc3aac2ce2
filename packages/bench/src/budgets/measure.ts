import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { loadavg } from 'node:os'
import type pg from 'pg'
import type { RunningProduct } from '../product.ts'
import { summarise } from '../table.ts'
import type { CountingWay } from './counting-way.ts'
import { PlaceFinder } from './find-places.ts'
import type { Figures } from './judge.ts'
import { board, places, standIns, type Who } from './places.ts'
import { calls } from './procedures.ts'

/** A page or procedure as measured, with the text it ran most often and how often. */
export type Measured = Figures & { readonly repeated: number; readonly text: string }

/** Everything measured at one size. */
export type Size = {
  readonly name: string
  readonly members: number
  readonly load: number
  /** The machine's unit while it was measured, in milliseconds. */
  readonly unitMs: number
  readonly figures: readonly Measured[]
  /** What was not measured, with the reason. */
  readonly missing: readonly string[]
}

type Ground = {
  readonly name: string
  readonly product: RunningProduct
  readonly way: CountingWay
  readonly owner: pg.Client
  readonly rounds: number
}

/** What takes longer is asked only once more. */
const slowMs = 4_000

/** Asks every page and procedure, one request at a time, as the account that its place names. */
export async function measureProduct({ name, product, way, owner, rounds }: Ground): Promise<Size> {
  const people = new People(product, owner)
  const figures: Measured[] = []
  const missing: string[] = []
  const units: number[] = []
  const measure = async (what: string, ask: () => Promise<Answer>, isRight: (status: number) => boolean) => {
    units.push(machineUnit())
    const first = await counted(way, ask)
    if (!isRight(first.status)) return void missing.push(`${what}: answered ${first.status}`)
    const times = first.ms > slowMs ? 1 : rounds
    const rest: (Answer & CountedAnswer)[] = []
    for (let round = 0; round < times; round += 1) rest.push(await counted(way, ask))
    const all = [first, ...rest]
    const most = all.reduce((one, other) => (other.statements > one.statements ? other : one))
    // The sign-in names no request, and questions whether the database answers pass as it: what was least is this request's own.
    const signIn = Math.min(...all.map((one) => one.signIn))
    const { median, p95 } = summarise(rest.map(({ ms }) => ms))
    const bytes = Math.max(...all.map((one) => one.bytes))
    figures.push({
      ...{ what, bytes, medianMs: median, p95Ms: p95 },
      ...{ statements: most.statements + signIn, repeated: most.repeated, text: most.text },
    })
  }
  try {
    const finder = new PlaceFinder(async (who, address) => {
      const answer = await fetch(product.url + address, { headers: { cookie: await people.cookieOf(who) } })
      return answer.text()
    })
    for (const route of Object.keys(places)) {
      const place = await finder.find(route).catch(reasonOf)
      const cookie = typeof place === 'string' ? place : await people.cookieOf(place.who).catch(reasonOf)
      if (typeof place === 'string') missing.push(`GET ${route}: ${place}`)
      else if (cookie.startsWith(noAccount)) missing.push(`GET ${route}: ${cookie}`)
      else {
        const headers = { cookie }
        await measure(
          `GET ${route}`,
          () => askOf(product.url + place.address, { headers }),
          (status) => status === (route === '*' ? 404 : 200),
        )
      }
    }
    const city = await people.organizationOf(board)
    for (const [procedure, call] of Object.entries(calls)) {
      if ('outside' in call) {
        missing.push(`${procedure}: ${call.outside}`)
        continue
      }
      const cookie = await people.cookieOf(call.who).catch(reasonOf)
      if (cookie.startsWith(noAccount)) {
        missing.push(`${procedure}: ${cookie}`)
        continue
      }
      const headers = { cookie, 'content-type': 'application/json' }
      const address = `${product.monitorUrl}/trpc/${procedure}`
      if ('act' in call) {
        await measure(
          procedure,
          () => askOf(address, { headers, body: '{}' }),
          (status) => status === 400,
        )
        continue
      }
      const input = await filled(call.input, { finder, city }).catch(reasonOf)
      if (typeof input === 'string') missing.push(`${procedure}: ${input}`)
      else {
        const query = call.input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
        await measure(
          procedure,
          () => askOf(address + query, { headers }),
          (status) => status === 200,
        )
      }
    }
  } finally {
    await people.leave()
  }
  const { rows } = await owner.query<{ members: number }>('select count(*)::int as members from member')
  const unitMs = summarise(units).median
  return { name, members: rows[0]?.members ?? 0, load: loadavg()[0] ?? 0, unitMs, figures, missing }
}

const noAccount = 'no account'
const reasonOf = (error: unknown): string => {
  if (error instanceof NoAccount) return error.message
  throw error
}

class NoAccount extends Error {
  constructor(who: string) {
    super(`${noAccount} like ${who}`)
  }
}

/** The input of a procedure with the ids of the pages it names; a reason where one of them is not there. */
async function filled(
  input: Readonly<Record<string, unknown>> | undefined,
  { finder, city }: { finder: PlaceFinder; city: string },
): Promise<Record<string, unknown> | string> {
  let text = JSON.stringify(input ?? {}).replaceAll('{city}', city)
  for (const [whole, route = ''] of text.matchAll(/\{(\/[^}]+)\}/gu)) {
    const place = await finder.find(route)
    if (typeof place === 'string') return place
    text = text.replace(whole, /[0-9a-f]{8}-[0-9a-f-]{27}/u.exec(place.address)?.[0] ?? '')
    text = text.replace('{period}', /reports\/([\w-]+)/u.exec(place.address)?.[1] ?? '')
  }
  return JSON.parse(text) as Record<string, unknown>
}

type Answer = { readonly status: number; readonly bytes: number; readonly ms: number; readonly requestId: string }

/** One request to its last byte, uncompressed, so that bytes and time are the server's. */
function askOf(url: string, { headers, body }: { headers: Record<string, string>; body?: string }): Promise<Answer> {
  const given = randomUUID()
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const asked = request(
      url,
      { method: body === undefined ? 'GET' : 'POST', headers: { ...headers, 'x-request-id': given } },
      (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            ...{ status: answer.statusCode ?? 0, bytes, ms: performance.now() - began },
            // The web gives a request an id of its own and tells it.
            requestId: String(answer.headers['x-request-id'] ?? given),
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

type CountedAnswer = {
  readonly signIn: number
  readonly statements: number
  readonly repeated: number
  readonly text: string
}

async function counted(way: CountingWay, ask: () => Promise<Answer>): Promise<Answer & CountedAnswer> {
  const before = way.signIn
  const answer = await ask()
  return { ...answer, ...way.take(answer.requestId), signIn: way.signIn - before }
}

/** The same small work each time, of the kind a page is made of; what the machine takes for it is its unit. */
function machineUnit(): number {
  const rows = Array.from({ length: 2_000 }, (_, at) => ({ id: `${at}`, name: `Chi bộ ${at % 97}`, at: at % 13 }))
  const began = performance.now()
  const again = JSON.parse(JSON.stringify(rows)) as typeof rows
  again
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id, name }) => `<td>${id}</td><td>${name}</td>`)
    .join('')
  return performance.now() - began
}

/** The sample's accounts, signed in when first asked for; who owes a second factor is spared it while this runs. */
class People {
  readonly #product: RunningProduct
  readonly #owner: pg.Client
  readonly #cookies = new Map<string, Promise<string>>()
  #spared: string[] = []
  constructor(product: RunningProduct, owner: pg.Client) {
    this.#product = product
    this.#owner = owner
  }

  async cookieOf(who: Who): Promise<string> {
    if (who === null) return ''
    // A size without the sample's people has others of the same kind, or none; one of them may stand in for two.
    const accounts = await this.#product.accounts()
    const found = [who, standIns[who]].find((name) => accounts.some(({ username }) => username === name))
    if (!found) throw new NoAccount(who)
    const known = this.#cookies.get(found) ?? this.#signIn(found)
    this.#cookies.set(found, known)
    return known
  }

  async #signIn(who: string): Promise<string> {
    const cookie = await this.#product.signIn(who)
    const { rowCount } = await this.#owner.query(
      `update auth."user" set two_factor_enabled = true where username = $1 and not two_factor_enabled`,
      [who],
    )
    if (rowCount === 1) this.#spared.push(who)
    return cookie
  }

  async organizationOf(who: string): Promise<string> {
    const { rows } = await this.#owner.query<{ id: string }>(
      `select g.organization_id as id from access_grant g join auth."user" u on u.id = g.user_id where u.username = any ($1) limit 1`,
      [[who, standIns[who]]],
    )
    return rows[0]?.id ?? ''
  }

  async leave(): Promise<void> {
    await this.#owner.query(`update auth."user" set two_factor_enabled = false where username = any ($1)`, [
      this.#spared,
    ])
    this.#spared = []
  }
}
