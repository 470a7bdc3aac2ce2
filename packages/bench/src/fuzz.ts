import { FuzzPace } from './fuzz-pace.ts'
import { type Gathered, gather, monitorShot, type Shot, vaultShot, webShot } from './fuzz-requests.ts'
import { procedureNames, vaultTargets, webTargets } from './fuzz-targets.ts'
import { type Dice, seededDice } from './fuzz-values.ts'
import { type RunningProduct, signInAt, startProduct } from './product.ts'
import { markdownTable } from './table.ts'

type Options = {
  readonly requests: number
  readonly seed: number
  readonly accounts?: number
  /** What the targets have cost in the rounds before. */
  readonly pace?: FuzzPace
}

/** Requests of one dice: after each such round the line to go on with is printed. */
const round = 10_000

/**
 * Brings the product up with a sample of its own and fuzzes it in rounds, each with the next seed; prints a table a round and how to
 * go on from there, and throws at the end when anything failed.
 */
export async function runFuzz(print: (text: string) => void, options: Options): Promise<void> {
  const product = await startProduct()
  const pace = new FuzzPace()
  const failed: string[] = []
  try {
    for (let done = 0; done < options.requests; done += round) {
      const seed = options.seed + done / round
      const requests = Math.min(round, options.requests - done)
      await fuzz(product, print, { ...options, requests, seed, pace }).catch((error: unknown) => {
        failed.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
      })
      const left = options.requests - done - requests
      if (left > 0) print(`${done + requests} of ${options.requests}; the rest alone: bench fuzz ${left} ${seed + 1}`)
    }
  } finally {
    await product.stop()
  }
  for (const { target, asked, seconds } of pace.dearest(5))
    print(`${seconds.toFixed(0)} s in ${asked} requests: ${target}`)
  if (failed.length > 0) throw new Error(failed.join('; '))
}

type Tally = { sent: number; readonly statuses: Map<number, number>; readonly faults: string[] }

/**
 * Asks every page, act, procedure and page of the vault by every demo account and by nobody, with what belongs there and with what
 * does not. A fault is an answer of 500 and above but 503 (a program that did not answer in time, told in words), an answer that tells
 * of the inside, none at all, a line of fault in a log, or a write from another site that is not refused. The seed repeats the choice of requests; ids are those of the running product.
 */
export async function fuzz(
  product: RunningProduct,
  print: (text: string) => void,
  { requests, seed, accounts, pace = new FuzzPace() }: Options,
): Promise<void> {
  const began = performance.now()
  const dice = seededDice(seed)
  const tallies = { web: newTally(), monitor: newTally(), vault: newTally() }
  const people = await signPeopleIn(product, accounts)
  const gathered: Gathered = { ids: new Set(), names: new Set(), values: new Set() }
  const faultsBefore = product.faultLines.length
  const [pages, procedures, acts] = await Promise.all([webTargets(), procedureNames(), vaultTargets()])
  let left = requests
  const pickPage = () => {
    for (;;) {
      const page = dice.pick(pages)
      if (pace.mayAsk(`${page.method} ${page.route}`)) return page
    }
  }
  const shooter = async () => {
    while (left > 0) {
      left -= 1
      const who = dice.pick(people)
      const at = { cookie: who.cookie, origin: product.url, gathered }
      const kind = dice.below(10)
      const page = pickPage()
      const procedure = dice.pick(procedures)
      const target = kind < 7 ? `${page.method} ${page.route}` : kind < 9 ? procedure : 'the vault'
      const shot =
        kind < 7
          ? webShot(dice, page, at)
          : kind < 9
            ? monitorShot(dice, procedure, at)
            : vaultShot(dice, dice.pick(acts), at)
      // A server may close a kept connection in the moment the next request is written: only none twice is none.
      const first = await fire(product, shot)
      const answer = first.status === 0 ? await fire(product, shot) : first
      pace.tookSeconds(target, answer.seconds)
      judge(tallies[shot.door], shot, { ...answer, who: who.username })
      if (shot.door === 'web' && answer.status === 200) gather(gathered, answer.text)
      const sent = requests - left
      if (sent % 2_000 === 0) await refresh(product, people, dice)
      if (sent % 1_000 === 0) print(`  ${sent} sent after ${Math.round((performance.now() - began) / 1_000)} s`)
    }
  }
  await Promise.all(Array.from({ length: 6 }, shooter))
  const stillReady = await fetch(`${product.url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
  const faults = Object.values(tallies).flatMap(({ faults: found }) => found)
  if (!stillReady) faults.push('the product is not ready any more')
  faults.push(...grave(product.faultLines.slice(faultsBefore)).map((line) => `in the log: ${line.slice(0, 400)}`))
  print(
    `seed ${seed}, ${people.length - 1} accounts and nobody, ${pages.length} pages and acts, ${procedures.length} procedures, ${acts.length} of the vault`,
  )
  print(
    markdownTable(
      ['Door', 'requests', 'answers by status', 'faults'],
      Object.entries(tallies).map(([door, { sent, statuses, faults: found }]) => [
        door,
        sent,
        [...statuses]
          .sort(([one], [other]) => one - other)
          .map(([status, count]) => `${status}: ${count}`)
          .join(', '),
        found.length,
      ]),
    ),
  )
  print(
    `${Math.round((performance.now() - began) / 1_000)} s, ${gathered.ids.size} ids and ${gathered.names.size} fields found on the way`,
  )
  for (const fault of faults.slice(0, 60)) print(`FAULT ${fault}`)
  if (faults.length > 0) throw new Error(`${faults.length} faults`)
}

const away = 503

/** Lines of faults without those of a request that was answered with 503. */
function grave(lines: readonly string[]): string[] {
  const idOf = (line: string) => /"requestId":"([^"]+)"/u.exec(line)?.[1]
  const told = new Set(lines.filter((line) => line.includes(`"status":${away}`)).map(idOf))
  return lines.filter((line) => idOf(line) === undefined || !told.has(idOf(line)))
}

const newTally = (): Tally => ({ sent: 0, statuses: new Map(), faults: [] })

type Person = { readonly username: string; cookie: string }

/** Nobody and every account, or the first of the asked number spread over their list: each sign-in costs a second. */
async function signPeopleIn(product: RunningProduct, count = Number.POSITIVE_INFINITY): Promise<[Person, ...Person[]]> {
  const people: [Person, ...Person[]] = [{ username: 'nobody', cookie: '' }]
  const all = await product.accounts()
  const step = Math.max(1, Math.floor(all.length / count))
  for (const account of all.filter((_, at) => at % step === 0).slice(0, count))
    people.push({ username: account.username, cookie: await signInAt(product.url, account).catch(() => '') })
  // An act of a round before may have ended an account; most of them open still.
  if (people.filter(({ cookie }) => cookie !== '').length < people.length / 2)
    throw new Error('most accounts cannot sign in')
  return people
}

/** An act that worked may have ended somebody's session: whoever is led to the door signs in again, when that is still possible. */
async function refresh(product: RunningProduct, people: readonly Person[], dice: Dice): Promise<void> {
  const person = dice.pick(people.slice(1))
  const asked = await fetch(product.url, { headers: { cookie: person.cookie }, redirect: 'manual' })
  await asked.arrayBuffer()
  if (asked.status !== 302) return
  const account = (await product.accounts()).find(({ username }) => username === person.username)
  person.cookie = account ? await signInAt(product.url, account).catch(() => '') : ''
}

type Answer = { readonly status: number; readonly text: string; readonly seconds: number }

async function fire(product: RunningProduct, { door, method, path, headers, body }: Shot): Promise<Answer> {
  const base = { web: product.url, monitor: product.monitorUrl, vault: product.vaultUrl }[door]
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), 60_000)
  try {
    const answer = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      signal: ending.signal,
      ...(body === undefined ? {} : { body }),
    })
    // A stream of events has no end: its head is the answer.
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      ending.abort()
      return { status: answer.status, text: '', seconds: seconds() }
    }
    return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString('utf8'), seconds: seconds() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return { status: 0, text: cause, seconds: seconds() }
  } finally {
    clearTimeout(timer)
  }
}

const inside = /PrismaClient|node_modules|postgres(ql)?:\/\/|\n\s+at .+[.]js:\d+|pg_catalog|violates .+ constraint/u

function judge(tally: Tally, shot: Shot, { status, text, seconds, who }: Answer & { who: string }): void {
  tally.sent += 1
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  const fault = (what: string) =>
    tally.faults.push(`${what}: ${shot.method} ${shot.path.slice(0, 300)} by ${who} ${tell(shot.body)}`)
  if (status === 0) fault(`no answer (${text.slice(0, 120)}, after ${Math.round(seconds)} s)`)
  if (status >= 500 && status !== away) fault(String(status))
  if (inside.test(text)) fault('tells of the inside')
  // 431: not even its head was read.
  if (shot.mustRefuse && ![403, 431].includes(status)) fault(`another site's write was answered ${status}`)
}

function tell(body: Shot['body']): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body.slice(0, 300) : `[form ${[...body.keys()].join(' ').slice(0, 200)}]`
}
