import type { Database } from '@nq15/db/client'
import { type RetentionClass, retentionClasses } from '@nq15/domain/files'
import { legalDayField } from '@nq15/domain/shared'
import { readFileSettings } from '@nq15/use-cases/files/file-settings'
import { type FileStore, openFileStore } from '@nq15/use-cases/files/open-file-store'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Answer } from '../answer.ts'
import { withDatabase } from '../database.ts'
import { EnvError } from '../env.ts'
import { progressBar } from '../progress.ts'
import { say, verb } from '../verb.ts'
import {
  answerDestroy,
  answerDue,
  answerRetention,
  answerRotateKey,
  answerSetRetention,
  answerSweep,
  answerVerify,
} from './file-verbs.ts'

type Run = (work: (db: Database) => Promise<Answer>) => Promise<Answer>
type Json = { readonly json?: true | undefined }

/** Adds the verbs `files …`. Exit codes: 0 done, 1 refused or broken, 2 wrong use. */
export function filesCommands(
  program: Command,
  run: Run = withDatabase,
  open: () => Promise<FileStore> = openStore,
): void {
  const files = verb(program, 'files').description('the store of files')
  const json = (command: Command) => command.option('--json', 'one JSON document on standard output')
  const bar = (what: string) => {
    let shown: ReturnType<typeof progressBar> | null = null
    return (done: number, of: number) => {
      shown ??= progressBar(what, of)
      shown.update(done)
      if (done === of) shown.stop()
    }
  }

  json(verb(files, 'verify').description('read every content, prove it and compute its hash again')).action(
    async (options: Json, command: Command) => {
      const store = await open()
      const answer = await run((db) => answerVerify({ db, store }, bar('contents')))
      return say(answer, { json: options.json, command, refusalsApart: true })
    },
  )
  json(verb(files, 'sweep').description('remove what no document names after the grace')).action(
    async (options: Json, command: Command) => {
      const store = await open()
      return say(await run((db) => answerSweep({ db, store }, new Date())), { json: options.json, command })
    },
  )
  json(
    verb(files, 'rotate-key')
      .description('make a new master key and wrap the key of every content under it')
      .option('--resume', 'go on with the current key after a rotation that broke off')
      .option('--drop-old', 'remove master keys that no content needs any more'),
  ).action(async (options: Json & { resume?: true; dropOld?: true }, command: Command) => {
    const store = await open()
    const asked = { resume: options.resume ?? false, dropOld: options.dropOld ?? false }
    const answer = await run((db) => answerRotateKey({ db, store }, { ...asked, onProgress: bar('keys') }))
    return say(answer, { json: options.json, command, refusalsApart: true })
  })
  json(verb(files, 'retention').description('how long each class is kept, and by which document')).action(
    async (options: Json, command: Command) => say(await run(answerRetention), { json: options.json, command }),
  )
  json(
    verb(files, 'set-retention')
      .description('set the months a class is kept, or that it is kept without end')
      .argument('<class>', retentionClasses.join(' or '), retentionClass)
      .addOption(new Option('--months <number>', 'months from the upload').argParser(months))
      .option('--no-end-set', 'keep without end')
      .option('--source <document>', 'number and day of the document that says so'),
  ).action(
    async (
      name: RetentionClass,
      { months: period, endSet, ...options }: Json & { months?: number; endSet: boolean; source?: string },
      command: Command,
    ) => {
      if ((period === undefined) === endSet)
        return command.error('error: either --months with --source, or --no-end-set', { exitCode: 2 })
      const answer = await run((db) =>
        answerSetRetention(db, name, { months: period ?? null, source: options.source ?? null }),
      )
      return say(answer, { json: options.json, command, refusalsApart: true })
    },
  )
  json(verb(files, 'due').description('files whose time is over and that nobody holds')).action(
    async (options: Json, command: Command) =>
      say(await run((db) => answerDue(db, new Date())), { json: options.json, command }),
  )
  json(
    verb(files, 'destroy')
      .description('destroy what is due, under a decision')
      .requiredOption('--decision <number>', 'number of the decision')
      .requiredOption('--decided-on <day>', 'its day, YYYY-MM-DD', day),
  ).action(async (options: Json & { decision: string; decidedOn: string }, command: Command) => {
    const { decision, decidedOn } = options
    const answer = await run((db) => answerDestroy(db, { decision, decidedOn, now: new Date() }))
    return say(answer, { json: options.json, command, refusalsApart: true })
  })
}

async function openStore(): Promise<FileStore> {
  // biome-ignore lint/style/noProcessEnv: settings are read here, in main and in database.ts
  const settings = readFileSettings(process.env)
  if (!settings.ok)
    throw new EnvError(`settings that cannot be used:\n${settings.refusal.map((line) => `  ${line}`).join('\n')}`)
  return openFileStore(settings.value)
}

function day(typed: string): string {
  const read = legalDayField.safeParse(typed)
  if (!read.success) throw new InvalidArgumentError('A day as YYYY-MM-DD.')
  return read.data
}

function months(typed: string): number {
  if (!/^\d{1,4}$/u.test(typed) || Number(typed) < 1 || Number(typed) > 1200) {
    throw new InvalidArgumentError('Whole months, 1 to 1200.')
  }
  return Number(typed)
}

function retentionClass(typed: string): RetentionClass {
  const found = retentionClasses.find((one) => one === typed)
  if (!found) throw new InvalidArgumentError(`One of: ${retentionClasses.join(', ')}.`)
  return found
}
