import { mapPastRatingColumns, pastRatingTableColumns, pastRatingTexts } from '@nq15/documents/ratings'
import {
  type PastRatingColumn,
  type PastRatingTexts,
  pastRatingMessagesEn,
  pastRatingMessagesVi,
} from '@nq15/domain/ratings'
import { startImport } from '@nq15/use-cases/ratings/judge-past-ratings'
import { takeImport } from '@nq15/use-cases/ratings/take-past-ratings'
import type { Command } from 'commander'
import type { TableImport } from '../import-table.ts'
import { importVerb } from '../import-verb.ts'

const pastRatingImport: TableImport<PastRatingTexts> = {
  heads: pastRatingTableColumns.flatMap(({ head, aliases }) => [head, ...aliases]),
  mapHeads: mapPastRatingColumns,
  textsOf: (cells, mapping) => pastRatingTexts(cells, mapping as Readonly<Record<string, PastRatingColumn>>),
  messages: pastRatingMessagesEn,
  workbookMessages: pastRatingMessagesVi,
  start: startImport,
  take: takeImport,
}

/** Adds `import ratings` to the verb `import`. */
export function importPastRatings(importing: Command): void {
  importVerb(
    importing,
    {
      name: 'ratings',
      description: 'ratings of past years in their own words, from an Excel or CSV file',
      permission: 'member:write',
    },
    pastRatingImport,
  )
}
