/** A state of the migrations that installations were in, with rows its own build wrote. */
export type EarlierState = {
  /** Also the name of the file of rows. */
  readonly name: string
  /** The last migration that was there. */
  readonly upTo: string
  /** The build whose sample filled it: the last one whose migrations are, byte for byte, those of today up to `upTo`. */
  readonly revision: string
  readonly what: string
}

/** In the order of the migrations. Each stands for a version that people can have installed; none is ever taken out. */
export const earlierStates: readonly EarlierState[] = [
  {
    name: 'foundation',
    upTo: '20261124000900_files',
    revision: '7ff94da',
    what: 'organizations, members, ratings of a year, rights, calendar, files',
  },
  {
    name: 'rating-year',
    upTo: '20261127080200_service',
    revision: '2e097ab',
    what: 'the whole rating year with its papers, tables and early recognition',
  },
  {
    name: 'consolidation',
    upTo: '20261127130100_consolidation',
    revision: 'ab247e6',
    what: 'decided levels in screening, complaints, consolidation plans',
  },
  {
    name: 'petitions',
    upTo: '20261127180000_days_of_the_desk',
    revision: '462be9d',
    what: 'inspection, reception and petitions, reports of plans',
  },
  {
    name: 'forecast',
    upTo: '20261127220100_forecast',
    revision: '843d96e',
    what: 'the vault of identities, protection, tables of petitions, complex cases and the forecast',
  },
  {
    name: 'information',
    upTo: '20261128040100_preventive_measures',
    revision: '9af363b',
    what: 'exchange, directions, information, steering, review reports, measures',
  },
  {
    name: 'report-definitions',
    upTo: '20261128140000_report_definitions',
    revision: '4c744f0',
    what: 'directives, targets, renditions, editions of forms; the last before years lie apart and records leave imprints',
  },
]
