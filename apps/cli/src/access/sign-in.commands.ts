import type { Database } from '@nq15/db/client'
import { emergencyHours, roleSchema } from '@nq15/domain/access'
import { type Command, InvalidArgumentError } from 'commander'
import type { Answer } from '../answer.ts'
import type { Env } from '../env.ts'
import { say, verb } from '../verb.ts'
import { answerEmergencies, answerLink, answerSeal, answerUnlink, type SealOptions } from './sign-in-verbs.ts'

type Run = (work: (db: Database, env?: Env) => Promise<Answer>) => Promise<Answer>
type Json = { readonly json?: true | undefined }

/** Adds the verbs `account link`, `account unlink` and `account emergency …`. */
export function signInCommands(account: Command, run: Run): void {
  const issuerOf = (env: Env | undefined) => env?.issuer ?? null
  verb(account, 'link')
    .description('say whose account an identity of the configured provider is')
    .argument('<username>')
    .requiredOption('--subject <identifier>', 'the subject at the provider, as its page of refusal shows it')
    .option('--json', 'one JSON document on standard output')
    .action(async (username: string, { json, subject }: Json & { subject: string }, command: Command) => {
      const answer = await run((db, env) => answerLink(db, username, { subject, issuer: issuerOf(env) }))
      return say(answer, { json, command, refusalsApart: true })
    })
  verb(account, 'unlink')
    .description('take an account’s identity away; the sessions it opened end')
    .argument('<username>')
    .option('--json', 'one JSON document on standard output')
    .action(async (username: string, { json }: Json, command: Command) => {
      const answer = await run((db, env) => answerUnlink(db, username, { issuer: issuerOf(env) }))
      return say(answer, { json, command, refusalsApart: true })
    })

  const emergency = verb(account, 'emergency').description('the two accounts for the day when nobody else can sign in')
  verb(emergency, 'seal')
    .description('make an emergency account, or seal one anew after use; prints its passphrase once')
    .requiredOption('--username <name>', 'name to sign in with')
    .option('--name <name>', 'name shown to others', 'Tài khoản khẩn cấp')
    .option('--role <role>', 'what one use opens', role, 'system-admin')
    .option('--organization <code>', 'code of the organization the role is held in, as of today')
    .option('--hours <number>', 'how long one use lasts', hours, emergencyHours.usual)
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, ...options }: SealOptions & Json, command: Command) =>
      say(await run((db) => answerSeal(db, options)), { json, command, refusalsApart: true }),
    )
  verb(emergency, 'list')
    .description('the emergency accounts and their seals; exit code 1 while one waits to be sealed anew')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: Json, command: Command) => say(await run(answerEmergencies), { json, command }))
}

const role = (typed: string) => {
  const read = roleSchema.safeParse(typed)
  if (!read.success) throw new InvalidArgumentError(`One of: ${roleSchema.options.join(', ')}.`)
  return read.data
}

const hours = (typed: string) => {
  const read = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
  if (read >= emergencyHours.least && read <= emergencyHours.most) return read
  throw new InvalidArgumentError(`A whole number from ${emergencyHours.least} to ${emergencyHours.most}.`)
}
