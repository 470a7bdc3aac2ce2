import { objectsOf } from '@nq15/use-cases/files/open-file-store'
import { type Command, InvalidArgumentError } from 'commander'
import { withDatabase } from '../database.ts'
import { readEnv } from '../env.ts'
import { progressBar } from '../progress.ts'
import { say, verb } from '../verb.ts'
import { answerBackup, answerBackupKey, answerProve, answerRestore } from './backup-verbs.ts'
import { answerDoctor } from './doctor-verb.ts'
import { fileSettings, fillOf, ownerAddress, readKeys } from './installation.ts'
import { answerRehearsal } from './rehearse-verb.ts'

type Json = { readonly json?: true | undefined }

/** Adds `backup`, `restore`, `upgrade --rehearse` and `doctor`. Exit codes: 0 done, 1 refused or something falls short, 2 wrong use. */
export function operationsCommands(program: Command): void {
  const json = (command: Command) => command.option('--json', 'one JSON document on standard output')
  // biome-ignore lint/style/noProcessEnv: settings are read here and in main
  const env = () => readEnv(process.env)

  json(
    verb(program, 'backup')
      .description('take a sealed backup of database and files; the keys go to a folder of their own')
      .requiredOption('--to <folder>', 'where backups lie; each gets a folder in it')
      .requiredOption('--keys <folder>', 'where the keys go: another disk, another hand')
      .option(
        '--recipient <key>',
        'public key of who may open it; may be given several times',
        collect,
        recipientsOfSettings(),
      ),
  ).action(async (options: Json & { to: string; keys: string; recipient: string[] }, command: Command) => {
    if (options.recipient.length === 0)
      return command.error(
        'error: nobody could open it: give --recipient or NQ15_BACKUP_RECIPIENTS (nq15 backup-key)',
        { exitCode: 2 },
      )
    const answer = await withDatabase(async (_db, settings, url) => {
      const files = fileSettings()
      const source = {
        ownerUrl: ownerAddress(settings, url),
        objects: objectsOf(files),
        keys: await readKeys(settings, files),
      }
      const { to, keys, recipient: recipients } = options
      return answerBackup(settings, source, { to, keys, recipients, now: new Date(), onProgress: bar() })
    })
    return say(answer, { json: options.json, command, refusalsApart: true })
  })
  json(
    verb(program, 'backup-key')
      .description('make the pair of keys for backups; what opens them goes to a file')
      .requiredOption('--out <file>', 'new file for the key that opens'),
  ).action(async (options: Json & { out: string }, command: Command) =>
    say(await answerBackupKey(options.out), { json: options.json, command }),
  )

  json(
    verb(program, 'restore')
      .description('bring a backup back into the empty place of the settings, and prove every table')
      .requiredOption('--from <folder>', 'the folder of one backup')
      .requiredOption('--identity <file>', 'the key that opens it')
      .option('--keys <file>', 'the keys that were laid apart')
      .option('--head <hash>', 'the hash that was written down when the backup was taken', head)
      .option('--prove', 'try it in memory and keep nothing but the day of the proof')
      .option('--into <address>', 'with --prove: an empty PostgreSQL database to try it in; it stays filled'),
  ).action(
    async (
      options: Json & { from: string; identity: string; keys?: string; head?: string; prove?: true; into?: string },
      command: Command,
    ) => {
      const settings = env()
      const { from, identity: identityFile } = options
      const asked = { from, identityFile, head: options.head, now: new Date(), onProgress: bar() }
      if (options.prove) {
        const place = options.into
          ? { ...settings, DATABASE_URL: options.into, DATABASE_OWNER_URL: undefined }
          : { ...settings, DATABASE_URL: undefined, dataFolder: 'memory' }
        return say(await answerProve(settings, fillOf(place), asked), {
          json: options.json,
          command,
          refusalsApart: true,
        })
      }
      const files = fileSettings()
      const target = { fill: fillOf(settings), objects: objectsOf(files), keyFile: files.keyFile }
      return say(await answerRestore(settings, target, { ...asked, keys: options.keys }), {
        json: options.json,
        command,
        refusalsApart: true,
      })
    },
  )

  json(
    verb(program, 'upgrade')
      .description('try the way to this version on a copy of the database of the settings; the original stays as it is')
      .requiredOption('--rehearse', 'on a copy that is thrown away; the upgrade itself is `migrate` or `start`')
      .option('--into <address>', 'an empty PostgreSQL database of the same owner for the copy; it stays filled'),
  ).action(async (options: Json & { into?: string }, command: Command) =>
    say(await answerRehearsal(env(), options.into), { json: options.json, command }),
  )

  json(verb(program, 'doctor').description('look at everything this server needs, and say what to do')).action(
    async (options: Json, command: Command) => say(await answerDoctor(env()), { json: options.json, command }),
  )
}

const collect = (one: string, others: string[]): string[] => {
  if (!/^age1[0-9a-z]{50,}$/u.test(one)) throw new InvalidArgumentError('must be a public key, age1…')
  return [...others, one]
}
const head = (typed: string): string => {
  if (!/^[0-9a-f]{64}$/u.test(typed)) throw new InvalidArgumentError('must be 64 hexadecimal digits')
  return typed
}
// biome-ignore lint/style/noProcessEnv: settings are read here and in main
const recipientsOfSettings = () => (process.env['NQ15_BACKUP_RECIPIENTS'] ?? '').split(/[\s,]+/u).filter(Boolean)

/** A bar for each kind of thing counted. */
function bar(): (done: number, of: number, what: string) => void {
  let shown: { readonly what: string; readonly bar: ReturnType<typeof progressBar> } | null = null
  return (done, of, what) => {
    if (shown?.what !== what) {
      shown?.bar.stop()
      shown = { what, bar: progressBar(what, of) }
    }
    shown.bar.update(done)
    if (done === of) shown.bar.stop()
  }
}
