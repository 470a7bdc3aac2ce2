import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { type DemoAccount, loadSample } from '@nq15/use-cases/organizations/load-sample'
import type { OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { campaignServiceScope, operatorScope, sampleProof } from './operator.ts'

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
    return await loadSampleInto(database, env, say)
  } catch (error) {
    if (error instanceof SampleRefused) return null
    throw error
  }
}

/** Loads the sample now; throws `SampleRefused` where it must not be. */
export async function loadSampleInto(
  database: OpenDatabase,
  env: Env,
  say: (line: string) => void,
): Promise<DemoAccounts> {
  if (database.kind !== 'embedded')
    throw new SampleRefused('The sample has demo accounts and is loaded into the embedded database only.')
  if (!isLoopback(env.NQ15_HOST))
    throw new SampleRefused('The sample has demo accounts and is loaded only where NQ15_HOST is loopback.')
  const db = connect({ url: database.url, poolSize: 4, timeoutMs: 120_000 })
  try {
    say('  sample city')
    const loaded = await loadSample(db, {
      now: new Date(),
      operator: operatorScope,
      campaignService: campaignServiceScope(),
      prove: sampleProof,
    })
    if (!loaded.ok) {
      throw new SampleRefused(
        loaded.refusal.code === 'REAL_ACCOUNTS'
          ? 'This database holds real accounts; the sample is not loaded beside them. Nothing was changed.'
          : 'This database already holds organizations; the sample is loaded into an empty one. Nothing was changed.',
      )
    }
    await writeFile(accountsFile(env), JSON.stringify(loaded.value.accounts, null, 2), { mode: 0o600 })
    return loaded.value.accounts
  } finally {
    await db.close()
  }
}
