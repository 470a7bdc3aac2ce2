import { screenCaseSchema } from '@nq15/domain/monitoring'
import { legalDayField } from '@nq15/domain/shared'
import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { readCases } from '../ratings/read-cases.ts'
import { parsed, say, verb } from '../verb.ts'
import { answerScreenAsOf } from './answer-screen-as-of.ts'
import { answerScreenCases } from './answer-screen-cases.ts'

type Input = { readonly input?: NodeJS.ReadableStream }
type Options = { readonly cases?: string; readonly asOf?: string; readonly json?: true }

/** Adds `screen`: with `--cases` the pure rules, no database; with `--as-of` a whole run over the organizations stored. */
export function monitoringCommands(program: Command, { input = process.stdin }: Input = {}): void {
  verb(program, 'screen')
    .description('judge organizations by the indicators of early recognition')
    .option('--cases <file>', 'JSON array of cases, "-" for standard input; no database needed')
    .option(
      '--as-of <day>',
      'YYYY-MM-DD: screen everything stored for the month whose sheets are due by then',
      parsed((typed) => legalDayField.safeParse(typed), 'a day is YYYY-MM-DD'),
    )
    .option('--json', 'one JSON document on standard output')
    .action(async ({ cases, asOf, json }: Options, command: Command) => {
      const { writeErr } = command.configureOutput()
      const refuse = (messages: readonly string[]) => {
        for (const message of messages) writeErr?.(`${message}\n`)
        process.exitCode = 2
      }
      if ((cases === undefined) === (asOf === undefined)) return refuse(['Give either --cases FILE or --as-of DAY'])
      if (cases !== undefined) {
        const read = await readCases(cases, screenCaseSchema, input)
        const answer = read.ok ? answerScreenCases(read.value) : read
        if (!answer.ok) return refuse(answer.refusal.messages)
        return say(answer.value, { json, command })
      }
      await withDatabase(async (db) =>
        say(await answerScreenAsOf(db, asOf ?? '', (line) => writeErr?.(line)), { json, command }),
      )
    })
}
