import type { TableFindingCode } from './reconcile-table.ts'

/** Words of the statistical tables: lines that are codes, values that are no number, findings. */
export type TableMessages = {
  /** Lines named by a code: groups of persons, kinds of organizations, reasons, levels. */
  readonly lines: Readonly<Record<string, string>>
  readonly values: { readonly under5: string; readonly withheld: string; readonly none: string; readonly some: string }
  readonly total: string
  readonly findings: Readonly<Record<TableFindingCode, string>>
}

/** Words of the statistical tables in English; `{…}` stands for the fact of that name. */
export const tableMessagesEn: TableMessages = {
  lines: {
    LEADER: 'Leaders and managers',
    MEMBER_2A: 'Members in the political system, no leading post (2B)',
    MEMBER_2C: 'Members outside the political system (2C)',
    MEMBER: 'Members',
    GRASSROOTS: 'Managed by the grassroots committee',
    DB_DIRECT: 'Committees directly under the city',
    DB_CO_SO: 'Grassroots committees',
    CB_CO_SO: 'Grassroots cells',
    DB_BO_PHAN: 'Sectional committees',
    DB_TRUC_THUOC_CO_SO: 'Subordinate committees',
    CHI_BO: 'Cells',
    XS: 'Excellent',
    T: 'Good',
    HT: 'Completed',
    KHT: 'Not completed',
    UNDECIDED: 'Not decided yet',
    NOT_RATED: 'Not rated, other reasons',
    EXEMPT: 'Exempt from work and meetings',
    SUSPENDED: 'Suspended from Party activities',
    ADMITTED_LT_6M: 'Admitted less than six months ago',
    TRANSFERRED: 'Transferred',
    LONG_ABSENCE: 'Long absence',
    DECEASED: 'Deceased',
    UNDER_INVESTIGATION: 'Under investigation',
    OTHER: 'Another reason',
    shared: 'Ended organizations with several heirs',
    ended: 'Ended organizations without an heir here',
    SCORE_BELOW_50: 'Under 50 points',
    DEGRADATION: 'Concluded degradation',
    DISCIPLINED: 'Disciplined in the year',
    FAILED_OVER_50: 'More than half of the tasks not completed',
    UNIT_UNDER_70: 'Unit in charge completed under 70%',
    UNITS_KHT_OVER_50: 'More than half of the units in charge not completed',
    LOW_CONFIDENCE_OVER_50: 'More than half low-confidence votes',
    UNIT_CORRUPTION: 'Corruption or waste dealt with in the unit',
    BY_PEOPLE: 'Decided by people, reason written',
    'no-sector': 'sector not recorded',
  },
  values: { under5: 'under 5', withheld: 'hidden', none: '–', some: 'some' },
  total: 'Total',
  findings: {
    LINES_NE_TOTAL: 'The lines of column “{column}” add up to {found}, the total is {expected}.',
    PARTS_NE_TOTAL: 'Line “{line}”: the parts add up to {found}, the whole is {expected}.',
    WITHIN_OVER: 'Line “{line}”, column “{column}”: {found} is more than the {expected} it is contained in.',
    TOTAL_NE_POPULATION: 'Line “{line}”: {found} members in the table, {expected} frozen when the year was opened.',
    DUE_NE_POPULATION: 'Line “{line}”: {found} to be rated in the table, {expected} frozen when the year was opened.',
    DECIDED_NE_KEPT: 'Line “{line}”: {found} levels decided, the cells keep {expected}.',
    TABLES_DIFFER: 'Column “{column}” is {found} here and {expected} in table {about}.',
    SHARED_RECORDS:
      '{found} records belong to ended organizations with several heirs; they stand in a line of their own and count once.',
    ENDED_WITHOUT_LINE: '{found} records belong to ended organizations without an heir among the lines.',
    UNDECIDED: '{found} are not decided yet.',
    RULES_DIFFER:
      'The years were rated by different rules ({about}); a difference may come from the rules and not from the work.',
    NO_EARLIER_YEAR: 'The product holds nothing of the compared year for this organization.',
    SOURCE_MISSING: 'The limit is missing: this version does not hold the rules of the year ({about}).',
    NO_UNITS: 'No organization was rated in the product in this year.',
  },
}
