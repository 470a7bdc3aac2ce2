import { mapMemberColumns, memberColumns, memberTexts } from '@nq15/documents/members'
import { type MemberColumn, type MemberTexts, memberMessagesEn, memberMessagesVi } from '@nq15/domain/members'
import { startImport } from '@nq15/use-cases/members/judge-import'
import { takeImport } from '@nq15/use-cases/members/take-import'
import type { Command } from 'commander'
import type { TableImport } from '../import-table.ts'
import { importVerb } from '../import-verb.ts'

/** The import of members, as the table importer wants it. */
export const memberImport: TableImport<MemberTexts> = {
  heads: memberColumns.flatMap(({ head, aliases }) => [head, ...aliases]),
  mapHeads: mapMemberColumns,
  textsOf: (cells, mapping) => memberTexts(cells, mapping as Readonly<Record<string, MemberColumn>>),
  messages: memberMessagesEn,
  workbookMessages: memberMessagesVi,
  start: startImport,
  take: takeImport,
}

/** Adds `import members` to the verb `import`. */
export function membersCommands(importing: Command): void {
  importVerb(
    importing,
    { name: 'members', description: 'members from an Excel or CSV file', permission: 'member:write' },
    memberImport,
  )
}
