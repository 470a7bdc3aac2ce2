import type { Permission } from '@nq15/domain/access'
import type { Command } from 'commander'
import { withDatabase } from './database.ts'
import { type ImportOptions, importTable, type TableImport } from './import-table.ts'
import { operatorScope } from './operator.ts'
import { say, verb } from './verb.ts'

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
      say(answer, { json, command })
    })
}
