import type { Permission } from '@nq15/domain/access'
import type { Command } from 'commander'
import { withDatabase } from './database.ts'
import { type ImportOptions, importTable, type TableImport } from './import-table.ts'
import { operatorScope } from './operator.ts'
import type { Answer } from './ratings/answer.ts'

/** A verb whose wrong options end with exit code 2, as the contract has it (commander's own is 1). */
export const verb = (parent: Command, name: string): Command =>
  parent.command(name).exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))

/** Gives a verb's answer out as lines or as its one JSON document, and sets the exit code. */
export function sayAnswer(
  { json: document, lines, exitCode }: Answer,
  { json, command }: { readonly json: true | undefined; readonly command: Command },
): void {
  const { writeOut } = command.configureOutput()
  writeOut?.(json ? `${JSON.stringify(document)}\n` : lines.map((line) => `${line}\n`).join(''))
  process.exitCode = exitCode
}

/** Adds the import of one kind of table to the verb `import`. */
export function importVerb<Texts>(
  importing: Command,
  { name, description, permission }: { name: string; description: string; permission: Permission },
  table: TableImport<Texts>,
): void {
  verb(importing, name)
    .description(description)
    .requiredOption('--file <file>', '.xlsx or .csv, columns as in the template')
    .requiredOption('--organization <code>', 'the organization they belong under, by the code it carries today')
    .option('--dry-run', 'judge every row and keep nothing')
    .option('--only-good', 'take the good rows though others are refused')
    .option('--errors <file>', 'write the same workbook with the reasons beside the refused rows')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json, ...options }: ImportOptions & { json?: true }, command: Command) => {
      const answer = await withDatabase((db) => importTable({ db, scope: operatorScope(permission) }, table, options))
      sayAnswer(answer, { json, command })
    })
}
