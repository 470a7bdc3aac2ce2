import { legalDayField } from '@nq15/domain/shared'
import { sendRemindersAsOf } from '@nq15/use-cases/events/send-reminders'
import type { Command } from 'commander'
import { withDatabase } from '../database.ts'
import { eventsScope } from '../operator.ts'
import { parsed, say, verb } from '../verb.ts'

type Options = { readonly asOf?: string; readonly json?: true }

/** Adds `reminders send`: the morning's round at once, whatever the hour; for a day to come only where the sample was loaded. */
export function eventsCommands(program: Command): void {
  const reminders = verb(program, 'reminders').description('what people are reminded of')
  verb(reminders, 'send')
    .description('tell the reminders that are due, as every morning at seven; each is told once')
    .option(
      '--as-of <day>',
      'YYYY-MM-DD: as if it were that morning; a day to come is refused outside a demonstration',
      parsed((typed) => legalDayField.safeParse(typed), 'a day is YYYY-MM-DD'),
    )
    .option('--json', 'one JSON document on standard output')
    .action(async ({ asOf, json }: Options, command: Command) => {
      const sent = await withDatabase((db) => sendRemindersAsOf(db, eventsScope(), { asOf, now: new Date() }))
      const answer = sent.ok
        ? { json: sent.value, lines: [`${sent.value.day}  ${sent.value.told} reminders told`], exitCode: 0 as const }
        : {
            json: { refused: sent.refusal.code },
            lines: ['That day is still to come, and this database is no demonstration. Nobody was told anything.'],
            exitCode: 1 as const,
          }
      say(answer, { json, command })
    })
}
