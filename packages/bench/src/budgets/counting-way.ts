import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What one request made the database run. */
export type Counted = {
  /** Messages that made the server run something, beginning and end of a transaction among them. */
  readonly statements: number
  /** How often the same text was run at most: a loop over rows shows here. */
  readonly repeated: number
  /** The text that was run most often. */
  readonly text: string
}

/**
 * A way to the database that counts what the product runs for each request: it reads the messages of the connections as they pass and
 * takes the request's id from where a transaction enters as its actor. Nothing of the product knows of it.
 */
export class CountingWay {
  readonly #byRequest = new Map<string, Map<string, number>>()
  readonly #open = new Set<Socket>()
  readonly #server
  readonly #target: URL
  /** Statements of transactions of the sign-in, which names no request. */
  signIn = 0

  private constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl)
    this.#server = createServer((client) => this.#pass(client))
  }

  static async open(databaseUrl: string): Promise<CountingWay> {
    const way = new CountingWay(databaseUrl)
    await new Promise<void>((resolve) => way.#server.listen(0, '127.0.0.1', resolve))
    return way
  }

  /** The database's address by this way. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return Object.assign(new URL(this.#target), { hostname: '127.0.0.1', port: String(port) }).href
  }

  /** What a request has run until now, and forgets it. */
  take(requestId: string): Counted {
    const texts = [...(this.#byRequest.get(requestId) ?? [])].sort(([, one], [, other]) => other - one)
    this.#byRequest.delete(requestId)
    const statements = texts.reduce((sum, [, times]) => sum + times, 0)
    const [text, repeated] = texts.find(([one]) => !/^(BEGIN|COMMIT|ROLLBACK)/u.test(one)) ?? ['', 0]
    return { statements, repeated, text }
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #pass(client: Socket): void {
    const database = connect(Number(this.#target.port || 5432), this.#target.hostname)
    const reader = new MessageReader((text) => this.#count(connection, text))
    const connection: Connection = { request: null }
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      socket.setNoDelay(true)
      this.#open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.#open.delete(socket)
        other.destroy()
      })
    }
    client.on('data', (chunk) => reader.read(chunk))
    client.pipe(database)
    database.pipe(client)
  }

  #count(connection: Connection, text: string): void {
    const entered = enteredAs(text)
    if (entered !== null) connection.request = entered
    if (connection.request === signIn) this.signIn += 1
    // A transaction that names no request is a job's.
    else if (connection.request !== null && connection.request !== '') {
      const texts = this.#byRequest.get(connection.request) ?? new Map<string, number>()
      this.#byRequest.set(connection.request, texts.set(text, (texts.get(text) ?? 0) + 1))
    }
    if (text === 'COMMIT' || text === 'ROLLBACK') connection.request = null
  }
}

/** The request whose transaction is open; null between transactions. */
type Connection = { request: string | null }

/** In the place of a request: the sign-in, which names none. No request's id has brackets. */
const signIn = '(sign-in)'

/** The request that a beginning transaction names, empty where a job has none, `(sign-in)` as the sign-in, null where nothing begins. */
export function enteredAs(text: string): string | null {
  if (text.startsWith('BEGIN; SET LOCAL ROLE nq15_auth')) return signIn
  return /^BEGIN[^;]*; SELECT app\.enter\('\w+', '[0-9a-f-]+', '([^']*)'/u.exec(text)?.[1] ?? null
}

/** Reads the client's side of PostgreSQL's protocol and tells the text of everything that is run. */
export class MessageReader {
  readonly #run: (text: string) => void
  readonly #prepared = new Map<string, string>()
  #rest: Buffer = Buffer.alloc(0)
  #bound = ''
  #isStarted = false
  constructor(run: (text: string) => void) {
    this.#run = run
  }

  read(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      // The first message has no letter; its length stands at once.
      const head = this.#isStarted ? 1 : 0
      if (this.#rest.length < head + 4) return
      const length = head + this.#rest.readInt32BE(head)
      if (this.#rest.length < length) return
      if (this.#isStarted) this.#message(this.#rest[0] ?? 0, this.#rest.subarray(5, length))
      // A question whether the server speaks TLS comes before the real beginning.
      else if (this.#rest.readInt32BE(4) !== askForTls) this.#isStarted = true
      this.#rest = this.#rest.subarray(length)
    }
  }

  #message(kind: number, body: Buffer): void {
    if (kind === letter.query) this.#run(wordAt(body, 0))
    else if (kind === letter.parse) {
      const name = wordAt(body, 0)
      this.#prepared.set(name, wordAt(body, Buffer.byteLength(name) + 1))
    } else if (kind === letter.bind)
      this.#bound = this.#prepared.get(wordAt(body, Buffer.byteLength(wordAt(body, 0)) + 1)) ?? ''
    else if (kind === letter.execute) this.#run(this.#bound)
  }
}

const askForTls = 80877103
const letter = { query: 0x51, parse: 0x50, bind: 0x42, execute: 0x45 } as const

const wordAt = (body: Buffer, from: number) => body.toString('utf8', from, body.indexOf(0, from))
