import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fillEmbedded } from '@nq15/db/embedded'
import { holdsAccounts } from '@nq15/db/operations/copied-tables.read'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { type FileSettings, readFileSettings } from '@nq15/use-cases/files/file-settings'
import type { RestoreTarget } from '@nq15/use-cases/operations/restore-backup'
import { migrationsFolder, openDatabase, readSecret } from '../database.ts'
import { type Env, EnvError } from '../env.ts'

type Key = { readonly name: string; readonly bytes: Buffer }

/** Where files lie and which file holds their keys; opens no key and makes none. */
export function fileSettings(): FileSettings {
  // biome-ignore lint/style/noProcessEnv: settings are read here and in main
  const settings = readFileSettings(process.env)
  if (!settings.ok) throw new EnvError(settings.refusal.join('\n'))
  return settings.value
}

/** What opens something and stands outside the database, under the name it gets in a backup. */
export async function readKeys(env: Env, { keyFile }: FileSettings): Promise<Key[]> {
  const keys = await readFile(keyFile).catch(() => null)
  return [
    { name: 'secret', bytes: Buffer.from(await readSecret(env)) },
    ...(keys ? [{ name: 'file-keys.json', bytes: keys }] : []),
  ]
}

/** Lays restored keys where the settings want them. One that stands there already stays; answers those that differ. */
export async function layKeys(env: Env, keyFile: string, keys: readonly Key[]): Promise<string[]> {
  const paths: Readonly<Record<string, string>> = { secret: join(env.dataFolder, 'secret'), 'file-keys.json': keyFile }
  const differing: string[] = []
  for (const { name, bytes } of keys) {
    const path = paths[name]
    if (!path) continue
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const standing =
      name === 'secret' && env.NQ15_SECRET ? Buffer.from(env.NQ15_SECRET) : await readFile(path).catch(() => null)
    if (!standing) await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
    else if (!standing.equals(bytes)) differing.push(name === 'secret' && env.NQ15_SECRET ? 'NQ15_SECRET' : path)
  }
  return differing
}

/** The address to read everything with: the owner's on a server, the socket's on the embedded engine. */
export const ownerAddress = (env: Env, servedUrl: string): string =>
  env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? servedUrl

/** A place is empty when nobody has an account in it. */
export class NotEmptyError extends Error {
  override readonly name = 'NotEmptyError'
}

/** How the place of the settings is filled: an empty data folder, or an empty database of a server. */
export function fillOf(env: Env): RestoreTarget['fill'] {
  return async (work) => {
    if (!env.DATABASE_URL) return fillEmbedded({ folder: env.dataFolder, migrations: migrationsFolder }, work)
    const opened = await openDatabase(env)
    const url = ownerAddress(env, opened.url)
    return inOwnersTransaction({ url, reading: false }, async (connection) => {
      if (await holdsAccounts(connection))
        throw new NotEmptyError('the database of DATABASE_URL holds accounts already')
      return work(connection)
    })
  }
}
