import { todayInHanoi } from '@nq15/domain/calendar'
import { type TableCode, tableCodes } from '@nq15/domain/reports'
import { legalDayField } from '@nq15/domain/shared'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { withDatabase } from '../database.ts'
import { operatorScope } from '../operator.ts'
import { parsed, say, verb } from '../verb.ts'
import { answerCheckExport } from './answer-check-export.ts'
import { answerExportResults, answerExportTables } from './answer-exports.ts'

type Common = {
  readonly organization: string
  readonly year: number
  readonly asOf?: string
  readonly out: string
  readonly json?: true
}
type TableOptions = Common & { readonly table?: TableCode; readonly against?: number; readonly format: 'xlsx' | 'docx' }
type ResultOptions = Common & { readonly format: 'xlsx' | 'csv' }

const yearOf = (typed: string): number => {
  const year = Number(typed)
  if (!Number.isInteger(year) || year < 2014 || year > 2100) throw new InvalidArgumentError('a year such as 2026')
  return year
}

const tableOf = (typed: string): TableCode => {
  const code = tableCodes.find((one) => one === typed.toUpperCase())
  if (!code) throw new InvalidArgumentError(tableCodes.join(', '))
  return code
}

/** Adds `export tables`, `export results` and `export check`; the last needs no database. Answers the verb for other rooms to add to. */
export function exportsCommands(program: Command): Command {
  const out = verb(program, 'export').description(
    'files that say what they are, and whether a file still is what it was',
  )
  const of = (name: string, description: string) =>
    verb(out, name)
      .description(description)
      .requiredOption('--organization <code>', 'the level, by the code it carries on the day')
      .requiredOption('--year <year>', 'the rated year', yearOf)
      .option(
        '--as-of <day>',
        'YYYY-MM-DD; today unless said',
        parsed((typed) => legalDayField.safeParse(typed), 'a day is YYYY-MM-DD'),
      )
      .requiredOption('--out <file>', 'where the file is written; an existing one is not touched')
      .option('--json', 'one JSON document on standard output')

  of('tables', 'the statistical tables of a year')
    .option('--table <code>', 'one table, B1 to B8; all unless said', tableOf)
    .option('--against <year>', 'the year to compare with; the one before unless said', yearOf)
    .addOption(new Option('--format <format>').choices(['xlsx', 'docx']).default('xlsx'))
    .action(async ({ json, ...options }: TableOptions, command: Command) => {
      const asked = { ...options, asOf: options.asOf ?? todayInHanoi(new Date()) }
      say(await withDatabase((db) => answerExportTables(db, operatorScope('report:read'), asked)), { json, command })
    })

  of('results', "everybody's level of a year by code, streamed, whatever the size")
    .addOption(new Option('--format <format>').choices(['xlsx', 'csv']).default('xlsx'))
    .action(async ({ json, ...options }: ResultOptions, command: Command) => {
      const asked = { ...options, asOf: options.asOf ?? todayInHanoi(new Date()) }
      say(await withDatabase((db) => answerExportResults(db, operatorScope('report:read'), asked)), { json, command })
    })

  verb(out, 'check')
    .description('reads count, scope and hash inside an exported file (xlsx, csv) and says whether it is whole')
    .argument('<file>')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, { json }: { json?: true }, command: Command) => {
      const answer = await answerCheckExport(file)
      if (answer) return say(answer, { json, command })
      command.configureOutput().writeErr?.(`cannot read ${file}\n`)
      process.exitCode = 2
    })
  return out
}
