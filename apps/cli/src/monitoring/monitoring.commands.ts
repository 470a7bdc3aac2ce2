import { screenCaseSchema } from '@nq15/domain/monitoring'
import { legalDayField } from '@nq15/domain/shared'
import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { readCases } from '../ratings/read-cases.ts'
import { parsed, say, verb } from '../verb.ts'
import { answerRepeatRun } from './answer-repeat-run.ts'
import { answerScreenAsOf } from './answer-screen-as-of.ts'
import { answerScreenCases } from './answer-screen-cases.ts'

type Input = { readonly input?: NodeJS.ReadableStream; readonly open?: typeof withDatabase }
type Options = { readonly cases?: string; readonly asOf?: string; readonly repeat?: string; readonly json?: true }

/**
 * Adds `screen`: with `--cases` the pure rules, no database; with `--as-of` a whole run over the organizations stored; with
 * `--repeat` a stored run done again and held against what it said.
 */
export function monitoringCommands(program: Command, { input = process.stdin, open = withDatabase }: Input = {}): void {
  verb(program, 'screen')
    .description('judge organizations by the indicators of early recognition')
    .option('--cases <file>', 'JSON array of cases, "-" for standard input; no database needed')
    .option(
      '--as-of <day>',
      'YYYY-MM-DD: screen everything stored for the month whose sheets are due by then',
      parsed((typed) => legalDayField.safeParse(typed), 'a day is YYYY-MM-DD'),
    )
    .option('--repeat <run>', 'id of a stored run: judge it again and say whether inputs and results are the same')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ cases, asOf, repeat, json }: Options, command: Command) => {
      const { writeErr } = command.configureOutput()
      const refuse = (messages: readonly string[]) => {
        for (const message of messages) writeErr?.(`${message}\n`)
        process.exitCode = 2
      }
      if ([cases, asOf, repeat].filter((one) => one !== undefined).length !== 1)
        return refuse(['Give one of --cases FILE, --as-of DAY and --repeat RUN'])
      if (cases !== undefined) {
        const read = await readCases(cases, screenCaseSchema, input)
        const answer = read.ok ? answerScreenCases(read.value) : read
        if (!answer.ok) return refuse(answer.refusal.messages)
        return say(answer.value, { json, command })
      }
      const tell = (line: string) => void writeErr?.(line)
      await open(async (db) => {
        const answer =
          repeat === undefined ? await answerScreenAsOf(db, asOf ?? '', tell) : await answerRepeatRun(db, repeat, tell)
        say(answer, { json, command })
      })
    })
}
