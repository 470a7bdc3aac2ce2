import { accessDictionary } from './dictionary/access.ts'
import { calendarDictionary } from './dictionary/calendar.ts'
import { consolidationDictionary } from './dictionary/consolidation.ts'
import { eventsDictionary } from './dictionary/events.ts'
import { filesDictionary } from './dictionary/files.ts'
import { incidentsDictionary } from './dictionary/incidents.ts'
import { informationDictionary } from './dictionary/information.ts'
import { inspectionDictionary } from './dictionary/inspection.ts'
import { membersDictionary } from './dictionary/members.ts'
import { monitoringDictionary } from './dictionary/monitoring.ts'
import { watchDictionary } from './dictionary/monitoring-watch.ts'
import { organizationsDictionary } from './dictionary/organizations.ts'
import { petitionsDictionary } from './dictionary/petitions.ts'
import { petitionsDirectionsDictionary } from './dictionary/petitions-directions.ts'
import { petitionReportsDictionary } from './dictionary/petitions-reports.ts'
import { petitionsVaultDictionary } from './dictionary/petitions-vault.ts'
import { privacyDictionary } from './dictionary/privacy.ts'
import { ratingsDictionary } from './dictionary/ratings.ts'
import { ratingsAfterDictionary } from './dictionary/ratings-after.ts'
import { ratingsCellDictionary } from './dictionary/ratings-cell.ts'
import { ratingRulesDictionary } from './dictionary/ratings-rules.ts'
import { ratingUnitsDictionary } from './dictionary/ratings-units.ts'
import { ratingUnitsAfterDictionary } from './dictionary/ratings-units-after.ts'
import { reportsDictionary } from './dictionary/reports.ts'
import { reportDirectivesDictionary } from './dictionary/reports-directives.ts'
import { reportReviewDictionary } from './dictionary/reports-review.ts'
import { reportTablesDictionary } from './dictionary/reports-tables.ts'
import { reportTargetsDictionary } from './dictionary/reports-targets.ts'
import { keyDictionary, webhookDictionary } from './dictionary/service.ts'
import type { LegalBasis, RetentionCode, RoomDictionary, Sensitivity } from './field-entry.ts'

/** The data dictionary: every room's tables, in the order of the register. */
export const dictionary = {
  organizations: organizationsDictionary,
  members: membersDictionary,
  ratings: {
    ...ratingsDictionary,
    ...ratingsAfterDictionary,
    ...ratingsCellDictionary,
    ...ratingRulesDictionary,
    ...ratingUnitsDictionary,
    ...ratingUnitsAfterDictionary,
  },
  access: { ...accessDictionary, ...keyDictionary },
  privacy: privacyDictionary,
  files: filesDictionary,
  events: { ...eventsDictionary, ...webhookDictionary },
  calendar: calendarDictionary,
  monitoring: { ...monitoringDictionary, ...watchDictionary },
  consolidation: consolidationDictionary,
  petitions: {
    ...petitionsDictionary,
    ...petitionReportsDictionary,
    ...petitionsDirectionsDictionary,
    ...petitionsVaultDictionary,
  },
  inspection: inspectionDictionary,
  incidents: incidentsDictionary,
  information: informationDictionary,
  reports: {
    ...reportsDictionary,
    ...reportTablesDictionary,
    ...reportReviewDictionary,
    ...reportDirectivesDictionary,
    ...reportTargetsDictionary,
  },
} as const satisfies Readonly<Record<string, RoomDictionary>>
export type DictionaryRoom = keyof typeof dictionary

/** One line of the register of processing: a field with everything that is asked of it. */
export type RegisterLine = {
  readonly room: DictionaryRoom
  readonly table: string
  readonly field: string
  readonly purpose: string
  readonly basis: LegalBasis
  readonly sensitivity: Sensitivity
  readonly retention: RetentionCode
}

const rooms = Object.keys(dictionary) as DictionaryRoom[]

/** The whole register, field by field; printed as the record of processing (privacy L1). */
export function registerLines(): readonly RegisterLine[] {
  return rooms.flatMap((room) =>
    Object.entries<RoomDictionary[string]>(dictionary[room]).flatMap(([table, entry]) =>
      Object.entries(entry.fields).map(([field, said]): RegisterLine => {
        const [sensitivity, purpose] = typeof said === 'string' ? [said, entry.purpose] : said
        return { room, table, field, purpose, basis: entry.basis, sensitivity, retention: entry.retention }
      }),
    ),
  )
}

/** What differs between the dictionary and the database; empty when each field has its entry and each entry its field. */
export function compareWithDatabase(columns: readonly { readonly table: string; readonly field: string }[]): {
  readonly withoutEntry: readonly string[]
  readonly withoutField: readonly string[]
} {
  const named = ({ table, field }: { table: string; field: string }) => `${table}.${field}`
  const stored = new Set(columns.map(named))
  const described = new Set(registerLines().map(named))
  return {
    withoutEntry: [...stored].filter((one) => !described.has(one)).toSorted(),
    withoutField: [...described].filter((one) => !stored.has(one)).toSorted(),
  }
}
