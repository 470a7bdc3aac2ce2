import { readFile, writeFile } from 'node:fs/promises'
import { generateIdentity, recipientOf } from '@nq15/use-cases/operations/backup-keys'
import { rowsOf } from '@nq15/use-cases/operations/backup-manifest'
import {
  type FoundBackup,
  findBackup,
  type RestoreRefusal,
  type RestoreTarget,
  readBackupKeys,
  restoreBackup,
} from '@nq15/use-cases/operations/restore-backup'
import { type BackupSource, takeBackup } from '@nq15/use-cases/operations/take-backup'
import type { Answer } from '../answer.ts'
import type { Env } from '../env.ts'
import { layKeys } from './installation.ts'
import { keepRun } from './kept-runs.ts'

type OnProgress = (done: number, of: number, what: string) => void

/** `backup-key`: who may open backups; the file belongs on no server. */
export async function answerBackupKey(out: string): Promise<Answer> {
  const identity = await generateIdentity()
  const recipient = await recipientOf(identity)
  await writeFile(out, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' })
  return {
    json: { recipient, file: out },
    lines: [
      `Public key: ${recipient}`,
      `The key that opens is in ${out}. Take it off this server and keep two copies in two places: without it no backup can be read.`,
    ],
    exitCode: 0,
  }
}

type TakeOptions = {
  readonly to: string
  readonly keys: string
  readonly recipients: readonly string[]
  readonly now: Date
  readonly onProgress: OnProgress
}

/** `backup`. */
export async function answerBackup(env: Env, source: BackupSource, options: TakeOptions): Promise<Answer> {
  const { to, keys, recipients, now, onProgress } = options
  const { folder, keysFile, head, manifest } = await takeBackup(source, {
    folder: to,
    keysFolder: keys,
    recipients,
    now,
    onProgress,
  })
  const rows = rowsOf(manifest)
  const { objects } = manifest.files
  await keepRun(env, 'backup', { at: now.toISOString(), folder, head, rows, objects })
  return {
    json: { folder, keysFile, head, tables: Object.keys(manifest.tables).length, rows, files: manifest.files },
    lines: [
      `${rows} rows of ${Object.keys(manifest.tables).length} tables and ${objects} files are in ${folder}.`,
      `The keys lie apart in ${keysFile}: keep them in another place than the backup.`,
      `Write this down elsewhere, it proves later that nothing was exchanged: ${head}`,
    ],
    exitCode: 0,
  }
}

type RestoreOptions = {
  readonly from: string
  readonly identityFile: string
  readonly head?: string | undefined
  readonly now: Date
  readonly onProgress: OnProgress
}

/** `restore`: into the empty place of the settings. */
export async function answerRestore(
  env: Env,
  target: Omit<RestoreTarget, 'onProgress'> & { readonly keyFile: string },
  options: RestoreOptions & { readonly keys?: string | undefined },
): Promise<Answer> {
  const identity = await readIdentity(options.identityFile)
  const found = await findBackup(options.from, options.head)
  if (!found.ok) return refused(found.refusal)
  const keys = options.keys ? await readBackupKeys(found.value, options.keys, identity) : null
  if (keys && !keys.ok) return refused(keys.refusal)
  const restored = await restoreBackup(found.value, { ...target, onProgress: options.onProgress }, identity)
  if (!restored.ok) return refused(restored.refusal)
  const differing = keys ? await layKeys(env, target.keyFile, keys.value) : []
  const { tables, rows, objects } = restored.value
  return {
    json: { restored: restored.value, takenAt: found.value.manifest.takenAt, differingKeys: differing },
    lines: [
      `${rows} rows of ${tables} tables are as they were on ${found.value.manifest.takenAt}, and ${objects} files.`,
      'Everybody signs in again; passwords and second factors are the old ones.',
      ...(keys ? [] : ['Keys were not restored (--keys): files stay sealed until their key file is in its place.']),
      ...differing.map(
        (name) =>
          `${name} is another key than the backup's and was left as it is: put the old one there, or files and second factors cannot be opened.`,
      ),
    ],
    exitCode: differing.length > 0 ? 1 : 0,
  }
}

/** `restore --prove`: everything but keeping it. */
export async function answerProve(env: Env, fill: RestoreTarget['fill'], options: RestoreOptions): Promise<Answer> {
  const found = await findBackup(options.from, options.head)
  if (!found.ok) return refused(found.refusal)
  const proved = await restoreBackup(
    found.value,
    { fill, objects: null, onProgress: options.onProgress },
    await readIdentity(options.identityFile),
  )
  if (!proved.ok) return refused(proved.refusal)
  await keepRun(env, 'proof', proofOf(found.value, proved.value, options.now))
  const { tables, rows, objects } = proved.value
  return {
    json: { proved: proved.value, takenAt: found.value.manifest.takenAt, head: found.value.head },
    lines: [
      `The backup of ${found.value.manifest.takenAt} can be restored: ${rows} rows of ${tables} tables and ${objects} files came out as they went in.`,
    ],
    exitCode: 0,
  }
}

const proofOf = ({ folder, head }: FoundBackup, { rows, objects }: { rows: number; objects: number }, now: Date) => ({
  at: now.toISOString(),
  folder,
  head,
  rows,
  objects,
})

/** The identity of a file in age's own form: comments, then one line. */
async function readIdentity(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim())
  return lines.find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? ''
}

function refused(refusal: RestoreRefusal): Answer {
  const words = wordsOf(refusal)
  return { json: { refused: true, ...refusal, message: words }, lines: [words, 'Nothing was changed.'], exitCode: 1 }
}

function wordsOf(refusal: RestoreRefusal): string {
  switch (refusal.code) {
    case 'no-backup':
      return 'There is no backup in that folder: it has no manifest.json that can be read.'
    case 'other-head':
      return `The manifest is not the one that was written down; its hash is ${refusal.head}.`
    case 'damaged':
      return `The part "${refusal.part}" is not as it was written: take another copy of this backup.`
    case 'not-opened':
      return `The part "${refusal.part}" is not opened by this key: give the file of the key whose public key it was sealed for.`
    case 'other-version':
      return [
        'The backup is of another version of NQ15, and a restore never changes what it brings back.',
        ...(refusal.missingHere.length > 0
          ? [`Not known here: ${refusal.missingHere.join(', ')}: restore with the newer version.`]
          : []),
        ...(refusal.newHere.length > 0
          ? [`New here: ${refusal.newHere.join(', ')}: restore with the version of the backup, then upgrade.`]
          : []),
      ].join(' ')
    case 'not-proved':
      return `These tables did not come out as they went in: ${refusal.tables.join(', ')}.`
  }
}
