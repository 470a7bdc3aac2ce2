import type { TableCode, TableDefinition } from './table-definition.ts'
import { tableB7, tableB8 } from './tables/comparing-tables.ts'
import { tableB3, tableB5, tableB6 } from './tables/member-tables.ts'
import { tableB1, tableB2, tableB4 } from './tables/organization-tables.ts'

/** Every statistical table of a rating year, as data. */
export const ratingTables: Readonly<Record<TableCode, TableDefinition>> = {
  B1: tableB1,
  B2: tableB2,
  B3: tableB3,
  B4: tableB4,
  B5: tableB5,
  B6: tableB6,
  B7: tableB7,
  B8: tableB8,
}
