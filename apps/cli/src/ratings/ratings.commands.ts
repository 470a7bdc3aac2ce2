import { ballotCaseSchema, quotaCaseSchema, rateCaseSchema } from '@nq15/domain/ratings'
import { ok, type Result } from '@nq15/domain/shared'
import type { Command } from 'commander'
import type { z } from 'zod'
import type { Answer } from '../answer.ts'
import { say, verb } from '../verb.ts'
import { answerBallot } from './answer-ballot.ts'
import { answerNumbers } from './answer-numbers.ts'
import { answerQuota } from './answer-quota.ts'
import { answerRate, noticeOfOldName } from './answer-rate.ts'
import { answerRulesList, answerRulesShow } from './answer-rules.ts'
import { answerCases, type BadCase, readCases, type WrongUse } from './read-cases.ts'

type CaseOptions = { readonly cases: string; readonly json?: true }
type Input = { readonly input?: NodeJS.ReadableStream }

/**
 * Adds the verbs `rate`, `quota`, `ballot` and `rules`, which need no database. Output goes where the program's
 * `configureOutput` says; the exit code is set on the process (0 done, 1 something falls short, 2 wrong use).
 */
export function ratingsCommands(program: Command, { input = process.stdin }: Input = {}): void {
  const caseVerb = <Schema extends z.ZodType>(
    name: string,
    { description, schema }: { description: string; schema: Schema },
    answer: (one: z.infer<Schema>) => Result<Answer, BadCase>,
    notice: (cases: z.infer<Schema>[]) => string | null = () => null,
  ) =>
    verb(program, name)
      .description(description)
      .requiredOption('--cases <file>', 'JSON array of cases, "-" for standard input')
      .option('--json', 'one JSON document on standard output')
      .action(async ({ cases, json }: CaseOptions, command: Command) => {
        const read = await readCases(cases, schema, input)
        if (!read.ok) return sayResult(read, { json, command })
        const told = notice(read.value.flatMap((one) => (one.ok ? [one.value] : [])))
        if (told !== null) command.configureOutput().writeErr?.(`${told}\n`)
        sayResult(ok(answerCases(read.value, answer)), { json, command })
      })

  caseVerb(
    'rate',
    { description: 'propose levels by the rating rules', schema: rateCaseSchema },
    answerRate,
    noticeOfOldName,
  )
  caseVerb('quota', { description: 'limit on XS, group by group', schema: quotaCaseSchema }, (one) =>
    ok(answerQuota(one)),
  )
  caseVerb('ballot', { description: 'check count records of ballots', schema: ballotCaseSchema }, (one) =>
    ok(answerBallot(one)),
  )

  const rules = verb(program, 'rules').description('rule sets with dates in force, source and confidence')
  verb(rules, 'list')
    .description('all rule sets of this version')
    .option('--json', 'one JSON document on standard output')
    .action(({ json }: { json?: true }, command: Command) => sayResult(ok(answerRulesList()), { json, command }))
  verb(rules, 'show')
    .description('one rule set whole')
    .argument('<code>', 'code of the rule set, such as G3')
    .option('--json', 'one JSON document on standard output')
    .action((code: string, { json }: { json?: true }, command: Command) =>
      sayResult(answerRulesShow(code), { json, command }),
    )
  verb(rules, 'numbers')
    .description('each number of law with its document, provision, days in force and confidence')
    .option('--json', 'one JSON document on standard output')
    .action(({ json }: { json?: true }, command: Command) => sayResult(ok(answerNumbers()), { json, command }))
}

function sayResult(
  answered: Result<Answer, WrongUse>,
  { json, command }: { readonly json: true | undefined; readonly command: Command },
): void {
  if (answered.ok) {
    say(answered.value, { json, command })
    return
  }
  const { writeErr } = command.configureOutput()
  for (const message of answered.refusal.messages) writeErr?.(`${message}\n`)
  process.exitCode = 2
}
