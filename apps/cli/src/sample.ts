import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { loadSample } from '@nq15/use-cases/organizations/load-sample'
import type { Command } from 'commander'
import { z } from 'zod'
import { type OpenDatabase, withDatabase } from './database.ts'
import type { Env } from './env.ts'
import { sayAnswer, verb } from './import-verb.ts'
import type { Answer } from './ratings/answer.ts'

const demoAccounts = z.array(z.object({ username: z.string(), password: z.string(), role: z.string() }))
/** Accounts of the sample with the passwords made for this data folder. */
export type DemoAccounts = readonly z.infer<typeof demoAccounts>[number][]

const accountsFile = (env: Env) => join(env.dataFolder, 'demo-accounts.json')
const loopback = ['127.0.0.1', '::1', 'localhost']

/** Where demo accounts may stand: the embedded database, served to this machine only. */
const mayHoldSample = (env: Env) => env.DATABASE_URL === undefined && loopback.includes(env.NQ15_HOST)

/**
 * Loads the sample into an empty embedded database and answers its accounts; null where there is no sample: another
 * database, a host that others reach, or a database that holds data of its own.
 */
export async function loadSampleOnFirstStart(
  database: OpenDatabase,
  env: Env,
  say: (line: string) => void,
): Promise<DemoAccounts | null> {
  if (database.kind !== 'embedded' || !mayHoldSample(env)) return null
  const kept = await readAccounts(env)
  if (kept) return kept
  const db = connect({ url: database.url, poolSize: 4, timeoutMs: 600_000 })
  try {
    const loaded = await loadSample(db, new Date())
    if (!loaded.ok) return null
    const { cells, members, accounts } = loaded.value
    await writeFile(accountsFile(env), JSON.stringify(accounts, null, 2), { mode: 0o600 })
    say(`  sample: three communes, ${cells} cells, ${members} invented members`)
    return accounts
  } finally {
    await db.close()
  }
}

async function readAccounts(env: Env): Promise<DemoAccounts | null> {
  const text = await readFile(accountsFile(env), 'utf8').catch(() => null)
  return text === null ? null : demoAccounts.parse(JSON.parse(text))
}

/** Adds the verb `sample`: the invented city, into an empty embedded database and nowhere else. */
export function sampleCommand(program: Command): void {
  verb(program, 'sample')
    .description('load the invented sample city into an empty embedded database')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { json?: true }, command: Command) => {
      const answer = await withDatabase(async (db, env): Promise<Answer> => {
        if (!mayHoldSample(env))
          return refused('NOT_EMBEDDED', 'The sample is for the embedded database on this machine only.')
        const loaded = await loadSample(db, new Date())
        if (!loaded.ok) {
          return loaded.refusal.code === 'REAL_ACCOUNTS'
            ? refused('REAL_ACCOUNTS', 'The database holds real accounts; the sample is not loaded beside them.')
            : refused('NOT_EMPTY', 'The database holds organizations already; nothing was changed.')
        }
        const { accounts } = loaded.value
        await writeFile(accountsFile(env), JSON.stringify(accounts, null, 2), { mode: 0o600 })
        const lines = accounts.map(({ username, password, role }) => `${username}  ${password}  ${role}`)
        return { json: loaded.value, lines, exitCode: 0 }
      })
      sayAnswer(answer, { json, command })
    })
}

const refused = (code: string, text: string): Answer => ({
  json: { refused: true, code, text },
  lines: [text],
  exitCode: 1,
})
