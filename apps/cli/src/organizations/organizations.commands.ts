import { mapOrganizationColumns, organizationColumns, organizationTexts } from '@nq15/documents/organizations'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type OrganizationColumn,
  type OrganizationTexts,
  organizationMessagesEn,
  organizationMessagesVi,
} from '@nq15/domain/organizations'
import { legalDayField } from '@nq15/domain/shared'
import { startImport } from '@nq15/use-cases/organizations/judge-import'
import { takeImport } from '@nq15/use-cases/organizations/take-import'
import { type Command, InvalidArgumentError } from 'commander'
import { withDatabase } from '../database.ts'
import type { TableImport } from '../import-table.ts'
import { importVerb } from '../import-verb.ts'
import { operatorScope } from '../operator.ts'
import { say, verb } from '../verb.ts'
import { answerImportAreas, answerImportResidents } from './answer-areas.ts'
import { answerImportHanoi } from './answer-import-hanoi.ts'
import { answerIntegrity } from './answer-integrity.ts'
import { answerSuccession, answerSuccessionPreview, answerSuccessions } from './answer-succession.ts'
import { answerLineage, answerTree } from './answer-tree.ts'

/** The import of organizations, as the table importer wants it. */
export const organizationImport: TableImport<OrganizationTexts> = {
  heads: organizationColumns.flatMap(({ head, aliases }) => [head, ...aliases]),
  mapHeads: mapOrganizationColumns,
  textsOf: (cells, mapping) => organizationTexts(cells, mapping as Readonly<Record<string, OrganizationColumn>>),
  messages: organizationMessagesEn,
  workbookMessages: organizationMessagesVi,
  start: startImport,
  take: takeImport,
}

const readDay = (text: string): string => {
  const day = legalDayField.safeParse(text)
  if (!day.success) throw new InvalidArgumentError('a day is YYYY-MM-DD')
  return day.data
}

type TreeOptions = { readonly asOf?: string; readonly root?: string; readonly lineage?: string; readonly json?: true }

type AreaOptions = { readonly day?: string; readonly source?: string; readonly json?: true }

/** Adds `tree`, `check integrity` and `import hanoi`, `areas`, `residents`, `organizations`; answers the verb `import` for other rooms to add to. */
export function organizationsCommands(program: Command): Command {
  verb(program, 'tree')
    .description("the Party's tree as it stood on a day, or one organization's lineage")
    .option('--as-of <day>', 'YYYY-MM-DD; today unless said', readDay)
    .option('--root <code>', 'only below the organization that carries this code on the day')
    .option('--lineage <code>', 'predecessors and successors of the organization that carries this code on the day')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ asOf = todayInHanoi(new Date()), root = '', lineage, json }: TreeOptions, command: Command) => {
      const scope = operatorScope('organization:read')
      const answer = await withDatabase((db) =>
        lineage === undefined
          ? answerTree(db, scope, { asOf, root: root === '' ? null : root })
          : answerLineage(db, scope, { asOf, code: lineage }),
      )
      say(answer, { json, command })
    })

  const succession = verb(program, 'succession').description(
    'changes of organizations; people prepare and decide them on the pages',
  )
  const json = ['--json', 'one JSON document on standard output'] as const
  verb(succession, 'list')
    .description('every change, newest day first')
    .option(...json)
    .action(async (options: { json?: true }, command: Command) => {
      const scope = operatorScope('organization:decide')
      say(await withDatabase((db) => answerSuccessions(db, scope)), { json: options.json, command })
    })
  verb(succession, 'show <id>')
    .description('one change with its paper and its steps')
    .option(...json)
    .action(async (id: string, options: { json?: true }, command: Command) => {
      const scope = operatorScope('organization:decide')
      say(await withDatabase((db) => answerSuccession(db, scope, id)), { json: options.json, command })
    })
  verb(succession, 'preview <id>')
    .description('what a change would do; exit code 1 while something stands against it')
    .option(...json)
    .action(async (id: string, options: { json?: true }, command: Command) => {
      const scope = operatorScope('organization:decide')
      const answer = await withDatabase((db) => answerSuccessionPreview(db, { reader: scope, hand: scope }, id))
      say(answer, { json: options.json, command })
    })

  const importing = verb(program, 'import').description('bring organizations and members in')
  verb(importing, 'hanoi')
    .description("Hà Nội's Party tree before and since 1 July 2025, from the files of a folder")
    .requiredOption('--from <folder>', 'folder of the five CSV files')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ from, json }: { from: string; json?: true }, command: Command) => {
      const answer = await withDatabase((db) => answerImportHanoi(db, operatorScope('organization:write'), from))
      say(answer, { json, command })
    })
  verb(importing, 'areas')
    .description('outlines of communes and wards from a GeoJSON file')
    .argument('<file>', 'FeatureCollection of polygons with the properties code and fullName')
    .option('--day <day>', 'the day whose codes the file uses, YYYY-MM-DD; today unless said', readDay)
    .option('--source <text>', 'where the outlines are from; the name of the file unless said')
    .option('--json', 'one JSON document on standard output')
    .action(async (path: string, { day = todayInHanoi(new Date()), source, json }: AreaOptions, command: Command) => {
      const about = { path, day, source }
      const answer = await withDatabase((db) => answerImportAreas(db, operatorScope('organization:write'), about))
      say(answer, { json, command })
    })
  verb(importing, 'residents')
    .description('residents of areas by year from a CSV file with the columns code, year, residents, source')
    .argument('<file>', 'CSV file')
    .option('--json', 'one JSON document on standard output')
    .action(async (path: string, { json }: { json?: true }, command: Command) => {
      const answer = await withDatabase((db) => answerImportResidents(db, operatorScope('organization:write'), path))
      say(answer, { json, command })
    })
  const checking = verb(program, 'check').description('look for faults in what is kept')
  verb(checking, 'integrity')
    .description(
      'circles, orphans, gaps, stray spaces, members without a cell, areas with nobody in charge, accounts without a right',
    )
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { json?: true }, command: Command) => {
      const answer = await withDatabase((db) => answerIntegrity(db, operatorScope('organization:write')))
      say(answer, { json, command })
    })
  importVerb(
    importing,
    { name: 'organizations', description: 'organizations from an Excel or CSV file', permission: 'organization:write' },
    organizationImport,
  )
  return importing
}
