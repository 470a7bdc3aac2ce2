#!/usr/bin/env node
import { Command } from 'commander'
import { ratingsCommands } from './ratings/ratings.commands.ts'

const program = new Command('nq15')
  .description('Operator command of NQ15: start, migrate, import, rate, audit')
  .showHelpAfterError()

ratingsCommands(program)

await program.parseAsync()
