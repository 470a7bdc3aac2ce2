import { type Command, InvalidArgumentError } from 'commander'
import type { Answer } from './answer.ts'

/** A verb whose wrong options end with exit code 2, as the command's contract has it (commander's own is 1). */
export const verb = (parent: Command, name: string): Command =>
  parent.command(name).exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))

/** An option's own reading: a parser that answers the value, and what is said about one that is none. */
export const parsed =
  <Value>(parse: (typed: string) => { success: boolean; data?: Value }, wanted: string) =>
  (typed: string): Value => {
    const read = parse(typed)
    if (!read.success || read.data === undefined) throw new InvalidArgumentError(wanted)
    return read.data
  }

type Saying = {
  readonly json: true | undefined
  readonly command: Command
  /** Where falling short is a refusal and no answer, its lines go to standard error. */
  readonly refusalsApart?: true
}

/**
 * Says an answer: with `--json` the one document on standard output and nothing else there, otherwise its lines. The exit
 * code is set on the process; output goes where the program's `configureOutput` says.
 */
export function say({ json: document, lines, exitCode }: Answer, { json, command, refusalsApart }: Saying): void {
  const { writeOut, writeErr } = command.configureOutput()
  if (json) writeOut?.(`${JSON.stringify(document)}\n`)
  else (refusalsApart && exitCode === 1 ? writeErr : writeOut)?.(lines.map((line) => `${line}\n`).join(''))
  process.exitCode = exitCode
}
