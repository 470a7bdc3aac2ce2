import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { DataFolderBusyError } from '@nq15/db/embedded'
import { MigrationHistoryError } from '@nq15/db/migrate'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { readDatabaseHealth } from '@nq15/db/operations/health.read'
import {
  type Rehearsal,
  RehearsalError,
  rehearseFolder,
  rehearseServer,
  type Trial,
} from '@nq15/db/operations/rehearsal'
import { trySignIn } from '@nq15/use-cases/operations/try-sign-in'
import { type Answer, columns } from '../answer.ts'
import { migrationsFolder } from '../database.ts'
import type { Env } from '../env.ts'
import { operatorScope } from '../operator.ts'

type Tried = { signIn: boolean | null; unguarded: readonly string[] }

/** `upgrade --rehearse`: the way to this build on a copy; the original is read and never written to. */
export async function answerRehearsal(env: Env, into?: string): Promise<Answer> {
  const tried: Tried = { signIn: null, unguarded: [] }
  const trial: Trial = async ({ served, owner }) => {
    if (served) tried.signIn = await signsIn(served)
    tried.unguarded = (await inOwnersTransaction({ url: owner, reading: true }, readDatabaseHealth)).unguarded
  }
  try {
    return tell(await rehearse(env, trial, into), {
      ...tried,
      stays: env.DATABASE_URL !== undefined && into !== undefined,
    })
  } catch (error) {
    const why = refusalOf(error)
    if (why === null) throw error
    return {
      json: { refused: true, message: why },
      lines: [`Nothing was rehearsed: ${why}.`, 'Nothing was changed.'],
      exitCode: 1,
    }
  }
}

function refusalOf(error: unknown): string | null {
  if (error instanceof DataFolderBusyError)
    return `the data folder ${error.folder} is served by process ${error.pid}: stop that one first, or rehearse on a restored backup`
  return error instanceof RehearsalError || error instanceof MigrationHistoryError ? error.message : null
}

async function rehearse(env: Env, trial: Trial, into?: string): Promise<Rehearsal> {
  const migrations = migrationsFolder
  if (!env.DATABASE_URL) return rehearseFolder({ folder: env.dataFolder, migrations }, trial)
  return rehearseServer(
    { url: env.DATABASE_OWNER_URL ?? env.DATABASE_URL, login: await servingLogin(env), migrations, into },
    trial,
  )
}

/** The login that serves today: that of `DATABASE_URL` beside an owner's, else the one that the first start made and kept. */
async function servingLogin(env: Env) {
  if (env.DATABASE_OWNER_URL && env.DATABASE_URL) {
    const { username, password } = new URL(env.DATABASE_URL)
    return { name: decodeURIComponent(username), password: decodeURIComponent(password) }
  }
  const kept = await readFile(join(env.dataFolder, 'database-login.json'), 'utf8').catch(() => null)
  return kept === null ? null : (JSON.parse(kept) as { name: string; password: string })
}

async function signsIn(url: string): Promise<boolean> {
  const db = connect({ url, poolSize: 2 })
  try {
    return await trySignIn(db, operatorScope('account:admin'))
  } finally {
    await db.close()
  }
}

function tell(
  { applied, before, after, copySeconds, upgradeSeconds }: Rehearsal,
  { signIn, unguarded, stays }: Tried & { readonly stays: boolean },
): Answer {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const rows = names.map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
  const differing = rows.filter((row) => row.before !== row.after)
  const lost = differing.filter(({ before: had, after: has }) => had !== null && had > 0 && (has ?? 0) < had)
  const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((all, one) => all + one, 0)
  const seconds = (value: number) => `${value.toFixed(1)} s`
  const well = lost.length === 0 && signIn !== false && unguarded.length === 0
  return {
    json: {
      well,
      applied,
      copySeconds,
      upgradeSeconds,
      tables: rows,
      lost: lost.map(({ name }) => name),
      signIn,
      unguarded,
    },
    lines: [
      applied.length === 0
        ? 'The database is of this version already; the copy was opened and tried all the same.'
        : `${applied.length} migrations were applied to a copy, from ${applied[0]} to ${applied.at(-1)}.`,
      `${sum(before)} rows before and ${sum(after)} after; copied in ${seconds(copySeconds)}, upgraded in ${seconds(upgradeSeconds)}.`,
      ...(differing.length === 0
        ? ['Every table holds as many rows as before.']
        : columns([
            ['Table', 'before', 'after'],
            ...differing.map((row) => [row.name, said(row.before, 'not there'), said(row.after, 'gone')]),
          ])),
      ...(lost.length > 0 ? [`FEWER ROWS in ${lost.map(({ name }) => name).join(', ')}: ask before you upgrade.`] : []),
      signIn === null
        ? 'Signing in was not tried: no login that serves is known here.'
        : signIn
          ? 'An account was made on the copy and signed in.'
          : 'AN ACCOUNT OF THE COPY COULD NOT SIGN IN: do not upgrade.',
      unguarded.length === 0
        ? 'The second wall stands on every table.'
        : `THE SECOND WALL IS MISSING on ${unguarded.join(', ')}: do not upgrade.`,
      stays
        ? 'The original was not touched. The copy stays in the database of --into: drop it, it holds everything.'
        : 'The original was not touched, and the copy is gone.',
    ],
    exitCode: well ? 0 : 1,
  }
}

const said = (rows: number | null, otherwise: string) => (rows === null ? otherwise : String(rows))
