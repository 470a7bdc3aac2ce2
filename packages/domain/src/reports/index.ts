export {
  buildTable,
  type PersonFigure,
  type QuotaFigure,
  type TableLine,
  type UnitFigure,
  wholeLine,
  type YearFigures,
} from './build-tables.ts'
export { type ComputedBlock, type ComputedLine, percentOf } from './compute-block.ts'
export { type CrossCheck, type CrossCheckInput, crossCheck, crossCheckInputSchema } from './cross-check.ts'
export { levelWords } from './level-words.ts'
export {
  type PeerGroup,
  peerGroups,
  type QuotaPoint,
  quotaPoints,
  type SelfAgainstDecided,
  selfAgainstDecided,
  sharesOf,
  type YearShares,
} from './plot-year.ts'
export { ratingTables } from './rating-tables.ts'
export {
  type FrozenPopulation,
  finding,
  lineageLines,
  reconcilePopulation,
  reconcileTable,
  reconcileTables,
  type TableFinding,
  type TableFindingCode,
} from './reconcile-table.ts'
export { sayHead, sayLine, sayTableFinding, sayTotal, sayValue } from './say-table.ts'
export {
  type ShownBlock,
  type ShownLine,
  type ShownMembers,
  type ShownValue,
  type ShownValues,
  showAll,
  showMembers,
  showTable,
} from './show-tables.ts'
export {
  type ChangedFigure,
  changesSince,
  checkSignOff,
  type SignedTables,
  type SignOffRefusal,
  type SignTables,
  signedTablesSchema,
  signTablesSchema,
} from './sign-tables.ts'
export {
  type ReportLocale,
  type RowAxis,
  type TableBlock,
  type TableCode,
  type TableColumn,
  type TableDefinition,
  tableCodes,
  tablesVersion,
} from './table-definition.ts'
