import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { exportCalendar } from '@nq15/use-cases/calendar/export-calendar'
import { importCalendar } from '@nq15/use-cases/calendar/import-calendar'
import { recomputeDeadlines } from '@nq15/use-cases/calendar/recompute-deadlines'
import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { campaignServiceScope, operatorScope } from '../operator.ts'
import { readCases } from '../ratings/read-cases.ts'
import { say, verb } from '../verb.ts'
import { answerDeadline, type DeadlineOptions, deadlineCaseSchema, deadlineOfOptions } from './answer-deadline.ts'
import { answerDue, type DueOptions, dueCaseSchema, termOfOptions } from './answer-due.ts'
import { answerImport } from './answer-import.ts'

type Input = { readonly input?: NodeJS.ReadableStream }
type ImportOptions = { readonly replaceYears?: true; readonly dryRun?: true; readonly json?: true }

/** Adds the verbs `calendar` (the table of days off, terms counted with it) and `deadline` (terms of the law by their rule). */
export function calendarCommands(program: Command, { input = process.stdin }: Input = {}): void {
  const calendar = verb(program, 'calendar').description('days off, make-up days, and terms counted with them')

  verb(calendar, 'import')
    .description('take the reference file (date,kind,name_vi,basis,confidence); all rows or none')
    .argument('<file>', 'CSV in UTF-8')
    .option('--replace-years', "withdraw days of the file's years that the file does not have")
    .option('--dry-run', 'say what would change and change nothing')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, { replaceYears, dryRun, json }: ImportOptions, command: Command) => {
      const answer = await withDatabase(async (db) => {
        const taken = await importCalendar(db, operatorScope('calendar:write'), {
          requestId: randomUUID(),
          source: createReadStream(file),
          replaceYears: replaceYears === true,
          dryRun: dryRun === true,
          fileName: basename(file),
        })
        const moved = taken.ok && !dryRun ? await recomputeDeadlines(db, campaignServiceScope()) : []
        return answerImport(taken, moved)
      })
      say(answer, { json, command, refusalsApart: true })
    })

  verb(calendar, 'export')
    .description('write the table as the reference file, to standard output')
    .action(async (_: object, command: Command) => {
      const text = await withDatabase((db) => exportCalendar(db, operatorScope('calendar:write')))
      command.configureOutput().writeOut?.(text)
    })

  verb(calendar, 'due')
    .description('count terms and explain them day by day, with the calendar of this version (no database)')
    .option('--cases <file>', 'JSON array of cases, "-" for standard input')
    .option('--from <day>', 'start day, or YYYY-MM-DDTHH:mm for hours')
    .option('--quantity <n>', 'how many')
    .option('--unit <unit>', 'CD day, WD working day, WH working hour, H hour', 'WD')
    .option('--roll <roll>', 'next_wd, none, pre (backwards) or after (waiting term)', 'next_wd')
    .option('--extend <n...>', 'lengths granted')
    .option('--suspend <pair...>', 'YYYY-MM-DD..YYYY-MM-DD, the last one may be open')
    .option('--json', 'one JSON document on standard output')
    .action(async (options: DueOptions, command: Command) => {
      const { json, cases } = options
      const read = cases === undefined ? termOfOptions(options) : await readCases(cases, dueCaseSchema, input)
      if (read.ok) return say(answerDue(read.value, { explain: cases === undefined }), { json, command })
      for (const message of read.refusal.messages) command.configureOutput().writeErr?.(`${message}\n`)
      process.exitCode = 2
    })

  verb(program, 'deadline')
    .description('count legal terms by their rule and explain them day by day (no database)')
    .option('--cases <file>', 'JSON array of cases, "-" for standard input')
    .option('--rule <id>', 'such as K2; `rules list` names them all')
    .option('--from <day>', 'start day, or YYYY-MM-DDTHH:mm for hours')
    .option('--variant <name>', 'such as complex, remote+complex')
    .option('--extend <n...>', 'lengths granted')
    .option('--suspend <pair...>', 'YYYY-MM-DD..YYYY-MM-DD, the last one may be open')
    .option('--json', 'one JSON document on standard output')
    .action(async (options: DeadlineOptions, command: Command) => {
      const { json, cases } = options
      const read = cases === undefined ? deadlineOfOptions(options) : await readCases(cases, deadlineCaseSchema, input)
      if (read.ok) return say(answerDeadline(read.value, { explain: cases === undefined }), { json, command })
      for (const message of read.refusal.messages) command.configureOutput().writeErr?.(`${message}\n`)
      process.exitCode = 2
    })
}
