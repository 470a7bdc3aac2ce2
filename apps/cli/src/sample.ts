import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { growSample } from '@nq15/use-cases/organizations/grow-sample'
import { layNation } from '@nq15/use-cases/organizations/lay-nation'
import {
  type DemoAccount,
  type DemoYears,
  loadSample,
  type SampleRefusal,
} from '@nq15/use-cases/organizations/load-sample'
import type { OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { campaignServiceScope, operatorScope, sampleProof } from './operator.ts'
import { progressBar } from './progress.ts'

/** Accounts of the sample with the passwords made for this data folder. */
export type DemoAccounts = readonly DemoAccount[]

/** Why a database is not given the sample; the message is for the person at the keyboard. */
export class SampleRefused extends Error {
  override readonly name = 'SampleRefused'
}

const accountsFile = (env: Env) => join(env.dataFolder, 'demo-accounts.json')

/** Whether everybody who can reach this server sits at this machine. */
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host)

/** Loads the sample into an empty embedded database and answers its accounts; null where there is none. */
export async function loadSampleOnFirstStart(
  database: OpenDatabase,
  env: Env,
  say: (line: string) => void,
): Promise<DemoAccounts | null> {
  const kept = await readFile(accountsFile(env), 'utf8').catch(() => null)
  if (kept !== null) {
    // Demo passwords stand in a file of this folder: they may open a door on this machine and no other.
    if (!isLoopback(env.NQ15_HOST))
      throw new SampleRefused(
        `This data folder holds the sample with its demo accounts; it is served on loopback only, not on ${env.NQ15_HOST}.`,
      )
    return JSON.parse(kept) as DemoAccounts
  }
  if (database.kind !== 'embedded' || !env.withSample || !isLoopback(env.NQ15_HOST)) return null
  try {
    return (await loadSampleInto(database, env, say)).accounts
  } catch (error) {
    if (error instanceof SampleRefused) return null
    throw error
  }
}

/** How much is laid beside the demo; `ratio` is the part of a whole city. */
export type CitySample = { readonly seed: number; readonly ratio: number; readonly onStep: (step: string) => void }
/** A nation instead of the demo, with so many years of ratings behind today's year. */
type NationSample = CitySample & { readonly years: number }
type Loaded = {
  readonly accounts: DemoAccounts
  /** What the city laid beside the demo hashes to; null for the demo alone. */
  readonly hash: string | null
}

/** Loads the sample now, with a city beside it where one is asked for; throws `SampleRefused` where it must not be. */
export async function loadSampleInto(
  database: OpenDatabase,
  env: Env,
  say: (line: string) => void,
  { city = null, onServer = false }: { readonly city?: CitySample | null; readonly onServer?: boolean } = {},
): Promise<Loaded> {
  refuseOpenPlaces(database, env, onServer)
  const db = connect({ url: database.url, poolSize: 4, timeoutMs: city ? 1_800_000 : 120_000 })
  const now = new Date()
  let hash: string | null = null
  try {
    say('  sample city')
    const growing = city && {
      grow: async (demo: DemoYears) => {
        const grown = await growSample(db, demo, {
          ...{ seed: city.seed, ratio: city.ratio, now, operator: operatorScope },
          // The embedded engine takes one piece of work at a time.
          atOnce: database.kind === 'embedded' ? 1 : 2,
          onProgress: progressOf(city),
        })
        hash = grown.hash
      },
    }
    const loaded = await loadSample(db, {
      now,
      operator: operatorScope,
      campaignService: campaignServiceScope(),
      prove: sampleProof,
      ...(growing ?? {}),
    })
    if (!loaded.ok) throw refused(loaded.refusal)
    await writeFile(accountsFile(env), JSON.stringify(loaded.value.accounts, null, 2), { mode: 0o600 })
    return { accounts: loaded.value.accounts, hash }
  } finally {
    await db.close()
  }
}

/** Above this part of a nation the embedded engine, which knows one process and one hand, would work for days. */
const embeddedNation = 0.01

/** Lays a nation now, in place of the demo; throws `SampleRefused` where it must not be. */
export async function layNationInto(
  database: OpenDatabase,
  env: Env,
  { seed, ratio, years, onServer, ...told }: NationSample & { readonly onServer: boolean },
): Promise<Loaded> {
  refuseOpenPlaces(database, env, onServer)
  if (database.kind === 'embedded' && ratio > embeddedNation)
    throw new SampleRefused('A nation is laid on a PostgreSQL server: give its address as DATABASE_URL.')
  const db = connect({ url: database.url, poolSize: 4, timeoutMs: 7_200_000 })
  try {
    const laid = await layNation(db, {
      ...{ seed, ratio, years, now: new Date(), operator: operatorScope, onProgress: progressOf(told) },
      atOnce: database.kind === 'embedded' ? 1 : 2,
    })
    if (!laid.ok) throw refused(laid.refusal)
    const { accounts, hash } = laid.value
    await writeFile(accountsFile(env), JSON.stringify(accounts, null, 2), { mode: 0o600 })
    return { accounts, hash }
  } finally {
    await db.close()
  }
}

function refuseOpenPlaces(database: OpenDatabase, env: Env, onServer: boolean): void {
  if (!isLoopback(env.NQ15_HOST))
    throw new SampleRefused('The sample has demo accounts and is loaded only where NQ15_HOST is loopback.')
  if (database.kind === 'server' && !onServer)
    throw new SampleRefused(
      'The sample has demo accounts. On a PostgreSQL of your own it is loaded only with --on-server, into a database meant for it.',
    )
}

const refused = ({ code }: SampleRefusal): SampleRefused =>
  new SampleRefused(
    code === 'REAL_ACCOUNTS'
      ? 'This database holds real accounts; the sample is not loaded beside them. Nothing was changed.'
      : 'This database already holds organizations; the sample is loaded into an empty one. Nothing was changed.',
  )

/** A bar per step on a terminal; elsewhere a line when a step has ended, with the seconds it took. */
function progressOf({ onStep }: Pick<CitySample, 'onStep'>) {
  let [current, began] = ['', 0]
  let bar: ReturnType<typeof progressBar> | null = null
  return (step: string, done: number, total: number): void => {
    if (step !== current) {
      ;[current, began, bar] = [step, performance.now(), progressBar(step, total)]
    }
    bar?.update(done)
    if (done < total) return
    bar?.stop()
    onStep(`${step}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
}
