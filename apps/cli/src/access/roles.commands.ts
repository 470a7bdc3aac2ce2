import type { Database } from '@nq15/db/client'
import { accountColumns, accountTexts, mapAccountColumns } from '@nq15/documents/access'
import {
  type AccountColumn,
  type AccountTexts,
  accountRowMessagesEn,
  accountRowMessagesVi,
  roleSchema,
} from '@nq15/domain/access'
import { legalDayField } from '@nq15/domain/shared'
import { startImport } from '@nq15/use-cases/access/judge-import'
import { takeImport } from '@nq15/use-cases/access/take-import'
import type { Command } from 'commander'
import type { Answer } from '../answer.ts'
import type { TableImport } from '../import-table.ts'
import { importVerb } from '../import-verb.ts'
import { parsed, say, verb } from '../verb.ts'
import { answerDelegate, answerEnd, answerLeave, answerPasswords, type DelegateOptions } from './role-verbs.ts'

type Run = (work: (db: Database) => Promise<Answer>) => Promise<Answer>
type Json = { readonly json?: true | undefined }

/** The import of accounts, as the table importer wants it. */
const accountImport: TableImport<AccountTexts> = {
  heads: accountColumns.flatMap(({ head, aliases }) => [head, ...aliases]),
  mapHeads: mapAccountColumns,
  textsOf: (cells, mapping) => accountTexts(cells, mapping as Readonly<Record<string, AccountColumn>>),
  messages: accountRowMessagesEn,
  workbookMessages: accountRowMessagesVi,
  start: startImport,
  take: takeImport,
}

const role = parsed((typed) => roleSchema.safeParse(typed), `One of: ${roleSchema.options.join(', ')}.`)
const day = parsed((typed) => legalDayField.safeParse(typed), 'A day as YYYY-MM-DD.')
const answered = (command: Command, json: true | undefined) => ({ json, command, refusalsApart: true }) as const

/** Adds to the verb `account`: ending and delegating roles, leaving, the import with its first passwords. */
export function rolesCommands(account: Command, run: Run): void {
  const json = ['--json', 'one JSON document on standard output'] as const
  const meant = (command: Command) =>
    command
      .argument('<username>')
      .requiredOption('--role <role>', 'the role', role)
      .option('--organization <code>', 'code of the organization it is held in, when there are several')
  meant(verb(account, 'end').description('end a role of an account'))
    .option('--on <day>', 'first day without it; today unless said', day)
    .option('--reason <text>', 'why, or the number of the decision')
    .option(...json)
    .action(async (username: string, { json: asJson, ...options }: Parameters<typeof answerEnd>[2] & Json, command) =>
      say(await run((db) => answerEnd(db, username, options)), answered(command, asJson)),
    )
  meant(verb(account, 'delegate').description('let another account stand in for an absence'))
    .requiredOption('--recipient <username>', 'who stands in')
    .requiredOption('--to <day>', 'first day without it', day)
    .requiredOption('--reason <text>', 'why')
    .option('--from <day>', 'first day; today unless said', day)
    .option('--within <code>', 'a smaller organization, by its code of today')
    .option('--accept-overlap', 'accept duties that one person should not have, for the reason given')
    .option(...json)
    .action(async (username: string, { json: asJson, ...options }: DelegateOptions & Json, command) =>
      say(await run((db) => answerDelegate(db, username, options)), answered(command, asJson)),
    )
  verb(account, 'leave')
    .description('end all roles of an account on a day and close it, and list what is still open')
    .argument('<username>')
    .requiredOption('--reason <text>', 'why, or the number of the decision')
    .option('--on <day>', 'first day without it; today unless said', day)
    .option(...json)
    .action(async (username: string, { json: asJson, ...options }: Parameters<typeof answerLeave>[2] & Json, command) =>
      say(await run((db) => answerLeave(db, username, options)), answered(command, asJson)),
    )
  verb(account, 'passwords')
    .description('give out the next first passwords of an import of accounts, once')
    .argument('<import>', 'id of the import, as `account import` answers it')
    .option(...json)
    .action(async (runId: string, { json: asJson }: Json, command: Command) =>
      say(await run((db) => answerPasswords(db, runId)), answered(command, asJson)),
    )
  importVerb(
    account,
    { name: 'import', description: 'accounts with their roles from an Excel or CSV file', permission: 'account:admin' },
    accountImport,
  )
}
