import { crossCheck, crossCheckInputSchema } from '@nq15/domain/reports'
import { ok } from '@nq15/domain/shared'
import type { Command } from 'commander'
import { z } from 'zod'
import type { Answer } from '../answer.ts'
import { answerCases, type CasesRead, readCases } from '../ratings/read-cases.ts'
import { say, verb } from '../verb.ts'

const reportCaseSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  kind: z.literal('report'),
  input: crossCheckInputSchema,
})

type Input = { readonly input?: NodeJS.ReadableStream }
type CheckOptions = { readonly cases: string; readonly json?: true }

/** Adds the verb `report check`: figures of a report against each other by CK1–CK9, without a database. */
export function reportsCommands(program: Command, { input = process.stdin }: Input = {}): void {
  const report = verb(program, 'report').description('figures of reports, checked against each other')
  verb(report, 'check')
    .description('say which figures do not add up, and by how much (no database)')
    .requiredOption('--cases <file>', 'JSON array of cases, "-" for standard input')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ cases, json }: CheckOptions, command: Command) => {
      const read = await readCases(cases, reportCaseSchema, input)
      if (read.ok) return say(answerChecks(read.value), { json, command })
      for (const message of read.refusal.messages) command.configureOutput().writeErr?.(`${message}\n`)
      process.exitCode = 2
    })
}

function answerChecks(cases: CasesRead<z.infer<typeof reportCaseSchema>>): Answer {
  return answerCases(cases, ({ id, input }) => {
    const { ok: holds, check, ...facts } = crossCheck(input)
    return ok({
      json: { id, ok: holds, check, ...facts },
      lines: [`${id}  ${holds ? 'holds' : 'DOES NOT HOLD'}  ${check}  ${JSON.stringify(facts)}`],
      exitCode: holds ? 0 : 1,
    })
  })
}
