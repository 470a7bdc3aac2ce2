import type { Database } from '@nq15/db/client'
import { roleSchema } from '@nq15/domain/access'
import { legalDayField } from '@nq15/domain/shared'
import type { Command } from 'commander'
import type { Answer } from '../answer.ts'
import { withDatabase } from '../database.ts'
import type { Env } from '../env.ts'
import { ownerAddress } from '../operations/installation.ts'
import { progressBar } from '../progress.ts'
import { parsed, say, verb } from '../verb.ts'
import {
  answerCreate,
  answerDisable,
  answerGrant,
  answerList,
  answerReset,
  type CreateOptions,
} from './account-verbs.ts'
import { answerExport, answerVerify, answerVerifyFile } from './audit-verbs.ts'
import { rolesCommands } from './roles.commands.ts'
import { signInCommands } from './sign-in.commands.ts'
import { answerWhy, type WhyOptions } from './why-verb.ts'

/** The work gets the database, the settings and the address that serves. */
type Run = (work: (db: Database, env?: Env, url?: string) => Promise<Answer>) => Promise<Answer>
type Json = { readonly json?: true | undefined }

/** Adds the verbs `account …` and `audit verify`. Exit codes: 0 done, 1 refused or broken, 2 wrong use. */
export function accessCommands(program: Command, run: Run = withDatabase): void {
  const account = verb(program, 'account').description('accounts and their roles')
  const rolesAndDays = (command: Command) =>
    command
      .option('--organization <code>', 'code of the organization the role is held in, as of today')
      .option('--from <day>', 'first day of the role, YYYY-MM-DD; today unless said', day)
      .option('--to <day>', 'first day without it', day)
      .option('--reason <text>', 'why, or the number of the decision')

  rolesAndDays(
    verb(account, 'create')
      .description('make an account with a one-time password')
      .requiredOption('--username <name>', 'name to sign in with')
      .requiredOption('--name <name>', 'name shown to others')
      .option('--admin', 'system administrator: accounts only, no content')
      .option('--role <role>', 'first role', role)
      .option('--card <number>', 'card number of the member whose own file the account opens'),
  )
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, admin, ...options }: CreateOptions & Json & { admin?: true }, command: Command) => {
      if (admin && options.role)
        return command.error('error: --admin is a role of its own; leave --role out', { exitCode: 2 })
      const answer = await run((db) => answerCreate(db, { ...options, ...(admin ? { role: 'system-admin' } : {}) }))
      return say(answer, { json, command, refusalsApart: true })
    })
  rolesAndDays(
    verb(account, 'grant')
      .description('give an account one more role')
      .argument('<username>')
      .requiredOption('--role <role>', 'the role', role)
      .option('--accept-overlap', 'accept duties that one person should not have, for the reason given'),
  )
    .option('--json', 'one JSON document on standard output')
    .action(
      async (username: string, { json, ...options }: Parameters<typeof answerGrant>[2] & Json, command: Command) =>
        say(await run((db) => answerGrant(db, username, options)), { json, command, refusalsApart: true }),
    )
  verb(account, 'list')
    .description('all accounts with their roles')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: Json, command: Command) =>
      say(await run(answerList), { json, command, refusalsApart: true }),
    )
  verb(account, 'disable')
    .description('close an account at once')
    .argument('<username>')
    .option('--enable', 'open it again')
    .option('--json', 'one JSON document on standard output')
    .action(async (username: string, { json, ...options }: Json & { enable?: true }, command: Command) =>
      say(await run((db) => answerDisable(db, username, options)), { json, command, refusalsApart: true }),
    )
  verb(account, 'reset')
    .description('give an account a new one-time password')
    .argument('<username>')
    .option('--second-factor', 'also take a lost second factor away')
    .option('--json', 'one JSON document on standard output')
    .action(async (username: string, { json, ...options }: Json & { secondFactor?: true }, command: Command) =>
      say(await run((db) => answerReset(db, username, options)), { json, command, refusalsApart: true }),
    )
  rolesCommands(account, run)
  signInCommands(account, run)

  const access = verb(program, 'access').description('rights that explain themselves')
  verb(access, 'why')
    .description('why an account sees a record or an organization on a day, or not')
    .requiredOption('--account <username>', 'the account asked about')
    .option('--record <table:id>', 'a record by its table and id', asRecord)
    .option('--organization <code>', 'everything kept of an organization, by its code on the day')
    .option('--as-of <day>', 'the day, YYYY-MM-DD; today unless said', day)
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, ...options }: WhyOptions & Json, command: Command) => {
      if ((options.record === undefined) === (options.organization === undefined))
        return command.error('error: name either --record or --organization', { exitCode: 2 })
      return say(await run((db) => answerWhy(db, options)), { json, command, refusalsApart: true })
    })

  const audit = verb(program, 'audit').description('the audit trail')
  verb(audit, 'verify')
    .description('prove that no sealed row was changed, and name the first that was')
    .option('--head <hash>', 'a head printed earlier, which must be in the chain', head)
    .option('--file <path>', 'a file of `audit export` instead of the database')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, file, ...options }: Json & { head?: string; file?: string }, command: Command) => {
      if (file) return say(await answerVerifyFile({ ...options, file }), { json, command, refusalsApart: true })
      const onBatch = barOf('batches')
      const answer = await run((db, env, url = '') =>
        answerVerify(db, { ...options, now: new Date(), onBatch, ownerUrl: env ? ownerAddress(env, url) : url }),
      )
      return say(answer, { json, command, refusalsApart: true })
    })
  verb(audit, 'export')
    .description('write the sealed trail into a file that can be proven without a database')
    .requiredOption('--file <path>', 'where to write')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, file }: Json & { file: string }, command: Command) => {
      const onBatch = barOf('batches')
      return say(await run((db) => answerExport(db, { file, now: new Date(), onBatch })), { json, command })
    })
}

/** A bar that is made when the first step says how many there are. */
function barOf(what: string) {
  let bar: ReturnType<typeof progressBar> | null = null
  return (done: number, of: number) => {
    bar ??= progressBar(what, of)
    bar.update(done)
    if (done === of) bar.stop()
  }
}

const role = parsed((typed) => roleSchema.safeParse(typed), `One of: ${roleSchema.options.join(', ')}.`)
const day = parsed((typed) => legalDayField.safeParse(typed), 'A day as YYYY-MM-DD.')
const asRecord = parsed((typed) => {
  const [, table, recordId] = /^([a-z_]{1,63}):([0-9a-f-]{36})$/iu.exec(typed) ?? []
  return table && recordId ? { success: true, data: { table, recordId } } : { success: false }
}, 'A record is named table:id, for instance member:0190….')
const head = parsed(
  (typed) => ({ success: /^[0-9a-f]{64}$/.test(typed), data: typed }),
  'A head is 64 hexadecimal digits, as `audit verify` prints it.',
)
