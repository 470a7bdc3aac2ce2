import type { Permission } from '../access/index.ts'

/** Records that files hang on, by their table. A later room adds its own here and in `app.check_attached_record`. */
export const attachableTables = [
  'organization',
  'succession',
  'rating_cell_file',
  'rating_decision',
  'rating_task_item',
  'paper_template',
  'paper_bundle',
  'plan_task',
  'inspection_remedy',
  'petition_paper',
] as const
export type AttachableTable = (typeof attachableTables)[number]

/** What is settled for the files of a kind of record. */
export type Attachable = {
  /** `person`: names persons, so a grant that opens organizations only does not open it. */
  readonly rowClass: 'tree' | 'person'
  readonly read: readonly Permission[]
  readonly write: readonly Permission[]
  readonly retention: RetentionClass
}

/** Classes of retention; their periods are data (`file_retention`), set by a committee with the number of its decision. */
export const retentionClasses = ['organization', 'rating', 'petition'] as const
export type RetentionClass = (typeof retentionClasses)[number]

const organizationFile = {
  rowClass: 'tree',
  read: ['organization:read'],
  write: ['organization:write'],
  retention: 'organization',
} as const satisfies Attachable

/** Who reads and adds files, per kind of record. */
export const attachable: Readonly<Record<AttachableTable, Attachable>> = {
  organization: organizationFile,
  succession: organizationFile,
  rating_cell_file: {
    rowClass: 'person',
    read: ['rating:work', 'rating:tally', 'rating:board', 'rating:decide'],
    write: ['rating:work', 'rating:tally'],
    retention: 'rating',
  },
  rating_decision: {
    rowClass: 'person',
    read: ['rating:board', 'rating:decide'],
    write: ['rating:board', 'rating:decide'],
    retention: 'rating',
  },
  // Evidence of a task: the member's own, which the second wall holds to his own rows.
  rating_task_item: {
    rowClass: 'person',
    read: ['rating:self', 'rating:work', 'rating:board'],
    write: ['rating:self', 'rating:work'],
    retention: 'rating',
  },
  paper_template: {
    rowClass: 'tree',
    read: ['paper:read', 'paper:setup'],
    write: ['paper:setup'],
    retention: 'organization',
  },
  // Evidence of a task of a consolidation plan: the organization's, not persons'; added by who speaks for it.
  plan_task: { rowClass: 'tree', read: ['plan:read'], write: ['watch:speak'], retention: 'organization' },
  // Evidence of a remedy after an inspection: added by who answers for the organization, or by who inspected.
  inspection_remedy: {
    rowClass: 'tree',
    read: ['inspection:read'],
    write: ['inspection:report', 'inspection:conduct'],
    retention: 'organization',
  },
  // Copies of papers of a denunciation, covered by a person; kept by their own use case alone, so that none comes without who covered what.
  petition_paper: { rowClass: 'person', read: ['petition:read'], write: [], retention: 'petition' },
  // Made by a job; nobody uploads one.
  paper_bundle: { rowClass: 'person', read: ['paper:read'], write: [], retention: 'rating' },
}

/** Whether a permission opens the files of a kind of record: who may add sees what is there. */
export const opensFiles = (table: AttachableTable, permission: Permission): boolean =>
  attachable[table].read.includes(permission) || attachable[table].write.includes(permission)

/** Every permission that reads some file, each once. */
export const fileReaders: readonly Permission[] = [
  ...new Set(attachableTables.flatMap((table) => attachable[table].read)),
]

/** What is known of a content after scanning; `not-scanned` where no scanner is configured. */
export const scanStates = ['not-scanned', 'waiting-scan', 'clean', 'refused'] as const
export type ScanState = (typeof scanStates)[number]

/** Whether a content may leave the store: never once refused or while it waits, and only when clean where a scanner is configured. */
export const mayGiveOut = (state: ScanState, scanning: boolean): boolean =>
  state === 'clean' || (state === 'not-scanned' && !scanning)
