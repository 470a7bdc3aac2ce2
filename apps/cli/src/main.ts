#!/usr/bin/env node
import { DataFolderBusyError, DataFolderTakenError } from '@nq15/db/embedded'
import { Command } from 'commander'
import { accessCommands } from './access/access.commands.ts'
import { calendarCommands } from './calendar/calendar.commands.ts'
import { withDatabase } from './database.ts'
import { EnvError, readEnv } from './env.ts'
import { eventsCommands } from './events/events.commands.ts'
import { filesCommands } from './files/files.commands.ts'
import { membersCommands } from './members/members.commands.ts'
import { monitoringCommands } from './monitoring/monitoring.commands.ts'
import { NotEmptyError } from './operations/installation.ts'
import { operationsCommands } from './operations/operations.commands.ts'
import { organizationsCommands } from './organizations/organizations.commands.ts'
import { importPastRatings } from './ratings/import-past-ratings.ts'
import { ratingsCommands } from './ratings/ratings.commands.ts'
import { exportsCommands } from './reports/exports.commands.ts'
import { reportsCommands } from './reports/reports.commands.ts'
import { sampleCommand } from './sample.commands.ts'
import { SampleRefused } from './sample.ts'
import { StartError, start } from './start.ts'

const program = new Command('nq15')
  .description('Operator command of NQ15: start, migrate, import, rate, audit')
  .showHelpAfterError()
  // An unknown verb is wrong use, as in the command's contract; commander's own code is 1.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))

program
  .command('start')
  .description('bring up database, web and monitor, with a sample on the first start')
  // biome-ignore lint/style/noProcessEnv: settings are read here and in database.ts
  .action(() => start(readEnv(process.env), (line) => void process.stdout.write(`${line}\n`)))

program
  .command('migrate')
  .description('apply the migrations that are missing')
  .action(() => withDatabase(async () => void process.stderr.write('the database is up to date\n')))

sampleCommand(program)

accessCommands(program)
const importing = organizationsCommands(program)
membersCommands(importing)
importPastRatings(importing)
calendarCommands(program)
ratingsCommands(program)
reportsCommands(program)
exportsCommands(program)
monitoringCommands(program)
filesCommands(program)
operationsCommands(program)
eventsCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  const expected =
    error instanceof StartError ||
    error instanceof EnvError ||
    error instanceof SampleRefused ||
    error instanceof DataFolderBusyError ||
    error instanceof DataFolderTakenError ||
    error instanceof NotEmptyError
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = expected ? 1 : 2
}
